import { createHash, randomBytes } from 'node:crypto'
import { isMailroomError } from '../../domain/errors.ts'
import type { S3Bucket } from './client.ts'
import { isUnsupported, storeFailure } from './failure.ts'
import { upload } from './upload.ts'

const NOTHING = {
  sizeBytes: 0,
  sha256: createHash('sha256').digest('hex'),
  mediaType: 'application/octet-stream',
}

/**
 * Finds out whether the server refuses to overwrite when it is asked to: AWS, MinIO and others do, some know no
 * conditional writes and say so, and some ignore what they do not know. Writes and removes an empty object.
 */
export async function refusesToOverwrite(bucket: S3Bucket, signal: AbortSignal): Promise<boolean> {
  const key = `probes/${randomBytes(16).toString('hex')}`
  const put = () => upload(bucket, key, noContent(), { expected: NOTHING, condition: true }, signal)
  try {
    await put()
    await put()
    return false
  } catch (error) {
    if (isMailroomError(error, 'already-exists')) return true
    if (isUnsupported(error)) return false
    throw error
  } finally {
    await removeProbe(bucket, key)
  }
}

async function removeProbe({ client, bucket }: S3Bucket, key: string): Promise<void> {
  try {
    await client.removeObject(bucket, key)
  } catch (error) {
    throw storeFailure(error)
  }
}

async function* noContent(): AsyncGenerator<Uint8Array, void> {
  // Nothing is sent.
}
