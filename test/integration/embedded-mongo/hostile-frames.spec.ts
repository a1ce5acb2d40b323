import { serialize } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { encode } from '../../../src/embedded-mongo/bson/encode.ts'
import { exchange, opMsg, sendCommand } from './raw-client.ts'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

function withInt32(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeInt32LE(value, at)
  return copy
}

const PING = opMsg(serialize({ ping: 1, $db: 'admin' }))

function bodySection(body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0]), body])
}

function frame(sections: Uint8Array, flags = 0): Buffer {
  const header = Buffer.alloc(20)
  header.writeInt32LE(20 + sections.length, 0)
  header.writeInt32LE(2013, 12)
  header.writeUInt32LE(flags, 16)
  return Buffer.concat([header, sections])
}

function nested(depth: number): Record<string, unknown> {
  let document: Record<string, unknown> = {}
  for (let i = 0; i < depth; i++) document = { a: document }
  return document
}

function sequence(name: string, length: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head[0] = 1
  head.writeInt32LE(length, 1)
  return Buffer.concat([head, Buffer.from(`${name}\0`), content])
}

const PING_BODY = serialize({ ping: 1, $db: 'admin' })

/** Bytes that are no message: the connection ends, nothing else does. */
const CLOSED: readonly { readonly name: string; readonly bytes: Buffer }[] = [
  { name: 'a length of zero', bytes: withInt32(PING, 0, 0) },
  { name: 'a negative length', bytes: withInt32(PING, 0, -1) },
  { name: 'a length of two gigabytes', bytes: withInt32(PING, 0, 0x7fffffff) },
  { name: 'an unknown operation code', bytes: withInt32(PING, 12, 2012) },
  { name: 'the removed OP_INSERT', bytes: withInt32(PING, 12, 2002) },
  { name: 'an unknown required flag', bytes: opMsg(PING_BODY, 1 << 5) },
  { name: 'an unknown kind of section', bytes: frame(Buffer.concat([Buffer.from([9]), PING_BODY])) },
  { name: 'no section at all', bytes: frame(Buffer.alloc(0)) },
  { name: 'two bodies', bytes: frame(Buffer.concat([bodySection(PING_BODY), bodySection(PING_BODY)])) },
  { name: 'a body longer than the message', bytes: opMsg(withInt32(Buffer.from(PING_BODY), 0, 5000)) },
  {
    name: 'a sequence longer than the message',
    bytes: frame(Buffer.concat([bodySection(PING_BODY), sequence('documents', 9999, PING_BODY)])),
  },
  {
    name: 'a sequence whose name does not end',
    bytes: frame(Buffer.concat([bodySection(PING_BODY), Buffer.from([1, 6, 0, 0, 0, 65, 65])])),
  },
  {
    name: 'a sequence with a document of length zero',
    bytes: frame(Buffer.concat([bodySection(PING_BODY), sequence('documents', 18, Buffer.alloc(4))])),
  },
  { name: 'a text', bytes: Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n') },
]

/** Malformed BSON in a well-formed message is answered with an error. */
const ANSWERED: readonly { readonly name: string; readonly body: Uint8Array; readonly code: number }[] = [
  { name: 'an unknown type', body: Buffer.from([8, 0, 0, 0, 0x77, 0x61, 0, 0]), code: 22 },
  { name: 'a name that does not end', body: Buffer.from([7, 0, 0, 0, 0x10, 0x61, 0x62]), code: 22 },
  {
    name: 'a string longer than its document',
    body: Buffer.from([14, 0, 0, 0, 2, 0x61, 0, 0xff, 0xff, 0, 0, 0x62, 0, 0]),
    code: 22,
  },
  {
    name: 'a string of negative length',
    body: Buffer.from([14, 0, 0, 0, 2, 0x61, 0, 0xff, 0xff, 0xff, 0xff, 0x62, 0, 0]),
    code: 22,
  },
  {
    name: 'binary data of negative length',
    body: Buffer.from([13, 0, 0, 0, 5, 0x61, 0, 0xff, 0xff, 0xff, 0xff, 0, 0]),
    code: 22,
  },
  { name: 'a boolean of 7', body: Buffer.from([9, 0, 0, 0, 8, 0x61, 0, 7, 0]), code: 22 },
  {
    name: 'text that is not UTF-8',
    body: Buffer.from([14, 0, 0, 0, 2, 0x61, 0, 2, 0, 0, 0, 0xff, 0, 0]),
    code: 22,
  },
  {
    name: 'a document nested 300 levels deep',
    body: serialize({ insert: 'x', documents: [nested(300)], $db: 'h' }),
    code: 15,
  },
  { name: 'a command without a database', body: serialize({ ping: 1 }), code: 2 },
  { name: 'an empty command', body: serialize({}), code: 59 },
  {
    name: 'a command named like a method of objects',
    body: serialize({ constructor: 1, $db: 'h' }),
    code: 59,
  },
  { name: 'a session that is none', body: serialize({ ping: 1, lsid: 5, $db: 'h' }), code: 14 },
  { name: 'a collection name that is a number', body: serialize({ find: 5, $db: 'h' }), code: 73 },
  { name: 'a cursor that is a text', body: serialize({ getMore: 'x', collection: 'x', $db: 'h' }), code: 14 },
]

describe('Hostile bytes on the socket of the embedded database', function () {
  let server: TestMongo

  before(async function () {
    server = await startTestMongo()
  })
  afterEach(async function () {
    expect(await sendCommand(server.uri, { ping: 1, $db: 'admin' })).to.include({ ok: 1 })
    expect(server.faults).to.deep.equal([])
  })
  after(async function () {
    await server.remove()
  })

  for (const { name, bytes } of CLOSED) {
    it(`ends the connection for ${name}`, async function () {
      expect(await exchange(server.uri, bytes)).to.deep.equal({ kind: 'closed' })
    })
  }

  for (const { name, body, code } of ANSWERED) {
    it(`answers ${name} with code ${code}`, async function () {
      const answer = await exchange(server.uri, opMsg(body))
      expect(answer.kind === 'reply' ? answer.document : answer).to.include({ ok: 0, code })
    })
  }

  it('survives messages that are cut off at any byte', async function () {
    for (let length = 0; length < PING.length; length++) {
      expect(await exchange(server.uri, PING.subarray(0, length), true)).to.deep.equal({ kind: 'closed' })
    }
  })

  it('survives any bytes behind a header, and any change of one byte in a message', async function () {
    this.timeout(60_000)
    const insert = serialize({
      insert: 'x',
      documents: [{ a: 'text', b: [1, { c: null }], d: new Date(0) }],
      $db: 'h',
    })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (bytes) => {
        await exchange(server.uri, frame(bytes), true)
      }),
      { numRuns: 150 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(insert.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Buffer.from(insert)
        bytes[at] = value
        await exchange(server.uri, opMsg(bytes), true)
      }),
      { numRuns: 200 },
    )
  })

  it('takes a message in single bytes, and two messages in one piece', async function () {
    expect(await exchange(server.uri, Buffer.concat([PING, PING]))).to.have.property('kind', 'reply')
    const bytes = Array.from(PING, (byte) => Buffer.from([byte]))
    expect(await exchange(server.uri, bytes)).to.have.property('kind', 'reply')
  })

  it('stores field names that have a meaning in JavaScript as what they are', async function () {
    const text =
      '{"_id":1,"__proto__":{"polluted":true},"constructor":{"a":1},"_bsontype":"ObjectId","id":"x"}'
    // The driver's own encoder would take the document for an ObjectId.
    const insert = encode({ insert: 'names', documents: [JSON.parse(text)], $db: 'h' })
    expect(await exchange(server.uri, opMsg(insert))).to.have.nested.property('document.ok', 1)
    const update = { update: 'names', updates: [{ q: {}, u: { $set: { touched: true } } }], $db: 'h' }
    expect(await sendCommand(server.uri, update)).to.include({ ok: 1 })
    const reply = await sendCommand(server.uri, { find: 'names', filter: { 'constructor.a': 1 }, $db: 'h' })
    expect(JSON.stringify(reply['cursor'])).to.include('"touched":true')
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined)
  })
})
