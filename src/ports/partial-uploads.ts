/** A file that comes in pieces, or is complete and waits to be handed in. Nobody has been told that it was received. */
export interface PartialUpload {
  /** 32 hexadecimal digits that nobody can guess: whoever knows them may go on with it. */
  readonly id: string
  readonly tenantId: string
  /** As sent. */
  readonly filename: string
  /** Of the whole file, as announced. */
  readonly sizeBytes: number
  readonly createdAt: string
}

/**
 * Files on the local disk of this process, with bounds of their own and an end of their time. Neither backup nor records
 * know them: what counts is handed in, from here, like every other upload.
 */
export interface PartialUploads {
  /**
   * Makes room for a file.
   *
   * @throws {MailroomError} `insufficient-storage` below the headroom, `dependency-unavailable` when too many wait already
   */
  begin(upload: PartialUpload, signal: AbortSignal): Promise<void>
  /** With how much of it is safe on the disk; `undefined` for what is not there, or was left too long. */
  find(
    id: string,
    signal: AbortSignal,
  ): Promise<(PartialUpload & { readonly offsetBytes: number }) | undefined>
  /**
   * Adds bytes behind those that are safe, and returns how many then are; what came before a fault stays.
   *
   * @throws {MailroomError} `not-found`, `upload-too-large` beyond the announced size, and as `begin` where room is wanting
   */
  append(id: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<number>
  read(id: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** A second call does nothing. */
  remove(id: string): Promise<void>
}
