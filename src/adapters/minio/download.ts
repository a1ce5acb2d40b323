import type { Readable } from 'node:stream'
import { MailroomError } from '../../domain/errors.ts'
import { integrityFailure } from '../../domain/intake/verified-content.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { S3Bucket } from './client.ts'
import { isMissing, storeFailure } from './failure.ts'

/** Begins the request when the first chunk is asked for, so that an answer nobody reads holds no connection. */
export async function* download(
  request: () => Promise<Readable>,
  { bucket: { pace }, key }: { readonly bucket: S3Bucket; readonly key: string },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const body = await orAborted(orNotFound(pace.timed(request()), key), signal)
  const abort = (): void => {
    body.destroy(signal.reason instanceof Error ? signal.reason : undefined)
  }
  signal.addEventListener('abort', abort, { once: true })
  try {
    const chunks: AsyncIterator<Buffer, unknown> = body[Symbol.asyncIterator]()
    for (
      let next = await pace.timed(chunks.next());
      next.done !== true;
      next = await pace.timed(chunks.next())
    )
      yield next.value
  } catch (error) {
    signal.throwIfAborted()
    throw storeFailure(error)
  } finally {
    signal.removeEventListener('abort', abort)
    body.destroy()
  }
}

/** @throws {MailroomError} `integrity-failure`, from the iteration, when there are more or fewer bytes */
export async function* exactly(
  chunks: AsyncIterable<Uint8Array>,
  lengthBytes: number,
  key: string,
): AsyncGenerator<Uint8Array, void> {
  let receivedBytes = 0
  for await (const chunk of chunks) {
    receivedBytes += chunk.byteLength
    if (receivedBytes > lengthBytes) break
    yield chunk
  }
  if (receivedBytes !== lengthBytes) throw integrityFailure({ key, lengthBytes, receivedBytes })
}

/** @throws {MailroomError} `range-not-satisfiable` */
export function clippedRange(range: ByteRange, sizeBytes: number): ByteRange {
  const lastByte = Math.min(range.lastByte, sizeBytes - 1)
  if (range.firstByte < 0 || range.firstByte > lastByte) {
    throw new MailroomError('range-not-satisfiable', 'The object has no such bytes.', {
      facts: { range, sizeBytes },
    })
  }
  return { firstByte: range.firstByte, lastByte }
}

export function notFound(key: string): MailroomError {
  return new MailroomError('not-found', 'The object is not there.', { facts: { key } })
}

/** The client cannot be told to stop; the caller need not wait for it all the same. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    signal.addEventListener('abort', abort, { once: true })
  })
  if (signal.aborted) abort()
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function orNotFound<T>(work: Promise<T>, key: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isMissing(error) ? notFound(key) : storeFailure(error)
  }
}
