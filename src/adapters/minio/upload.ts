import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { MailroomError } from '../../domain/errors.ts'
import type { NewContent } from '../../ports/blob-store.ts'
import type { S3Bucket } from './client.ts'
import { isTaken, storeFailure } from './failure.ts'

/** About one megabyte a second: bytes that move faster are no waiting. */
const BYTES_PER_MS = 1_024

/** Name of the mark that keeps the hash with the object: `x-amz-meta-sha256`. */
export const SHA256_MARK = 'sha256'

export interface UploadOptions {
  readonly expected: NewContent
  /** Whether to ask the server to refuse a key that is taken. */
  readonly condition: boolean
}

/** What was sent, and what the server says it has stored. */
export interface Uploaded {
  /** Hexadecimal. */
  readonly md5: string
  /** `ETag` without its quotes; empty when there is none. */
  readonly tag: string
}

/**
 * Sends an object in one streamed request.
 *
 * The hash is known beforehand, so that it is part of the signature over http and a checksum header besides: the server
 * refuses bytes that were altered on the way. `putObject` of the client would hold up to 64 MiB of each upload in memory,
 * and sends larger ones in parts, for which S3 knows no condition.
 *
 * @throws {MailroomError} `already-exists`, `insufficient-storage`, `dependency-unavailable`; and whatever the content throws
 */
export async function upload(
  { client, bucket, region, secure, pace }: S3Bucket,
  key: string,
  content: AsyncIterable<Uint8Array>,
  { expected, condition }: UploadOptions,
  signal: AbortSignal,
): Promise<Uploaded> {
  const md5 = createHash('md5')
  const source = observed(hashedInto(md5, content))
  const body = Readable.from(source.content, { objectMode: false, signal })
  const request = {
    method: 'PUT',
    bucketName: bucket,
    objectName: key,
    headers: headersOf(expected, condition),
  }
  try {
    const checksum = secure ? '' : expected.sha256
    const sent = client.makeRequestStreamAsync(request, body, checksum, [200], region)
    const answer = await pace.timed(sent, expected.sizeBytes / BYTES_PER_MS)
    await finished(answer.resume())
    return { md5: md5.digest('hex'), tag: (answer.headers.etag ?? '').replaceAll('"', '') }
  } catch (error) {
    signal.throwIfAborted()
    if (source.failure() !== undefined) throw source.failure()
    if (isTaken(error)) throw alreadyExists(key, error)
    throw storeFailure(error)
  } finally {
    body.destroy()
  }
}

export function alreadyExists(key: string, cause?: unknown): MailroomError {
  return new MailroomError('already-exists', 'An object with this key is stored already.', {
    facts: { key },
    cause,
  })
}

async function* hashedInto(hash: Hash, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}

/** Names in lower case: the client signs them in the order of their code units. */
function headersOf(expected: NewContent, condition: boolean): Record<string, string> {
  return {
    ...(condition ? { 'if-none-match': '*' } : {}),
    'content-length': String(expected.sizeBytes),
    'content-type': expected.mediaType,
    'x-amz-checksum-sha256': Buffer.from(expected.sha256, 'hex').toString('base64'),
    [`x-amz-meta-${SHA256_MARK}`]: expected.sha256,
  }
}

/**
 * Remembers what the source threw: the request that breaks with it tells only of the broken connection. What is thrown
 * into the iteration, because the request broke first, is no failure of the source.
 */
function observed(content: AsyncIterable<Uint8Array>): {
  readonly content: AsyncIterable<Uint8Array>
  readonly failure: () => unknown
} {
  let failure: unknown
  const iterator = content[Symbol.asyncIterator]()
  async function next(): Promise<IteratorResult<Uint8Array, unknown>> {
    try {
      return await iterator.next()
    } catch (error) {
      failure = error
      throw error
    }
  }
  async function* passed(): AsyncGenerator<Uint8Array, void> {
    try {
      for (let step = await next(); step.done !== true; step = await next()) yield step.value
    } finally {
      await iterator.return?.()
    }
  }
  return { content: passed(), failure: () => failure }
}
