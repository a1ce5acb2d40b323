import { isMailroomError } from '../../domain/errors.ts'
import type { MediaTypeDetector } from '../../ports/media-type-detector.ts'
import type { ScratchFile } from '../../ports/scratch.ts'
import type { StagedFile, StagingArea } from '../../ports/staging.ts'
import { wholeFile } from './whole-file.ts'

export interface InnerFilePorts {
  readonly staging: StagingArea
  readonly mediaTypes: MediaTypeDetector
}

/** Where a file lies among those that were unpacked; `mediaType` when that is known already. */
export interface InnerPlace {
  readonly target: ScratchFile
  readonly filename: string
  readonly offset: number
  readonly sizeBytes: number
  readonly mediaType?: string
}

/** A file out of a mail or an archive, or why it cannot be one of the item. */
export type InnerFile =
  | { readonly staged: StagedFile; readonly mediaType: string; readonly reason?: undefined }
  | { readonly reason: 'type' | 'sealed' }

/** Stages a file that came inside of another one. Nothing of it is left when it is not taken in, or when this fails. */
export async function innerFile(
  ports: InnerFilePorts,
  { target, filename, offset, sizeBytes, mediaType }: InnerPlace,
  signal: AbortSignal,
): Promise<InnerFile> {
  const content = target.stream(signal, { firstByte: offset, lastByte: offset + sizeBytes - 1 })
  const staged = await ports.staging.receive(content, { maxBytes: sizeBytes }, signal)
  try {
    const kind =
      mediaType ?? (await ports.mediaTypes.detect(staged.head, wholeFile(staged, filename, signal)))
    if (kind !== undefined) return { staged, mediaType: kind }
    await staged.discard()
    return { reason: 'type' }
  } catch (error) {
    await staged.discard()
    // Office files with macros are of a kind that is not taken in; nobody here opens what has a password.
    if (isMailroomError(error, 'document-macros')) return { reason: 'type' }
    if (isMailroomError(error, 'document-encrypted')) return { reason: 'sealed' }
    throw error
  }
}
