/** 48 MB for the documents as announced in `hello`, and room for the command around them. */
export const MAX_MESSAGE_BYTES = 48_000_000
const MAX_FRAME_BYTES = MAX_MESSAGE_BYTES + 64 * 1024
const HEADER_BYTES = 16

/** The bytes cannot be a message; the connection is closed, as there is no way back into step. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
}

/** Cuts a stream of bytes into messages; chunks are joined only when their message is complete. */
export class FrameReader {
  #chunks: Buffer[] = []
  #available = 0

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#available += chunk.length
  }

  /** The next complete message with its header. @throws {FrameError} */
  next(): Buffer | undefined {
    if (this.#available < HEADER_BYTES) return undefined
    const length = this.#peekLength()
    if (length < HEADER_BYTES || length > MAX_FRAME_BYTES)
      throw new FrameError(`a message of ${length} bytes`)
    return this.#available < length ? undefined : this.#take(length)
  }

  #peekLength(): number {
    const [first] = this.#chunks
    if (first === undefined || first.length < 4) this.#join()
    return this.#chunks[0]?.readInt32LE(0) ?? 0
  }

  #join(): void {
    this.#chunks = [Buffer.concat(this.#chunks)]
  }

  #take(length: number): Buffer {
    if ((this.#chunks[0]?.length ?? 0) < length) this.#join()
    const [first = Buffer.alloc(0), ...others] = this.#chunks
    this.#chunks = first.length === length ? others : [first.subarray(length), ...others]
    this.#available -= length
    return first.subarray(0, length)
  }
}
