import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFilesystemBlobStore } from '../../../src/adapters/filesystem/blob-store.ts'
import { defaultHeadroomBytes, diskFailure } from '../../../src/adapters/filesystem/disk.ts'
import { chunks, collect, contentOf, newKey, rejected } from '../../contract/blob-store.suite.ts'

describe('blob store on the file system', function () {
  const signal = new AbortController().signal
  let directory: string

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-blobs-'))
  })
  afterEach(async function () {
    await rm(directory, { recursive: true, force: true })
  })

  it('keeps objects that nobody can write to, and no half-written ones', async function () {
    const store = await createFilesystemBlobStore({ directory })
    const key = newKey()
    const bytes = randomBytes(1000)
    await store.put(key, chunks(bytes), contentOf(bytes), signal)
    await rejected(store.put(key, chunks(bytes), contentOf(bytes), signal), 'already-exists')
    await rejected(store.put(newKey(), chunks(randomBytes(9)), contentOf(bytes), signal), 'content-mismatch')
    const found = await stat(join(directory, key))
    expect(found.mode & 0o777).to.equal(0o440)
    expect(found.nlink).to.equal(1)
    expect(await readdir(join(directory, '.incoming'))).to.deep.equal([])
  })

  it('keeps what is under way when a second store is opened in the same process', async function () {
    const store = await createFilesystemBlobStore({ directory })
    const key = newKey()
    const bytes = randomBytes(1000)
    const content = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 500)
      await createFilesystemBlobStore({ directory })
      yield bytes.subarray(500)
    }
    await store.put(key, content(), contentOf(bytes), signal)
    expect(Buffer.compare(await collect(await store.open(key, contentOf(bytes), signal)), bytes)).to.equal(0)
  })

  it('takes a synced file over instead of copying it, and keeps it when the other name goes', async function () {
    const store = await createFilesystemBlobStore({ directory })
    const bytes = randomBytes(1000)
    const syncedFile = join(directory, '.staged')
    await writeFile(syncedFile, bytes)
    const key = newKey()
    const unread = chunks(Buffer.from('is not read'))
    await store.put(key, unread, { ...contentOf(bytes), syncedFile }, signal)
    expect((await stat(join(directory, key))).ino).to.equal((await stat(syncedFile)).ino)
    const again = store.put(key, unread, { ...contentOf(bytes), syncedFile }, signal)
    await rejected(again, 'already-exists')
    await rm(syncedFile)
    expect(Buffer.compare(await collect(await store.open(key, contentOf(bytes), signal)), bytes)).to.equal(0)
    expect((await stat(join(directory, key))).mode & 0o777).to.equal(0o440)
  })

  for (const { what, content } of [
    { what: 'is not there', content: undefined },
    { what: 'has another size', content: 'short' },
  ]) {
    it(`copies what it is given when the file ${what}`, async function () {
      const store = await createFilesystemBlobStore({ directory })
      const bytes = randomBytes(1000)
      const syncedFile = join(directory, '.staged')
      if (content !== undefined) await writeFile(syncedFile, content)
      const key = newKey()
      await store.put(key, chunks(bytes), { ...contentOf(bytes), syncedFile }, signal)
      expect(Buffer.compare(await collect(await store.open(key, contentOf(bytes), signal)), bytes)).to.equal(
        0,
      )
    })
  }

  it('stores nothing that would not leave its headroom', async function () {
    const cramped = await createFilesystemBlobStore({ directory, headroomBytes: 2 ** 60 })
    const bytes = randomBytes(10)
    const key = newKey()
    await rejected(cramped.put(key, chunks(bytes), contentOf(bytes), signal), 'insufficient-storage')
    expect(await cramped.head(key, signal)).to.equal(undefined)
  })

  it('finds its objects again after a restart, and sweeps away half-written ones of days ago', async function () {
    const first = await createFilesystemBlobStore({ directory })
    const key = newKey()
    const bytes = randomBytes(1000)
    await first.put(key, chunks(bytes), contentOf(bytes), signal)
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
    await writeFile(join(directory, '.incoming', 'old'), 'x')
    await utimes(join(directory, '.incoming', 'old'), twoDaysAgo, twoDaysAgo)
    await writeFile(join(directory, '.incoming', 'running'), 'x')

    const second = await createFilesystemBlobStore({ directory })
    expect(await second.head(key, signal)).to.include({ sizeBytes: 1000 })
    expect(await readdir(join(directory, '.incoming'))).to.deep.equal(['running'])
  })

  it('sweeps nothing away that this process is writing, though it is opened a second time meanwhile', async function () {
    const store = await createFilesystemBlobStore({ directory })
    const bytes = randomBytes(1000)
    async function* whileOpenedAgain(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 500)
      await createFilesystemBlobStore({ directory })
      yield bytes.subarray(500)
    }
    const key = newKey()
    await store.put(key, whileOpenedAgain(), contentOf(bytes), signal)
    expect(await store.head(key, signal)).to.include({ sizeBytes: 1000 })
  })

  it('is not well below its headroom, nor without its directory', async function () {
    const cramped = await createFilesystemBlobStore({ directory, headroomBytes: 2 ** 60 })
    await rejected(cramped.health(signal), 'insufficient-storage')
    const store = await createFilesystemBlobStore({ directory, headroomBytes: 0 })
    await rm(directory, { recursive: true })
    await rejected(store.health(signal), 'dependency-unavailable')
  })
})

describe('defaultHeadroomBytes', function () {
  const MEBIBYTE = 1024 ** 2
  const cases = [
    { disk: '64 MiB', diskBytes: 64 * MEBIBYTE, keptBytes: 3_355_443 },
    { disk: '20 GiB', diskBytes: 20 * 1024 * MEBIBYTE, keptBytes: 1024 * MEBIBYTE },
    { disk: '1 TiB', diskBytes: 1024 ** 2 * MEBIBYTE, keptBytes: 2 * 1024 * MEBIBYTE },
  ]
  for (const { disk, diskBytes, keptBytes } of cases) {
    it(`keeps ${keptBytes} bytes of ${disk} free`, function () {
      expect(defaultHeadroomBytes(diskBytes)).to.equal(keptBytes)
    })
  }
})

describe('diskFailure', function () {
  const cases = [
    { systemCode: 'ENOSPC', code: 'insufficient-storage' },
    { systemCode: 'EDQUOT', code: 'insufficient-storage' },
    { systemCode: 'EIO', code: 'dependency-unavailable' },
    { systemCode: 'EROFS', code: 'dependency-unavailable' },
  ]
  for (const { systemCode, code } of cases) {
    it(`says ${code} for ${systemCode}, and nothing of the path`, function () {
      const failure = diskFailure(
        Object.assign(new Error(`${systemCode}: /secret/path`), { code: systemCode }),
      )
      expect(failure).to.include({ name: 'MailroomError', code })
      expect((failure as Error).message).not.to.contain('secret')
    })
  }

  it('passes a defect unchanged', function () {
    const defect = new TypeError('no path')
    expect(diskFailure(defect)).to.equal(defect)
  })
})
