import type { ByteRange } from './blob-store.ts'

/** Room for one file that a child process writes; gone when it is disposed of. */
export interface ScratchFile extends AsyncDisposable {
  /** Nothing is there yet. */
  readonly path: string
  /** The bytes that were written, from the start, or those of the range. */
  stream(signal: AbortSignal, range?: ByteRange): AsyncIterable<Uint8Array>
}

export interface ScratchSpace {
  /** @throws {MailroomError} `insufficient-storage` */
  reserve(signal: AbortSignal): Promise<ScratchFile>
}
