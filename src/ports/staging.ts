import type { ByteRange } from './blob-store.ts'

/** A received file that nothing refers to yet. The name it was sent with is no part of its path. */
export interface StagedFile {
  readonly path: string
  readonly sizeBytes: number
  /** Hexadecimal SHA-256, lower case. */
  readonly sha256: string
  /** The first 4100 bytes (fewer of a smaller file): what telling the media type by content needs. */
  readonly head: Uint8Array

  /** The bytes from the start, or those of the range; can be called more than once. */
  stream(signal: AbortSignal, range?: ByteRange): AsyncIterable<Uint8Array>
  /** Removes the file; a second call does nothing. */
  discard(): Promise<void>
}

export interface StagingLimits {
  readonly maxBytes: number
  /** What the sender has announced, when he has: room for it is asked for before the first byte. */
  readonly announcedBytes?: number | undefined
}

/**
 * Where uploads land before they are stored: on the local disk, under random names, synced to the disk on return.
 * Whatever goes wrong, nothing of the upload stays behind; what a crash leaves is removed at the next start.
 */
export interface StagingArea {
  /**
   * @throws {MailroomError} `upload-too-large` as soon as the limit is passed, `insufficient-storage` when the disk has
   *   less than its headroom left or is full
   */
  receive(content: AsyncIterable<Uint8Array>, limits: StagingLimits, signal: AbortSignal): Promise<StagedFile>
  /** Removes files that were left behind by a process that is gone. Returns how many. */
  removeAbandoned(signal: AbortSignal): Promise<number>
  /** @throws {MailroomError} `insufficient-storage` below the headroom, `dependency-unavailable` when not writable */
  health(signal: AbortSignal): Promise<void>
}
