import { expect } from 'chai'
import fc from 'fast-check'
import { decode } from '../../../src/embedded-mongo/bson/decode.ts'
import { type Document, field, isDocument } from '../../../src/embedded-mongo/bson/document.ts'
import { encode } from '../../../src/embedded-mongo/bson/encode.ts'
import { cursorReply, appendFields } from '../../../src/embedded-mongo/server/cursor-reply.ts'
import { CursorStore } from '../../../src/embedded-mongo/server/cursors.ts'
import { FrameError, FrameReader } from '../../../src/embedded-mongo/server/frames.ts'
import { WriteLock } from '../../../src/embedded-mongo/server/write-lock.ts'

function message(length: number): Buffer {
  const bytes = Buffer.alloc(length, 7)
  bytes.writeInt32LE(length, 0)
  return bytes
}

describe('FrameReader', function () {
  it('cuts a stream into the same messages however it is cut into chunks', function () {
    const lengths = fc.array(fc.integer({ min: 16, max: 300 }), { minLength: 1, maxLength: 8 })
    const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 30 })
    fc.assert(
      fc.property(lengths, cuts, (wanted, sizes) => {
        const stream = Buffer.concat(wanted.map(message))
        const reader = new FrameReader()
        const found: number[] = []
        let at = 0
        for (const size of [...sizes, stream.length]) {
          reader.push(stream.subarray(at, at + size))
          at = Math.min(stream.length, at + size)
          for (let frame = reader.next(); frame !== undefined; frame = reader.next()) found.push(frame.length)
        }
        expect(found).to.deep.equal(wanted)
      }),
    )
  })

  for (const length of [0, 15, -1, 48_100_000]) {
    it(`refuses a message of ${length} bytes before it has come`, function () {
      const header = Buffer.alloc(16)
      header.writeInt32LE(length, 0)
      const reader = new FrameReader()
      reader.push(header)
      expect(() => reader.next()).to.throw(FrameError)
    })
  }
})

describe('cursorReply', function () {
  it('is the document that encoding it as a whole would give', function () {
    const documents: Document[] = Array.from({ length: 12 }, (_, n) => ({ n, text: 'ä'.repeat(n) }))
    const reply = cursorReply(
      'nextBatch',
      documents.map((document) => encode(document)),
      77n,
      'bücher.x',
    )
    const whole = appendFields(reply, encode({ more: 1 }))
    expect(decode(whole)).to.deep.equal({
      cursor: { nextBatch: documents, id: 77n, ns: 'bücher.x' },
      ok: decode(reply)['ok'],
      more: 1,
    })
  })
})

describe('CursorStore', function () {
  function batchOf(reply: Buffer): { readonly items: number; readonly id: bigint } {
    const cursor = field(decode(reply), 'cursor')
    if (!isDocument(cursor)) throw new Error('a reply without a cursor')
    const items = cursor['firstBatch'] ?? cursor['nextBatch']
    return { items: Array.isArray(items) ? items.length : -1, id: cursor['id'] as bigint }
  }
  const documents = (count: number): Buffer[] => Array.from({ length: count }, (_, n) => encode({ n }))

  it('gives no id when the first batch is the last one, also when it is just full', function () {
    const store = new CursorStore()
    expect(batchOf(store.open({ namespace: 'd.x', documents: documents(3), batchSize: 3 }))).to.deep.equal({
      items: 3,
      id: 0n,
    })
    expect(store.size).to.equal(0)
  })

  it('gives batch after batch and forgets the cursor at its end', function () {
    const store = new CursorStore()
    const { items, id } = batchOf(store.open({ namespace: 'd.x', documents: documents(5), batchSize: 0 }))
    expect(items).to.equal(0)
    expect(batchOf(store.next(id, 'd.x', 2))).to.deep.equal({ items: 2, id })
    expect(() => store.next(id, 'd.other', 2)).to.throw('different namespace')
    expect(batchOf(store.next(id, 'd.x', 9))).to.deep.equal({ items: 3, id: 0n })
    expect(() => store.next(id, 'd.x', 2)).to.throw('not found')
  })

  it('ends the reading behind a cursor that is killed', function () {
    let ended = false
    function* endless(): Iterable<Buffer> {
      try {
        for (;;) yield encode({})
      } finally {
        ended = true
      }
    }
    const store = new CursorStore()
    const { id } = batchOf(store.open({ namespace: 'd.x', documents: endless(), batchSize: 2 }))
    expect(store.kill(id)).to.equal(true)
    expect(ended).to.equal(true)
    expect(store.kill(id)).to.equal(false)
  })
})

describe('WriteLock', function () {
  const never = (): Error => new Error('it should not time out')

  it('admits one owner after the other, in the order they came', async function () {
    const lock = new WriteLock()
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const owner = {}
        await lock.acquire(owner, { waitMs: 1000, onTimeout: never })
        order.push(number)
        await new Promise((resolve) => setTimeout(resolve, 1))
        order.push(number)
        lock.release(owner)
      }),
    )
    expect(order).to.deep.equal([1, 1, 2, 2, 3, 3, 4, 4])
    expect(lock.isFree).to.equal(true)
  })

  it('lets the next one in when somebody before gave up waiting', async function () {
    const lock = new WriteLock()
    const [holder, second] = [{}, {}]
    await lock.acquire(holder, { waitMs: 1000, onTimeout: never })
    const failure = new Error('too long')
    const impatient = lock.acquire({}, { waitMs: 5, onTimeout: () => failure }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    const patient = lock.acquire(second, { waitMs: 1000, onTimeout: never })
    expect(await impatient).to.equal(failure)
    lock.release(holder)
    await patient
    lock.release(second)
    expect(lock.isFree).to.equal(true)
  })

  it('turns away those who wait and those who come when it is closed', async function () {
    const lock = new WriteLock()
    const holder = {}
    await lock.acquire(holder, { waitMs: 1000, onTimeout: never })
    const outcome = async (): Promise<unknown> =>
      lock.acquire({}, { waitMs: 1000, onTimeout: never }).then(
        () => undefined,
        (reason: unknown) => reason,
      )
    const waiting = outcome()
    const failure = new Error('closed')
    lock.close(() => failure)
    expect(await waiting).to.equal(failure)
    expect(await outcome()).to.equal(failure)
    lock.release(holder)
    expect(lock.isFree).to.equal(true)
  })

  it('is released by its owner only', async function () {
    const lock = new WriteLock()
    await lock.acquire({}, { waitMs: 1000, onTimeout: never })
    expect(() => {
      lock.release({})
    }).to.throw('does not hold it')
  })
})
