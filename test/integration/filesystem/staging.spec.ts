import { expect } from 'chai'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStagingArea } from '../../../src/adapters/filesystem/staging.ts'
import type { StagingArea } from '../../../src/ports/staging.ts'
import { chunks, collect, rejected } from '../../contract/blob-store.suite.ts'

describe('staging area on the file system', function () {
  const signal = new AbortController().signal
  const noLimit = { maxBytes: 10_000_000 }
  let directory: string
  let staging: StagingArea

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-staging-'))
    staging = await createStagingArea({ directory, headroomBytes: 0 })
  })
  afterEach(async function () {
    await rm(directory, { recursive: true })
  })

  for (const sizeBytes of [0, 1, 4099, 4100, 4101, 300_000]) {
    it(`keeps ${sizeBytes} bytes with their hash and their first 4100 bytes`, async function () {
      const bytes = randomBytes(sizeBytes)
      const file = await staging.receive(chunks(bytes), noLimit, signal)
      expect(file.sizeBytes).to.equal(sizeBytes)
      expect(file.sha256).to.equal(createHash('sha256').update(bytes).digest('hex'))
      expect(Buffer.compare(Buffer.from(file.head), bytes.subarray(0, 4100))).to.equal(0)
      expect(Buffer.compare(await readFile(file.path), bytes)).to.equal(0)
      for (let reading = 0; reading < 2; reading += 1) {
        expect(Buffer.compare(await collect(file.stream(signal)), bytes)).to.equal(0)
      }
    })
  }

  it('collects the head over many small chunks', async function () {
    const bytes = randomBytes(9000)
    const file = await staging.receive(inPieces(bytes, 7), noLimit, signal)
    expect(Buffer.compare(Buffer.from(file.head), bytes.subarray(0, 4100))).to.equal(0)
  })

  for (const [firstByte, lastByte] of [
    [0, 0],
    [5, 9],
    [100_000, 199_999],
    [299_999, 299_999],
  ] as const) {
    it(`gives bytes ${firstByte} to ${lastByte} alone`, async function () {
      const bytes = randomBytes(300_000)
      const file = await staging.receive(chunks(bytes), noLimit, signal)
      const found = await collect(file.stream(signal, { firstByte, lastByte }))
      expect(Buffer.compare(found, bytes.subarray(firstByte, lastByte + 1))).to.equal(0)
    })
  }

  it('lets nobody else read a staged file', async function () {
    const file = await staging.receive(chunks(randomBytes(5)), noLimit, signal)
    expect((await stat(file.path)).mode & 0o777).to.equal(0o600)
  })

  it('takes a file of exactly the limit, and refuses one byte more without reading on', async function () {
    const bytes = randomBytes(100_001)
    await staging.receive(chunks(bytes.subarray(0, 100_000)), { maxBytes: 100_000 }, signal)
    const source = counted(inPieces(Buffer.concat([bytes, bytes]), 1000))
    await rejected(staging.receive(source.content, { maxBytes: 100_000 }, signal), 'upload-too-large')
    expect(source.count()).to.equal(101)
    expect(await readdir(directory)).to.have.length(1)
  })

  it('leaves nothing behind when the sender breaks off', async function () {
    const broken = new Error('reset by peer')
    const failure = await staging.receive(breaking(broken), noLimit, signal).catch((error: unknown) => error)
    expect(failure).to.equal(broken)
    expect(await readdir(directory)).to.deep.equal([])
  })

  it('leaves nothing behind when the request is given up', async function () {
    const controller = new AbortController()
    const failure = await staging
      .receive(abortingAfterFirst(controller), noLimit, controller.signal)
      .catch((error: unknown) => error)
    expect(failure).to.have.property('name', 'AbortError')
    expect(await readdir(directory)).to.deep.equal([])
  })

  it('refuses before the first byte when the disk has less than its headroom', async function () {
    const cramped = await createStagingArea({ directory, headroomBytes: 2 ** 60 })
    const source = counted(chunks(randomBytes(10)))
    const failure = await rejected(cramped.receive(source.content, noLimit, signal), 'insufficient-storage')
    expect(failure.retryAfterSeconds).to.be.above(0)
    expect(source.count()).to.equal(0)
    await rejected(cramped.health(signal), 'insufficient-storage')
    expect(await readdir(directory)).to.deep.equal([])
  })

  it('refuses before the first byte what is announced larger than the room', async function () {
    const source = counted(chunks(randomBytes(10)))
    const limits = { maxBytes: 2 ** 60, announcedBytes: 2 ** 59 }
    await rejected(staging.receive(source.content, limits, signal), 'insufficient-storage')
    expect(source.count()).to.equal(0)
    const announced = { maxBytes: 100, announcedBytes: 2 ** 59 }
    await (await staging.receive(chunks(randomBytes(10)), announced, signal)).discard()
  })

  it('is well where it can write, and says so when it cannot', async function () {
    await staging.health(signal)
    await rm(directory, { recursive: true })
    await rejected(staging.health(signal), 'dependency-unavailable')
    await rejected(staging.receive(chunks(randomBytes(10)), noLimit, signal), 'dependency-unavailable')
    await createStagingArea({ directory })
  })

  it('discards a file, once or twice', async function () {
    const file = await staging.receive(chunks(randomBytes(10)), noLimit, signal)
    await file.discard()
    await file.discard()
    expect(await readdir(directory)).to.deep.equal([])
  })

  it('removes what dead processes left and nothing else', async function () {
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
    const random = randomBytes(16).toString('hex')
    const fate = {
      [`${host}-${process.pid}-${random}`]: 'gone',
      [`${host}-4194399-${random}`]: 'gone',
      [`${host}-${process.ppid}-${random}`]: 'kept',
      [`00000000-77-${random}`]: 'kept',
      [`00000000-78-${random}`]: 'gone',
      'a-note-of-the-operator.txt': 'kept',
    }
    for (const name of Object.keys(fate)) await writeFile(join(directory, name), 'x')
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
    await utimes(join(directory, `00000000-78-${random}`), twoDaysAgo, twoDaysAgo)
    const mine = await staging.receive(chunks(randomBytes(10)), noLimit, signal)

    expect(await staging.removeAbandoned(signal)).to.equal(3)
    const kept = Object.keys(fate).filter((name) => fate[name] === 'kept')
    expect((await readdir(directory)).sort()).to.deep.equal(
      [...kept, mine.path.slice(directory.length + 1)].sort(),
    )
  })
})

async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array, void> {
  for (let start = 0; start < bytes.byteLength; start += pieceBytes)
    yield bytes.subarray(start, start + pieceBytes)
}

async function* breaking(failure: Error): AsyncGenerator<Uint8Array, void> {
  yield randomBytes(1000)
  throw failure
}

async function* abortingAfterFirst(controller: AbortController): AsyncGenerator<Uint8Array, void> {
  yield randomBytes(1000)
  controller.abort()
  yield randomBytes(1000)
}

function counted(content: AsyncIterable<Uint8Array>): {
  content: AsyncIterable<Uint8Array>
  count: () => number
} {
  let chunkCount = 0
  async function* passed(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of content) {
      chunkCount += 1
      yield chunk
    }
  }
  return { content: passed(), count: () => chunkCount }
}
