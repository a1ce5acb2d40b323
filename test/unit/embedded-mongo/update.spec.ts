import { Decimal128, Double } from 'bson'
import { expect } from 'chai'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { type PreparedUpdate, prepareUpdate } from '../../../src/embedded-mongo/update/apply.ts'
import { seedFromFilter } from '../../../src/embedded-mongo/update/upsert.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'

interface Options {
  readonly filter?: Document
  readonly arrayFilters?: readonly Document[]
  readonly multi?: boolean
}

function prepare(
  update: unknown,
  { filter = {}, arrayFilters = [], multi = false }: Options = {},
): PreparedUpdate {
  return prepareUpdate({ update, filter, arrayFilters, multi, variables: {} })
}

interface Case extends Options {
  readonly update: unknown
  readonly from: Document
  readonly to: Document
}

const CASES: readonly Case[] = [
  { update: { $set: { a: 1, 'b.c': 2 } }, from: {}, to: { a: 1, b: { c: 2 } } },
  { update: { $set: { 'a.1': 'x' } }, from: { a: ['p', 'q', 'r'] }, to: { a: ['p', 'x', 'r'] } },
  { update: { $set: { 'a.3': 'x' } }, from: { a: ['p'] }, to: { a: ['p', null, null, 'x'] } },
  { update: { $set: { 'a.1': 'x' } }, from: {}, to: { a: { '1': 'x' } } },
  {
    update: { $unset: { a: '', 'b.c': '', 'd.0': '', 'no.such': '' } },
    from: { a: 1, b: { c: 1, e: 2 }, d: [1, 2] },
    to: { b: { e: 2 }, d: [null, 2] },
  },
  { update: { $inc: { a: 2, b: -1 } }, from: { a: 1 }, to: { a: 3, b: -1 } },
  { update: { $inc: { a: 0.5 } }, from: { a: 1.5 }, to: { a: new Double(2) } },
  { update: { $inc: { a: 1 } }, from: { a: 2147483647 }, to: { a: 2147483648n } },
  { update: { $mul: { a: 3, b: 3 } }, from: { a: 2 }, to: { a: 6, b: 0 } },
  {
    update: { $min: { a: 1, b: 9, c: 5 }, $max: { d: 1, e: 9 } },
    from: { a: 3, b: 3, d: 3, e: 3 },
    to: { a: 1, b: 3, c: 5, d: 3, e: 9 },
  },
  { update: { $rename: { a: 'b.c', no: 'x' } }, from: { a: 1 }, to: { b: { c: 1 } } },
  { update: { $push: { a: 1 } }, from: {}, to: { a: [1] } },
  { update: { $push: { a: { $each: [5, 1], $sort: 1, $slice: -2 } } }, from: { a: [3] }, to: { a: [3, 5] } },
  { update: { $push: { a: { $each: [9], $position: 1 } } }, from: { a: [1, 2] }, to: { a: [1, 9, 2] } },
  {
    update: { $push: { a: { $each: [], $sort: { n: -1 } } } },
    from: { a: [{ n: 1 }, { n: 2 }] },
    to: { a: [{ n: 2 }, { n: 1 }] },
  },
  {
    update: { $addToSet: { a: { $each: [1, 2, 2] } } },
    from: { a: [new Double(1)] },
    to: { a: [new Double(1), 2] },
  },
  { update: { $addToSet: { a: { x: 1 } } }, from: { a: [{ x: 1 }] }, to: { a: [{ x: 1 }] } },
  { update: { $pop: { a: 1, b: -1 } }, from: { a: [1, 2], b: [1, 2] }, to: { a: [1], b: [2] } },
  { update: { $pull: { a: 2 } }, from: { a: [1, 2, 3, 2] }, to: { a: [1, 3] } },
  { update: { $pull: { a: { $gt: 1 } } }, from: { a: [1, 2, 3] }, to: { a: [1] } },
  {
    update: { $pull: { a: { n: { $gt: 1 } } } },
    from: { a: [{ n: 1 }, { n: 2 }, 5] },
    to: { a: [{ n: 1 }, 5] },
  },
  { update: { $pullAll: { a: [1, 3] } }, from: { a: [1, 2, 3] }, to: { a: [2] } },
  { update: { $bit: { a: { or: 4 }, b: { and: 6n } } }, from: { a: 1, b: 5 }, to: { a: 5, b: 4n } },
  { update: { $setOnInsert: { a: 1 } }, from: { b: 1 }, to: { b: 1 } },
  { update: { $set: { 'a.$': 'x' } }, filter: { a: 2 }, from: { a: [1, 2] }, to: { a: [1, 'x'] } },
  {
    update: { $set: { 'a.$.n': 9 } },
    filter: { a: { $elemMatch: { n: { $gt: 1 } } } },
    from: { a: [{ n: 1 }, { n: 2 }] },
    to: { a: [{ n: 1 }, { n: 9 }] },
  },
  { update: { $inc: { 'a.$[].n': 1 } }, from: { a: [{ n: 1 }, { n: 2 }] }, to: { a: [{ n: 2 }, { n: 3 }] } },
  {
    update: { $set: { 'a.$[big].b.$[x]': 0 } },
    arrayFilters: [{ 'big.n': { $gt: 1 } }, { x: 7 }],
    from: {
      a: [
        { n: 1, b: [7] },
        { n: 2, b: [7, 8] },
      ],
    },
    to: {
      a: [
        { n: 1, b: [7] },
        { n: 2, b: [0, 8] },
      ],
    },
  },
  { update: { x: 1 }, from: { _id: 5, a: 1 }, to: { _id: 5, x: 1 } },
  {
    update: [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
    from: { _id: 1, a: 1, b: 2 },
    to: { _id: 1, b: 2, sum: 3 },
  },
  {
    update: { $set: { a: 1 } },
    from: { b: new Double(5), c: 5n, d: Decimal128.fromString('5') },
    to: { b: new Double(5), c: 5n, d: Decimal128.fromString('5'), a: 1 },
  },
]

describe('prepareUpdate', function () {
  for (const { update, from, to, ...options } of CASES) {
    it(`changes ${showValue(from)} by ${showValue(update)} to ${showValue(to)}`, function () {
      const before = showValue(from)
      expect(prepare(update, options).apply(from)).to.deep.equal(to)
      expect(showValue(from), 'the old document is left alone').to.equal(before)
    })
  }

  const WRONG: readonly (Options & {
    readonly update: unknown
    readonly from?: Document
    readonly code: number
  })[] = [
    { update: { $foo: { a: 1 } }, code: 9 },
    { update: { $set: 5 }, code: 9 },
    { update: { $set: { a: 1 }, b: 1 }, code: 9 },
    { update: { $set: { a: 1 }, $inc: { a: 1 } }, code: 40 },
    { update: { $set: { a: 1, 'a.b': 1 } }, code: 40 },
    { update: { $set: { 'a.b': 1, a: 1, 'a-b': 1 } }, code: 40 },
    { update: { $set: { 'a..b': 1 } }, code: 56 },
    { update: { $rename: { a: 5 } }, code: 2 },
    { update: { x: 1 }, multi: true, code: 9 },
    { update: { x: 1, $y: 1 }, code: 52 },
    { update: [{ $match: {} }], code: 72 },
    { update: 5, code: 9 },
    { update: { $set: { 'a.$[x]': 1 } }, arrayFilters: [{ x: 1 }, { x: 2 }], code: 9 },
    { update: { $set: { a: 1 } }, arrayFilters: [{ x: 1 }], code: 9 },
    { update: { $set: { 'a.$[x]': 1 } }, arrayFilters: [{ x: 1, y: 2 }], code: 9 },
    { update: { $set: { 'a.b': 1 } }, from: { a: 5 }, code: 28 },
    { update: { $set: { 'a.b': 1 } }, from: { a: [1] }, code: 28 },
    { update: { $set: { _id: 2 } }, from: { _id: 1 }, code: 66 },
    { update: { _id: 2 }, from: { _id: 1 }, code: 66 },
    { update: { $inc: { a: 'x' } }, from: {}, code: 14 },
    { update: { $inc: { a: 1 } }, from: { a: 'x' }, code: 14 },
    { update: { $inc: { a: 1 } }, from: { a: 2n ** 63n - 1n }, code: 2 },
    { update: { $inc: { a: 1 } }, from: { a: Decimal128.fromString('1') }, code: 115 },
    { update: { $push: { a: 1 } }, from: { a: 5 }, code: 2 },
    { update: { $push: { a: { $each: [1], $foo: 1 } } }, from: {}, code: 2 },
    { update: { $pull: { a: 1 } }, from: { a: 5 }, code: 2 },
    { update: { $pop: { a: 2 } }, from: { a: [1] }, code: 9 },
    { update: { $set: { 'a.$': 1 } }, from: { a: [1] }, code: 2 },
    { update: { $set: { 'a.$[x]': 1 } }, from: { a: [1] }, code: 2 },
    { update: { $set: { 'a.2000000': 1 } }, from: { a: [1] }, code: 2 },
    { update: { $bit: { a: { not: 1 } } }, from: { a: 1 }, code: 2 },
  ]
  for (const { update, from, code, ...options } of WRONG) {
    it(`refuses ${showValue(update)}${from === undefined ? '' : ` on ${showValue(from)}`} with code ${code}`, function () {
      const run = (): Document => prepare(update, options).apply(from ?? { a: [1] })
      expect(run).to.throw(CommandError).with.property('code', code)
    })
  }

  it('sets fields only for a new document by $setOnInsert', function () {
    const update = prepare({ $setOnInsert: { a: 1 }, $set: { b: 2 } })
    expect(update.insertFrom({ c: 3 })).to.deep.equal({ c: 3, a: 1, b: 2 })
  })
})

describe('seedFromFilter', function () {
  const cases: readonly { readonly filter: Document; readonly seed: Document }[] = [
    { filter: { a: 1, 'b.c': 'x' }, seed: { a: 1, b: { c: 'x' } } },
    { filter: { a: { $gt: 1 }, b: { $eq: 2 } }, seed: { b: 2 } },
    { filter: { $and: [{ a: 1 }, { b: { $in: [2] } }] }, seed: { a: 1, b: 2 } },
    { filter: { $or: [{ a: 1 }] }, seed: { a: 1 } },
    { filter: { $or: [{ a: 1 }, { a: 2 }] }, seed: {} },
    { filter: { a: { $in: [1, 2] } }, seed: {} },
  ]
  for (const { filter, seed } of cases) {
    it(`takes ${showValue(seed)} from ${showValue(filter)}`, function () {
      expect(seedFromFilter(filter)).to.deep.equal(seed)
    })
  }

  it('refuses a field with two values', function () {
    expect(() => seedFromFilter({ $and: [{ a: 1 }, { a: 2 }] }))
      .to.throw(CommandError)
      .with.property('code', 54)
  })
})
