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
      const pieces: Uint8Array[] = []
      for await (const piece of staged.stream(signal, { firstByte: position, lastByte })) pieces.push(piece)
      return joined(pieces)
    },
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
