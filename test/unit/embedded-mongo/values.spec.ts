import { Binary, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson'
import { expect } from 'chai'
import fc from 'fast-check'
import { compareValues, equalValues } from '../../../src/embedded-mongo/values/compare.ts'
import { inverted, keyOf, keyText } from '../../../src/embedded-mongo/values/keys.ts'
import { addNumbers, multiplyNumbers } from '../../../src/embedded-mongo/values/numbers.ts'
import { leaves } from '../../../src/embedded-mongo/values/paths.ts'
import { sortDocuments, parseSort } from '../../../src/embedded-mongo/values/sort.ts'
import { anyValue } from './arbitraries.ts'

const decimal = (text: string): Decimal128 => Decimal128.fromString(text)

describe('The order of BSON values', function () {
  /** Each value is below the next one. */
  const ascending: readonly unknown[] = [
    new MinKey(),
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    decimal('-1E+400'),
    -Number.MAX_VALUE,
    -9007199254740993n,
    -9007199254740992,
    -1.5,
    // The double nearest to a tenth is a little larger than a tenth, on both sides of zero.
    -0.1,
    decimal('-0.1'),
    decimal('-1E-6176'),
    0,
    decimal('1E-6176'),
    Number.MIN_VALUE,
    decimal('0.1'),
    0.1,
    0.5,
    new Double(1),
    2,
    decimal('19.98999999999999999999'),
    decimal('19.99'),
    decimal('19.99000000000000000001'),
    9007199254740992,
    9007199254740993n,
    9007199254740994n,
    2n ** 63n - 1n,
    2 ** 63,
    Number.MAX_VALUE,
    decimal('1E+400'),
    Number.POSITIVE_INFINITY,
    '',
    '\0',
    'a',
    'a\0',
    'a\0b',
    'aa',
    'b',
    'ä',
    '\u{1F4EE}',
    {},
    { a: null },
    { a: 1 },
    { a: 1, b: 1 },
    { b: 0 },
    { a: 'x' },
    [],
    [1],
    [1, 2],
    [2],
    new Binary(Buffer.from([1])),
    new Binary(Buffer.from([2])),
    new Binary(Buffer.from([1, 1])),
    new ObjectId('000000000000000000000001'),
    new ObjectId('ffffffffffffffffffffffff'),
    false,
    true,
    new Date(-1),
    new Date(0),
    new Date(1),
    new Timestamp({ t: 1, i: 1 }),
    new Timestamp({ t: 2, i: 0 }),
    new MaxKey(),
  ]

  it('is the one MongoDB documents, for keys, comparisons and inverted keys alike', function () {
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) {
        const wanted = Math.sign(i - j)
        const names = `${i} against ${j}`
        expect(Math.sign(compareValues(a, b)), names).to.equal(wanted)
        expect(Math.sign(Buffer.compare(keyOf(a), keyOf(b))), names).to.equal(wanted)
        expect(Math.sign(Buffer.compare(inverted(keyOf(b)), inverted(keyOf(a)))), names).to.equal(wanted)
      }
    }
  })

  const equal: readonly (readonly [unknown, unknown])[] = [
    [1, new Double(1)],
    [1, 1n],
    [1, decimal('1')],
    [12.5, decimal('12.50')],
    [0, -0],
    [9007199254740993n, decimal('9007199254740993')],
    [decimal('1E+2'), decimal('100.000')],
    [Number.POSITIVE_INFINITY, decimal('Infinity')],
    [Number.NaN, decimal('NaN')],
  ]
  for (const [a, b] of equal) {
    it(`takes ${String(a)} and ${String(b)} of another type as equal`, function () {
      expect(equalValues(a, b)).to.equal(true)
      expect(keyText(a)).to.equal(keyText(b))
    })
  }

  it('is one order for any values: keys compare like values, and no key begins with another', function () {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const [x, y] = [keyOf(a), keyOf(b)]
        expect(Math.sign(compareValues(a, b))).to.equal(Math.sign(Buffer.compare(x, y)))
        if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).to.equal(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('leaves', function () {
  const cases: readonly {
    readonly document: Record<string, unknown>
    readonly path: string
    readonly found: unknown[]
  }[] = [
    { document: { a: 1 }, path: 'a', found: [1] },
    { document: {}, path: 'a', found: [undefined] },
    { document: { a: [1, 2] }, path: 'a', found: [[1, 2]] },
    { document: { a: { b: 1 } }, path: 'a.b', found: [1] },
    { document: { a: 1 }, path: 'a.b', found: [undefined] },
    { document: { a: [{ b: 1 }, { b: [2, 3] }, { c: 4 }, 5] }, path: 'a.b', found: [1, [2, 3], undefined] },
    { document: { a: [] }, path: 'a.b', found: [] },
    { document: { a: [7, 8] }, path: 'a.1', found: [8] },
    { document: { a: [{ b: 1 }, { b: 2 }] }, path: 'a.1.b', found: [2, undefined, undefined] },
    { document: { a: [[1, 2], [3]] }, path: 'a.0.1', found: [2] },
    { document: { a: [{ '0': 'x' }] }, path: 'a.0', found: [{ '0': 'x' }, 'x'] },
  ]
  for (const { document, path, found } of cases) {
    it(`reaches ${JSON.stringify(found)} by ${path} in ${JSON.stringify(document)}`, function () {
      expect(leaves(document, path.split('.'))).to.deep.equal(found)
    })
  }
})

describe('sortDocuments', function () {
  it('sorts an array by its least element upwards and by its greatest downwards', function () {
    const documents = [
      { n: 1, a: [5, 9] },
      { n: 2, a: [1, 7] },
      { n: 3, a: 6 },
      { n: 4, a: [] },
      { n: 5 },
      { n: 6, a: null },
    ]
    const order = (spec: Record<string, number>): unknown[] =>
      sortDocuments(documents, parseSort(spec)).map(({ n }) => n)
    expect(order({ a: 1 })).to.deep.equal([4, 5, 6, 2, 1, 3])
    expect(order({ a: -1 })).to.deep.equal([1, 2, 3, 5, 6, 4])
  })
})

describe('Arithmetic on BSON numbers', function () {
  const sums: readonly (readonly [unknown, unknown, unknown])[] = [
    [1, 2, 3],
    [2147483647, 1, 2147483648n],
    [1n, 1, 2n],
    [1, 0.5, 1.5],
    [0.5, 0.5, new Double(1)],
    [new Double(1), 1, new Double(2)],
    [9007199254740993n, 2, 9007199254740995n],
  ]
  for (const [a, b, sum] of sums) {
    it(`adds ${String(a)} and ${String(b)} to the type MongoDB gives`, function () {
      expect(addNumbers(a, b)).to.deep.equal(sum)
    })
  }

  it('refuses what does not fit into 64 bits, and decimals', function () {
    expect(() => addNumbers(2n ** 63n - 1n, 1)).to.throw('64 bits')
    expect(() => multiplyNumbers(2n ** 62n, 4)).to.throw('64 bits')
    expect(() => addNumbers(decimal('1'), 1)).to.throw('Decimal128')
  })
})
