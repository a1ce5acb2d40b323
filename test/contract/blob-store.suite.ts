import { expect } from 'chai'
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { MailroomError, type ErrorCode } from '../../src/domain/errors.ts'
import type { BlobStore, NewContent } from '../../src/ports/blob-store.ts'

/** A fresh, empty store, and a hand that changes stored bytes behind its back. */
export interface BlobStoreUnderTest {
  readonly store: BlobStore
  tamper(key: string, bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

export function describeBlobStore(name: string, create: () => Promise<BlobStoreUnderTest>): void {
  describe(`blob store contract: ${name}`, function () {
    const signal = new AbortController().signal
    let underTest: BlobStoreUnderTest
    let store: BlobStore

    before(async function () {
      this.timeout(60_000)
      underTest = await create()
      store = underTest.store
    })
    after(async function () {
      await underTest.close()
    })

    const sizes = [0, 1, 4100, 262_143, 262_144, 262_145, 1_500_000]
    for (const sizeBytes of sizes) {
      it(`gives back ${sizeBytes} bytes as they were put`, async function () {
        const { key, bytes, expected } = await stored(store, sizeBytes)
        expect(Buffer.compare(await collect(await store.open(key, expected, signal)), bytes)).to.equal(0)
      })
    }

    it('tells size and time of an object without its bytes', async function () {
      const { key, expected } = await stored(store, 10)
      const head = await store.head(key, signal)
      expect(head).to.include({ key, sizeBytes: 10 })
      expect(head?.sha256 ?? expected.sha256).to.equal(expected.sha256)
      expect(Math.abs(Date.now() - Number(head?.storedAt))).to.be.below(60_000)
    })

    it('knows nothing of a key that was never put', async function () {
      const key = newKey()
      expect(await store.head(key, signal)).to.equal(undefined)
      await rejected(store.open(key, contentOf(randomBytes(3)), signal), 'not-found')
      await rejected(store.localCopy(key, contentOf(randomBytes(3)), signal), 'not-found')
    })

    it('never replaces an object', async function () {
      const { key, bytes, expected } = await stored(store, 100)
      const other = randomBytes(100)
      await rejected(store.put(key, chunks(other), contentOf(other), signal), 'already-exists')
      expect(Buffer.compare(await collect(await store.open(key, expected, signal)), bytes)).to.equal(0)
    })

    it('lets exactly one of two writers of the same key win', async function () {
      const key = newKey()
      const contents = [randomBytes(50_000), randomBytes(50_000)]
      const results = await Promise.allSettled(
        contents.map((bytes) => store.put(key, chunks(bytes), contentOf(bytes), signal)),
      )
      const winner = contents[results.findIndex((result) => result.status === 'fulfilled')]
      expect(results.filter((result) => result.status === 'fulfilled')).to.have.length(1)
      if (winner === undefined) throw new Error('Nobody won.')
      expect(
        Buffer.compare(await collect(await store.open(key, contentOf(winner), signal)), winner),
      ).to.equal(0)
    })

    const announced = randomBytes(70_000)
    const lies = [
      { lie: 'fewer bytes', bytes: announced.subarray(0, 69_999) },
      { lie: 'more bytes', bytes: Buffer.concat([announced, Buffer.from('x')]) },
      { lie: 'other bytes', bytes: randomBytes(70_000) },
      { lie: 'no bytes', bytes: Buffer.alloc(0) },
    ]
    for (const { lie, bytes } of lies) {
      it(`stores nothing when ${lie} come than were announced`, async function () {
        const key = newKey()
        await rejected(store.put(key, chunks(bytes), contentOf(announced), signal), 'content-mismatch')
        expect(await store.head(key, signal)).to.equal(undefined)
      })
    }

    it('stores nothing when the source breaks off, and passes its error on', async function () {
      const key = newKey()
      const bytes = randomBytes(70_000)
      const broken = new Error('The line went dead.')
      const failure = await store
        .put(key, breaking(bytes, broken), contentOf(bytes), signal)
        .catch((error: unknown) => error)
      expect(failure).to.equal(broken)
      expect(await store.head(key, signal)).to.equal(undefined)
      await store.put(key, chunks(bytes), contentOf(bytes), signal)
    })

    it('stores nothing when the caller gives up', async function () {
      const key = newKey()
      const bytes = randomBytes(70_000)
      const controller = new AbortController()
      const content = abortingAfterFirst(bytes, controller)
      const failure = await store
        .put(key, content, contentOf(bytes), controller.signal)
        .catch((error: unknown) => error)
      expect(failure).to.have.property('name', 'AbortError')
      expect(await store.head(key, signal)).to.equal(undefined)
    })

    const ranges = [
      { range: { firstByte: 0, lastByte: 0 }, title: 'the first byte' },
      { range: { firstByte: 10, lastByte: 299_999 }, title: 'a middle part' },
      { range: { firstByte: 299_999, lastByte: 299_999 }, title: 'the last byte' },
      {
        range: { firstByte: 299_990, lastByte: 400_000 },
        title: 'what is left when the range goes beyond the end',
      },
    ]
    for (const { range, title } of ranges) {
      it(`gives ${title} of an object`, async function () {
        const { key, bytes, expected } = await stored(store, 300_000)
        const part = await collect(await store.open(key, expected, signal, range))
        expect(Buffer.compare(part, bytes.subarray(range.firstByte, range.lastByte + 1))).to.equal(0)
      })
    }

    it('refuses a range outside of the object', async function () {
      const { key, expected } = await stored(store, 10)
      for (const range of [
        { firstByte: 10, lastByte: 12 },
        { firstByte: 5, lastByte: 4 },
        { firstByte: -1, lastByte: 4 },
      ]) {
        await rejected(store.open(key, expected, signal, range), 'range-not-satisfiable')
      }
    })

    it('delivers altered bytes of the same size never to their end', async function () {
      const { key, bytes, expected } = await stored(store, 600_000)
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(3) ^ 1, 3)
      await underTest.tamper(key, altered)
      let receivedBytes = 0
      const reading = (async () => {
        for await (const chunk of await store.open(key, expected, signal)) receivedBytes += chunk.byteLength
      })()
      await rejected(reading, 'integrity-failure')
      expect(receivedBytes).to.be.below(600_000)
      await rejected(store.localCopy(key, expected, signal), 'integrity-failure')
    })

    it('tells a changed size before the first byte', async function () {
      const { key, bytes, expected } = await stored(store, 1000)
      await underTest.tamper(key, bytes.subarray(0, 999))
      await rejected(store.open(key, expected, signal), 'integrity-failure')
      await rejected(store.open(key, expected, signal, { firstByte: 0, lastByte: 1 }), 'integrity-failure')
    })

    it('lends a verified local file', async function () {
      const { key, bytes, expected } = await stored(store, 300_000)
      await using copy = await store.localCopy(key, expected, signal)
      expect(Buffer.compare(await readFile(copy.path), bytes)).to.equal(0)
    })

    it('removes an object, and has no quarrel with one that is not there', async function () {
      const { key } = await stored(store, 10)
      await store.remove(key, signal)
      expect(await store.head(key, signal)).to.equal(undefined)
      await store.remove(key, signal)
    })

    it('erases an object, and has no quarrel with one that is not there', async function () {
      const { key } = await stored(store, 10)
      const other = `${key}0`
      const bytes = randomBytes(5)
      await store.put(other, chunks(bytes), contentOf(bytes), signal)
      await store.erase(key, signal)
      expect([await store.head(key, signal), await listed(store, key)]).to.deep.equal([undefined, [other]])
      await store.erase(key, signal)
    })

    it('erases all that lies in a folder, and nothing beside it', async function () {
      const root = newKey()
      const bytes = randomBytes(5)
      const inside = [`${root}/a`, `${root}/b/c`]
      const beside = [root.slice(0, -1) + 'x', `${root}0`, `${root}1/a`]
      for (const key of [...inside, ...beside]) await store.put(key, chunks(bytes), contentOf(bytes), signal)
      await store.eraseFolder(root, signal)
      for (const key of inside) expect(await store.head(key, signal), key).to.equal(undefined)
      for (const key of beside) expect(await store.head(key, signal), key).to.not.equal(undefined)
      await store.eraseFolder(root, signal)
    })

    it('says whether it keeps versions and guards them', async function () {
      expect(await store.protection(signal)).to.have.all.keys('versions', 'objectLock')
    })

    it('lists by prefix in key order', async function () {
      const root = newKey()
      const keys = [
        `${root}/a-b`,
        `${root}/a.b`,
        `${root}/a/1`,
        `${root}/a/2/3`,
        `${root}/a0`,
        `${root}/B`,
      ].sort()
      const bytes = randomBytes(5)
      for (const key of keys.toReversed()) await store.put(key, chunks(bytes), contentOf(bytes), signal)
      expect(await listed(store, `${root}/`)).to.deep.equal(keys)
      expect(await listed(store, `${root}/a/`)).to.deep.equal([`${root}/a/1`, `${root}/a/2/3`])
      expect(await listed(store, `${root}/a`)).to.deep.equal(
        keys.filter((key) => key.startsWith(`${root}/a`)),
      )
      expect(await listed(store, `${root}/missing/`)).to.deep.equal([])
    })

    const hostileKeys = [
      '',
      '/',
      '/etc/passwd',
      '../x',
      'a/../b',
      'a//b',
      'a/',
      '.hidden',
      'a/.b',
      'a\\b',
      'a\0b',
      'ä',
      'a b',
      'a%2e',
    ]
    for (const key of hostileKeys) {
      it(`takes ${JSON.stringify(key)} for no key`, async function () {
        const bytes = randomBytes(3)
        const calls = [
          () => store.put(key, chunks(bytes), contentOf(bytes), signal),
          () => store.open(key, contentOf(bytes), signal),
          () => store.head(key, signal),
          () => store.remove(key, signal),
          () => store.erase(key, signal),
          () => store.eraseFolder(key, signal),
          () => store.localCopy(key, contentOf(bytes), signal),
        ]
        for (const call of calls) {
          const failure = await call().catch((error: unknown) => error)
          expect(failure).to.be.instanceOf(TypeError)
        }
      })
    }

    it('says that it is well', async function () {
      await store.health(signal)
    })
  })
}

export function newKey(): string {
  return `originals/test/${randomBytes(12).toString('hex')}`
}

export function contentOf(bytes: Uint8Array): NewContent {
  return {
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'application/octet-stream',
  }
}

export async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let start = 0; start < bytes.byteLength; start += 65_536) yield bytes.subarray(start, start + 65_536)
}

export async function collect(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

export async function rejected(work: Promise<unknown>, code: ErrorCode): Promise<MailroomError> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(failure instanceof MailroomError)) throw new Error(`Expected ${code}.`, { cause: failure })
  expect(failure.code).to.equal(code)
  return failure
}

async function stored(
  store: BlobStore,
  sizeBytes: number,
): Promise<{ key: string; bytes: Buffer; expected: NewContent }> {
  const key = newKey()
  const bytes = randomBytes(sizeBytes)
  const expected = contentOf(bytes)
  await store.put(key, chunks(bytes), expected, new AbortController().signal)
  return { key, bytes, expected }
}

async function listed(store: BlobStore, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix, new AbortController().signal)) keys.push(key)
  return keys
}

async function* breaking(bytes: Uint8Array, failure: Error): AsyncGenerator<Uint8Array, void> {
  yield bytes.subarray(0, 1000)
  throw failure
}

async function* abortingAfterFirst(
  bytes: Uint8Array,
  controller: AbortController,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks(bytes)) {
    yield chunk
    controller.abort()
  }
}
