import { calculateObjectSize, deserialize, Double, Int32, Long, serialize } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { decode } from '../../../src/embedded-mongo/bson/decode.ts'
import { type Document, isDocument, withLeadingId } from '../../../src/embedded-mongo/bson/document.ts'
import { encode, encodeStored } from '../../../src/embedded-mongo/bson/encode.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { anyValue } from './arbitraries.ts'

describe('The BSON codec', function () {
  it('writes back the bytes it read', function () {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encode({ value })
        expect(encode(decode(bytes)).equals(bytes)).to.equal(true)
      }),
      { numRuns: 500 },
    )
  })

  it('writes what the official library reads, and reads what that writes', function () {
    const document = {
      int: new Int32(5),
      double: new Double(5),
      long: Long.fromString('9007199254740993'),
      text: 'ä',
      list: [1, [2, { deep: null }]],
      at: new Date(1e12),
    }
    const bytes = Buffer.from(serialize(document))
    expect(decode(bytes)).to.deep.equal({ ...document, int: 5, long: 9007199254740993n })
    expect(encode(decode(bytes)).equals(bytes)).to.equal(true)
    const back = deserialize(encode({ a: 1, b: 2n, c: new Double(3) }), {
      promoteValues: false,
      promoteLongs: false,
    })
    expect(back).to.deep.equal({ a: new Int32(1), b: Long.fromNumber(2), c: new Double(3) })
    expect(calculateObjectSize(document)).to.equal(bytes.length)
  })

  it('tells every malformed document from a sound one without any other failure', function () {
    const sound = encode({ a: 'text', b: [1, { c: null }], d: new Date(0), e: new Double(1), f: 5n })
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(sound)
        bytes[at] = byte
        try {
          decode(bytes)
        } catch (error) {
          expect(error).to.be.instanceOf(CommandError)
        }
      }),
      { numRuns: 1000 },
    )
    for (let length = 0; length < sound.length; length++) {
      expect(() => decode(sound.subarray(0, length)), String(length)).to.throw(CommandError)
    }
  })

  it('keeps field names that have a meaning in JavaScript as fields', function () {
    const document = JSON.parse('{"__proto__":{"x":1},"constructor":2,"_bsontype":"Long"}') as Document
    const copy = decode(encode(document))
    expect(Object.keys(copy)).to.deep.equal(['__proto__', 'constructor', '_bsontype'])
    expect(isDocument(copy)).to.equal(true)
    expect(Reflect.get(copy, 'x')).to.equal(undefined)
  })

  it('refuses to store what is too large or nested too deep', function () {
    expect(() => encodeStored({ text: 'x'.repeat(17 * 1024 * 1024) })).to.throw(CommandError, '16MB')
    let deep: Document = {}
    for (let i = 0; i < 200; i++) deep = { deep }
    expect(() => encode(deep)).to.throw(CommandError, 'nested')
  })

  it('puts the _id first', function () {
    expect(Object.keys(withLeadingId({ b: 1, _id: 2, a: 3 }, 2))).to.deep.equal(['_id', 'b', 'a'])
  })
})
