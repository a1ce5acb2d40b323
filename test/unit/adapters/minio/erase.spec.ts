import { Readable } from 'node:stream'
import { expect } from 'chai'
import { S3Error } from 'minio'
import type { S3Bucket } from '../../../../src/adapters/minio/client.ts'
import { eraseFolder, eraseObject } from '../../../../src/adapters/minio/erase.ts'
import { UNTIMED } from '../../../../src/ports/dependency-pace.ts'
import { expectFailure } from '../../usecases/support/expect-failure.ts'

const SIGNAL = new AbortController().signal
const FOLDER = 'renditions/t/d'

/** Old versions and marks of deletion, as a bucket with versions lists them. */
const LISTED = [
  { name: `${FOLDER}/page-1`, versionId: '1' },
  { name: `${FOLDER}/page-1`, versionId: 'mark' },
  { name: `${FOLDER}/page-10`, versionId: '2' },
]

function bucketWith(refused?: string): { readonly bucket: S3Bucket; readonly removed: string[] } {
  const removed: string[] = []
  const client = {
    getBucketVersioning: () => Promise.resolve({ Status: 'Enabled' }),
    listObjects: (_bucket: string, prefix: string) =>
      Readable.from(LISTED.filter(({ name }) => name.startsWith(prefix))),
    removeObject(_bucket: string, key: string, { versionId }: { readonly versionId: string }) {
      if (versionId === refused) {
        const error = new S3Error('guarded')
        error.code = 'AccessDenied'
        return Promise.reject(error)
      }
      removed.push(`${key} ${versionId}`)
      return Promise.resolve()
    },
  }
  const bucket = { client, bucket: 'b', pace: UNTIMED } as unknown as S3Bucket
  return { bucket, removed }
}

describe('erasing from a bucket that keeps versions', function () {
  it('takes every version of one key, and of no key that begins alike', async function () {
    const { bucket, removed } = bucketWith()
    await eraseObject(bucket, `${FOLDER}/page-1`, SIGNAL)
    expect(removed).to.deep.equal([`${FOLDER}/page-1 1`, `${FOLDER}/page-1 mark`])
  })

  it('takes all versions in a folder, also of what was removed long ago', async function () {
    const { bucket, removed } = bucketWith()
    await eraseFolder(bucket, FOLDER, SIGNAL)
    expect(removed).to.have.length(LISTED.length)
  })

  it('says when a version is guarded', async function () {
    const { bucket } = bucketWith('2')
    await expectFailure(eraseFolder(bucket, FOLDER, SIGNAL), 'retention-locked')
  })
})
