import { expect } from 'chai'
import { Client } from 'minio'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMinioBlobStore, type MinioBlobStoreOptions } from '../../../src/adapters/minio/blob-store.ts'
import {
  chunks,
  collect,
  contentOf,
  describeBlobStore,
  newKey,
  rejected,
} from '../../contract/blob-store.suite.ts'
import { skipUnless } from '../../support/skip.ts'
import {
  isSwiftInstalled,
  startSwiftServer,
  SWIFT_PACKAGES,
  type SwiftServer,
} from '../../support/swift-server.ts'

describe('blob store on S3', function () {
  this.timeout(180_000)
  let server: SwiftServer
  let temporaryDirectory: string

  const signal = new AbortController().signal
  const newBucket = () => `poststelle-${randomBytes(6).toString('hex')}`
  const optionsFor = (bucket: string): MinioBlobStoreOptions => {
    const { endpoint, accessKey, secretKey, region } = server
    return { endpoint, accessKey, secretKey, region, bucket, temporaryDirectory }
  }
  function clientOf({ endpoint, accessKey, secretKey, region }: SwiftServer): Client {
    const { hostname, port } = new URL(endpoint)
    return new Client({
      endPoint: hostname,
      port: Number(port),
      useSSL: false,
      accessKey,
      secretKey,
      region,
    })
  }

  before(async function () {
    skipUnless(this, await isSwiftInstalled(), `not installed: ${SWIFT_PACKAGES.join(' ')}`)
    temporaryDirectory = await mkdtemp(join(tmpdir(), 'poststelle-copies-'))
    server = await startSwiftServer()
  })
  after(async function () {
    // `before` may have left the suite out.
    if (!(await isSwiftInstalled())) return
    await server[Symbol.asyncDispose]()
    await rm(temporaryDirectory, { recursive: true })
  })

  describeBlobStore('S3 (Swift)', async () => {
    const bucket = newBucket()
    const store = await createMinioBlobStore(optionsFor(bucket), signal)
    return {
      store,
      async tamper(key, bytes) {
        const mark = (await store.head(key, signal))?.sha256 ?? ''
        await clientOf(server).putObject(bucket, key, Buffer.from(bytes), bytes.byteLength, {
          'x-amz-meta-sha256': mark,
        })
      },
      close: () => Promise.resolve(store[Symbol.asyncDispose]()),
    }
  })

  it('makes its bucket once, when two processes start at the same time', async function () {
    const bucket = newBucket()
    const stores = await Promise.all([1, 2].map(() => createMinioBlobStore(optionsFor(bucket), signal)))
    await Promise.all(stores.map((store) => store.health(signal)))
  })

  it('is not well when its bucket is gone', async function () {
    const bucket = newBucket()
    const store = await createMinioBlobStore(optionsFor(bucket), signal)
    await clientOf(server).removeBucket(bucket)
    await rejected(store.health(signal), 'dependency-unavailable')
  })

  it('does not start with a wrong secret, and does not tell it', async function () {
    const options = { ...optionsFor(newBucket()), secretKey: 'not-the-secret' }
    const failure = await rejected(createMinioBlobStore(options, signal), 'dependency-unavailable')
    expect(`${failure.message} ${String(failure.cause)} ${JSON.stringify(failure.facts)}`).not.to.contain(
      'not-the-secret',
    )
  })

  it('sends and fetches 40 MiB without holding them in memory', async function () {
    const store = await createMinioBlobStore(optionsFor(newBucket()), signal)
    const bytes = randomBytes(40 * 1024 ** 2)
    const key = newKey()
    const expected = contentOf(bytes)
    const before = process.memoryUsage().arrayBuffers
    let peak = 0
    async function* watched(): AsyncGenerator<Uint8Array, void> {
      for await (const chunk of chunks(bytes)) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers)
        yield chunk
      }
    }
    await store.put(key, watched(), expected, signal)
    expect(peak - before).to.be.below(20 * 1024 ** 2)
    expect(Buffer.compare(await collect(await store.open(key, expected, signal)), bytes)).to.equal(0)
  })

  it('keeps the hash and the media type with the object', async function () {
    const bucket = newBucket()
    const store = await createMinioBlobStore(optionsFor(bucket), signal)
    const key = newKey()
    const bytes = randomBytes(100)
    await store.put(key, chunks(bytes), { ...contentOf(bytes), mediaType: 'image/webp' }, signal)
    expect((await store.head(key, signal))?.sha256).to.equal(contentOf(bytes).sha256)
    const found = await clientOf(server).statObject(bucket, key)
    expect(found.metaData).to.include({ 'content-type': 'image/webp' })
  })

  it('gives back the room of local copies, and sweeps away those of dead processes', async function () {
    const copies = join(temporaryDirectory, 'copies')
    const bucket = newBucket()
    const store = await createMinioBlobStore(optionsFor(bucket), signal)
    const key = newKey()
    const bytes = randomBytes(100)
    await store.put(key, chunks(bytes), contentOf(bytes), signal)
    const copy = await store.localCopy(key, contentOf(bytes), signal)
    expect((await stat(copy.path)).mode & 0o777).to.equal(0o400)
    await copy[Symbol.asyncDispose]()
    expect(await readdir(copies)).to.deep.equal([])

    await writeFile(join(copies, 'old'), 'x')
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
    await utimes(join(copies, 'old'), twoDaysAgo, twoDaysAgo)
    await writeFile(join(copies, 'new'), 'x')
    await createMinioBlobStore(optionsFor(bucket), signal)
    expect(await readdir(copies)).to.deep.equal(['new'])
  })
})
