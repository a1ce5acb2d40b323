import type { Readable } from 'node:stream'
import { S3Error } from 'minio'
import { MailroomError } from '../../domain/errors.ts'
import { requireObjectKey } from '../../domain/intake/object-key.ts'
import type { StoreProtection } from '../../ports/blob-store.ts'
import type { S3Bucket } from './client.ts'
import { orAborted } from './download.ts'
import { orStoreFailure, storeFailure } from './failure.ts'

/** What servers answer that keep no versions, or have no object lock on this bucket. */
const WITHOUT = new Set([
  'NotImplemented',
  'MethodNotAllowed',
  'ObjectLockConfigurationNotFoundError',
  'NoSuchObjectLockConfiguration',
  'InvalidRequest',
])
const GUARDED = new Set(['AccessDenied', 'InvalidRequest', 'ObjectLocked'])

interface ListedVersion {
  readonly name?: string
  readonly versionId?: string
}

type StoredVersion = Required<ListedVersion>

/** The bytes under a key with every version and mark of deletion; a plain removal would only hide them. */
export async function eraseObject(bucket: S3Bucket, key: string, signal: AbortSignal): Promise<void> {
  requireObjectKey(key)
  signal.throwIfAborted()
  if (!(await keepsVersions(bucket, signal))) return removePlainly(bucket, key, signal)
  // Other keys begin alike.
  const own = (await versionsOf(bucket, key, signal)).filter(({ name }) => name === key)
  await removeVersions(bucket, own, signal)
}

export async function eraseFolder(bucket: S3Bucket, folder: string, signal: AbortSignal): Promise<void> {
  requireObjectKey(folder)
  signal.throwIfAborted()
  if (await keepsVersions(bucket, signal))
    return removeVersions(bucket, await versionsOf(bucket, `${folder}/`, signal), signal)
  for (const key of await keysIn(bucket, `${folder}/`, signal)) await removePlainly(bucket, key, signal)
}

async function removePlainly(bucket: S3Bucket, key: string, signal: AbortSignal): Promise<void> {
  const removed = bucket.pace.timed(bucket.client.removeObject(bucket.bucket, key))
  await orAborted(orStoreFailure(removed), signal)
}

async function removeVersions(
  bucket: S3Bucket,
  versions: readonly StoredVersion[],
  signal: AbortSignal,
): Promise<void> {
  for (const { name, versionId } of versions) {
    const removed = bucket.pace.timed(bucket.client.removeObject(bucket.bucket, name, { versionId }))
    await orAborted(orGuarded(removed, name), signal)
  }
}

export async function protectionOf(bucket: S3Bucket, signal: AbortSignal): Promise<StoreProtection> {
  return { versions: await keepsVersions(bucket, signal), objectLock: await isLocked(bucket, signal) }
}

async function keepsVersions({ client, bucket, pace }: S3Bucket, signal: AbortSignal): Promise<boolean> {
  const asked = pace.timed(client.getBucketVersioning(bucket)) as Promise<
    { readonly Status?: unknown } | undefined
  >
  const status = (await orAborted(orWithout(asked), signal))?.Status
  return status === 'Enabled' || status === 'Suspended'
}

/** The client says that the same call gives nothing, of a shape that it no longer has. */
interface AskedForLock {
  getObjectLockConfig(bucket: string): Promise<object>
}

async function isLocked({ client, bucket, pace }: S3Bucket, signal: AbortSignal): Promise<boolean> {
  const asked: AskedForLock = client
  const config = pace.timed(asked.getObjectLockConfig(bucket))
  return (await orAborted(orWithout(config), signal)) !== undefined
}

async function versionsOf(
  { client, bucket }: S3Bucket,
  prefix: string,
  signal: AbortSignal,
): Promise<StoredVersion[]> {
  const entries = client.listObjects(bucket, prefix, true, { IncludeVersion: true })
  const versions: StoredVersion[] = []
  for (const { name, versionId } of await all<ListedVersion>(entries, signal)) {
    if (name !== undefined && versionId !== undefined) versions.push({ name, versionId })
  }
  return versions
}

async function keysIn({ client, bucket }: S3Bucket, prefix: string, signal: AbortSignal): Promise<string[]> {
  const entries = await all<ListedVersion>(client.listObjectsV2(bucket, prefix, true), signal)
  return entries.flatMap(({ name }) => name ?? [])
}

async function all<T>(entries: Readable, signal: AbortSignal): Promise<T[]> {
  const found: T[] = []
  try {
    for await (const entry of entries as AsyncIterable<T>) {
      signal.throwIfAborted()
      found.push(entry)
    }
    return found
  } catch (error) {
    throw storeFailure(error)
  } finally {
    entries.destroy()
  }
}

async function orWithout<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof S3Error && WITHOUT.has(error.code ?? '')) return undefined
    throw storeFailure(error)
  }
}

async function orGuarded(removed: Promise<void>, key: string): Promise<void> {
  try {
    await removed
  } catch (error) {
    if (!(error instanceof S3Error) || !GUARDED.has(error.code ?? '')) throw storeFailure(error)
    throw new MailroomError('retention-locked', 'The object store still guards the object.', {
      facts: { key, storeCode: error.code },
      cause: error,
    })
  }
}
