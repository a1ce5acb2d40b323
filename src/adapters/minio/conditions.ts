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

/** What servers do differently. */
export interface Habits {
  /** Refuses to overwrite when it is asked to: AWS, MinIO and others do; some say that they do not know how, some ignore it. */
  readonly refusesToOverwrite: boolean
  /** Tags an object with the MD5 of what it has stored, as most do that do not encrypt with keys of their own. */
  readonly tagsWithMd5: boolean
}

/** Finds out by writing and removing an empty object. */
export async function learnHabits(bucket: S3Bucket, signal: AbortSignal): Promise<Habits> {
  const key = `probes/${randomBytes(16).toString('hex')}`
  let tagsWithMd5 = false
  const put = async (): Promise<void> => {
    const { md5, tag } = await upload(
      bucket,
      key,
      noContent(),
      { expected: NOTHING, condition: true },
      signal,
    )
    tagsWithMd5 = tag === md5
  }
  try {
    await put()
    await put()
    return { refusesToOverwrite: false, tagsWithMd5 }
  } catch (error) {
    if (isMailroomError(error, 'already-exists')) return { refusesToOverwrite: true, tagsWithMd5 }
    if (isUnsupported(error)) return { refusesToOverwrite: false, tagsWithMd5: false }
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
