import { collected } from '../../domain/collected.ts'
import type { WholeFile } from '../../ports/media-type-detector.ts'
import type { StagedFile } from '../../ports/staging.ts'

/** A staged file for whoever tells its kind from more than its first bytes. */
export function wholeFile(staged: StagedFile, filename: string, signal: AbortSignal): WholeFile {
  return {
    filename,
    sizeBytes: staged.sizeBytes,
    async read(position, length) {
      const lastByte = Math.min(position + length, staged.sizeBytes) - 1
      if (position < 0 || lastByte < position) return new Uint8Array()
      return collected(staged.stream(signal, { firstByte: position, lastByte }))
    },
  }
}
