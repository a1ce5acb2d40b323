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

/** The bytes under a key with every version and mark of deletion; a plain removal would only hide them. */
export async function eraseObject(bucket: S3Bucket, key: string, signal: AbortSignal): Promise<void> {
  requireObjectKey(key)
  signal.throwIfAborted()
  if (!(await keepsVersions(bucket, signal))) {
    const removed = bucket.pace.timed(bucket.client.removeObject(bucket.bucket, key))
    await orAborted(orStoreFailure(removed), signal)
    return
  }
  for (const versionId of await versionsOf(bucket, key, signal)) {
    const removed = bucket.pace.timed(bucket.client.removeObject(bucket.bucket, key, { versionId }))
    await orAborted(orGuarded(removed, key), signal)
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

async function versionsOf({ client, bucket }: S3Bucket, key: string, signal: AbortSignal): Promise<string[]> {
  const versions: string[] = []
  const entries = client.listObjects(bucket, key, true, { IncludeVersion: true })
  try {
    for await (const entry of entries as AsyncIterable<ListedVersion>) {
      signal.throwIfAborted()
      // Other keys begin alike.
      if (entry.name === key && entry.versionId !== undefined) versions.push(entry.versionId)
    }
    return versions
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
