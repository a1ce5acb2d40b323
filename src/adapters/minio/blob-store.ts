import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { BucketItemStat } from 'minio'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import { requireObjectKey } from '../../domain/intake/object-key.ts'
import { announcedContent, integrityFailure, verifiedContent } from '../../domain/intake/verified-content.ts'
import type { BlobHead, BlobStore, ExpectedContent } from '../../ports/blob-store.ts'
import { UNTIMED, type AnswerPace } from '../../ports/dependency-pace.ts'
import { connectBucket, type S3Bucket } from './client.ts'
import { learnHabits } from './conditions.ts'
import { clippedRange, download, exactly, notFound, orAborted } from './download.ts'
import { eraseFolder, eraseObject, protectionOf } from './erase.ts'
import { isMissing, orStoreFailure, storeFailure, unkept } from './failure.ts'
import { prepareLocalCopies, writeLocalCopy } from './local-copies.ts'
import { alreadyExists, SHA256_MARK, upload, type Uploaded } from './upload.ts'

export interface MinioBlobStoreOptions {
  /** Address of the server, `http://` or `https://`, without a path. */
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  /** Made when it is not there. */
  readonly bucket: string
  readonly region: string
  /** For local copies; may be that of the staging area. */
  readonly temporaryDirectory: string
  /** Longest silence of the server before a call fails. */
  readonly idleTimeoutMs?: number
  /** Hears of every call but of lists, which take their time with many objects. */
  readonly pace?: AnswerPace
}

/** Ends its connections when it is disposed of. */
export interface MinioBlobStore extends BlobStore, AsyncDisposable {}

/** Callers get their 503 within five seconds. */
const DEFAULT_IDLE_TIMEOUT_MS = 4_000

/**
 * Objects in a bucket of an S3 server. That nothing is overwritten is the server's to keep (a conditional request). Where
 * it knows no conditions, a key is looked up before it is written, and two processes that write the same key at the same
 * moment find out by the mark of the other one's hash at most: keys with a random part, as ours are, never meet.
 */
export async function createMinioBlobStore(
  options: MinioBlobStoreOptions,
  startSignal: AbortSignal,
): Promise<MinioBlobStore> {
  const { idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS, pace = UNTIMED } = options
  const bucket = connectBucket({ ...options, idleTimeoutMs, pace })
  const copies = join(options.temporaryDirectory, 'copies')
  await prepareLocalCopies(copies)
  await orAborted(orStoreFailure(makeBucket(bucket)), startSignal)

  const { refusesToOverwrite, tagsWithMd5 } = await learnHabits(bucket, startSignal)
  const writing = new Set<string>()

  /** One writer a key in this process, also where the server would not mind two. */
  async function writeAlone(key: string, write: () => Promise<void>): Promise<void> {
    if (writing.has(key)) throw alreadyExists(key)
    writing.add(key)
    try {
      await write()
    } finally {
      writing.delete(key)
    }
  }

  async function storedSize(key: string, expected: ExpectedContent, signal: AbortSignal): Promise<number> {
    const found = await statObject(bucket, key, signal)
    if (found === undefined) throw notFound(key)
    if (found.size !== expected.sizeBytes) throw integrityFailure({ key, expected, sizeBytes: found.size })
    return found.size
  }

  function wholeObject(
    key: string,
    expected: ExpectedContent,
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array> {
    const bytes = download(() => bucket.client.getObject(bucket.bucket, key), { bucket, key }, signal)
    return verifiedContent(bytes, expected, createHash('sha256'), { key })
  }

  /** A server that tags with MD5 has proven by its tag what it stored; of another one the bytes are read again. */
  async function proveKept(
    key: string,
    expected: ExpectedContent,
    { md5, tag }: Uploaded,
    signal: AbortSignal,
  ): Promise<void> {
    if (tagsWithMd5) {
      if (tag !== md5) throw unkept({ key, md5, tag })
      return
    }
    const content = wholeObject(key, expected, signal)[Symbol.asyncIterator]()
    try {
      while ((await content.next()).done !== true);
    } catch (error) {
      throw isMailroomError(error, 'integrity-failure') ? unkept({ key }, error) : error
    }
  }

  return {
    async put(key, content, expected, signal) {
      if ((await statObject(bucket, key, signal)) !== undefined) throw alreadyExists(key)
      await writeAlone(key, async () => {
        const checked = announcedContent(content, expected, createHash('sha256'))
        const options = { expected, condition: refusesToOverwrite }
        const uploaded = await upload(bucket, key, checked, options, signal)
        const stored = await statObject(bucket, key, signal)
        if (stored?.size !== expected.sizeBytes) throw unkept({ key, expected, sizeBytes: stored?.size })
        if (markOf(stored) !== expected.sha256) throw alreadyExists(key)
        await proveKept(key, expected, uploaded, signal)
      })
    },

    async open(key, expected, signal, range) {
      const sizeBytes = await storedSize(key, expected, signal)
      if (range === undefined) return wholeObject(key, expected, signal)
      const { firstByte, lastByte } = clippedRange(range, sizeBytes)
      const lengthBytes = lastByte + 1 - firstByte
      const request = () => bucket.client.getPartialObject(bucket.bucket, key, firstByte, lengthBytes)
      return exactly(download(request, { bucket, key }, signal), lengthBytes, key)
    },

    async openUnchecked(key, signal) {
      if ((await statObject(bucket, key, signal)) === undefined) throw notFound(key)
      return download(() => bucket.client.getObject(bucket.bucket, key), { bucket, key }, signal)
    },

    async head(key, signal) {
      const found = await statObject(bucket, key, signal)
      return found && headOf(key, found)
    },

    async remove(key, signal) {
      requireObjectKey(key)
      signal.throwIfAborted()
      const removed = bucket.pace.timed(bucket.client.removeObject(bucket.bucket, key))
      await orAborted(orStoreFailure(removed), signal)
    },

    erase: (key, signal) => eraseObject(bucket, key, signal),

    eraseFolder: (folder, signal) => eraseFolder(bucket, folder, signal),

    protection: (signal) => protectionOf(bucket, signal),

    list(prefix, signal) {
      return listObjects(bucket, prefix, signal)
    },

    async localCopy(key, expected, signal) {
      await storedSize(key, expected, signal)
      return writeLocalCopy(copies, wholeObject(key, expected, signal))
    },

    async health(signal) {
      const there = await orAborted(orStoreFailure(bucket.client.bucketExists(bucket.bucket)), signal)
      if (!there) throw new MailroomError('dependency-unavailable', 'The bucket is not there.')
    },

    async [Symbol.asyncDispose]() {
      bucket.close()
    },
  }
}

async function makeBucket({ client, bucket, region }: S3Bucket): Promise<void> {
  if (await client.bucketExists(bucket)) return
  try {
    await client.makeBucket(bucket, region)
  } catch (error) {
    // Another process that starts at the same time may have been faster.
    if (!(await client.bucketExists(bucket))) throw error
  }
}

async function statObject(
  { client, bucket, pace }: S3Bucket,
  key: string,
  signal: AbortSignal,
): Promise<BucketItemStat | undefined> {
  requireObjectKey(key)
  try {
    return await orAborted(pace.timed(client.statObject(bucket, key)), signal)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw storeFailure(error)
  }
}

async function* listObjects(
  { client, bucket }: S3Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<BlobHead, void> {
  const entries = client.listObjectsV2(bucket, prefix, true)
  try {
    for await (const entry of entries as AsyncIterable<ListedObject>) {
      signal.throwIfAborted()
      yield { key: entry.name, sizeBytes: entry.size, storedAt: entry.lastModified }
    }
  } catch (error) {
    throw storeFailure(error)
  } finally {
    entries.destroy()
  }
}

/** An entry of a recursive listing, which has no folders. */
interface ListedObject {
  readonly name: string
  readonly size: number
  readonly lastModified: Date
}

function headOf(key: string, found: BucketItemStat): BlobHead {
  const sha256 = markOf(found)
  return {
    key,
    sizeBytes: found.size,
    storedAt: found.lastModified,
    ...(sha256 === undefined ? {} : { sha256 }),
  }
}

function markOf(found: BucketItemStat): string | undefined {
  const mark: unknown = found.metaData[SHA256_MARK]
  return typeof mark === 'string' ? mark : undefined
}
