import { Binary, BSONRegExp, Decimal128, Double, ObjectId } from 'bson'
import { expect } from 'chai'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { compileFilter } from '../../../src/embedded-mongo/query/match.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'

interface Case {
  readonly filter: Document
  readonly yes?: readonly Document[]
  readonly no?: readonly Document[]
}

const id = new ObjectId('65f000000000000000000001')

const CASES: readonly Case[] = [
  {
    filter: { a: 1 },
    yes: [{ a: 1 }, { a: new Double(1) }, { a: 1n }, { a: [0, 1] }],
    no: [{ a: '1' }, { a: 2 }, {}],
  },
  { filter: { a: null }, yes: [{}, { a: null }, { a: [null] }], no: [{ a: 0 }, { a: [] }] },
  {
    filter: { 'a.b': null },
    yes: [{ a: 1 }, { a: {} }, { a: [{ b: 1 }, {}] }],
    no: [{ a: { b: 1 } }, { a: [] }],
  },
  {
    filter: { a: [1, 2] },
    yes: [{ a: [1, 2] }, { a: [[1, 2], 3] }],
    no: [{ a: [2, 1] }, { a: 1 }, { a: [1, 2, 3] }],
  },
  {
    filter: { a: { b: 1, c: 2 } },
    yes: [{ a: { b: 1, c: 2 } }],
    no: [{ a: { c: 2, b: 1 } }, { a: { b: 1 } }],
  },
  { filter: { a: { $ne: 1 } }, yes: [{ a: 2 }, {}, { a: [2, 3] }], no: [{ a: 1 }, { a: [1, 2] }] },
  {
    filter: { a: { $gt: 1 } },
    yes: [{ a: 2 }, { a: [0, 5] }, { a: Decimal128.fromString('1.5') }],
    no: [{ a: 1 }, { a: '2' }, { a: Number.NaN }, {}],
  },
  { filter: { a: { $gte: null } }, yes: [{ a: null }, {}], no: [{ a: 0 }] },
  { filter: { a: { $lt: new Date(5) } }, yes: [{ a: new Date(4) }], no: [{ a: 4 }, { a: new Date(5) }] },
  { filter: { a: { $gt: 1, $lt: 3 } }, yes: [{ a: 2 }, { a: [0, 5] }], no: [{ a: 3 }, { a: [0, 1] }] },
  { filter: { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, yes: [{ a: [2] }], no: [{ a: [0, 5] }, { a: 2 }] },
  {
    filter: { a: { $elemMatch: { b: 1, c: 2 } } },
    yes: [{ a: [{ b: 1, c: 2 }] }],
    no: [{ a: [{ b: 1 }, { c: 2 }] }],
  },
  {
    filter: { a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } },
    yes: [{ a: [{ b: 2 }] }],
    no: [{ a: [{ b: 3 }] }],
  },
  {
    filter: { a: { $elemMatch: { $id: id } } },
    yes: [{ a: [{ $ref: 'x', $id: id }] }],
    no: [{ a: [{ $ref: 'x', $id: new ObjectId() }] }],
  },
  { filter: { a: { $elemMatch: { $elemMatch: { $eq: 2 } } } }, yes: [{ a: [[1, 2]] }], no: [{ a: [1, 2] }] },
  {
    filter: { a: { $in: [1, 'x', null] } },
    yes: [{ a: 1 }, { a: 'x' }, {}, { a: ['y', 'x'] }],
    no: [{ a: 2 }],
  },
  { filter: { a: { $in: [new BSONRegExp('^b', 'i')] } }, yes: [{ a: 'Bau' }], no: [{ a: 'Abbau' }] },
  { filter: { a: { $nin: [1, null] } }, yes: [{ a: 2 }], no: [{ a: 1 }, {}, { a: [3, 1] }] },
  { filter: { a: { $all: [1, 2] } }, yes: [{ a: [2, 1, 0] }], no: [{ a: [1] }, { a: 1 }] },
  { filter: { a: { $all: [] } }, no: [{ a: [] }, {}] },
  {
    filter: { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
    yes: [{ a: [{ b: 1 }, { b: 2 }] }],
    no: [{ a: [{ b: 1 }] }],
  },
  { filter: { a: { $size: 2 } }, yes: [{ a: [1, 2] }], no: [{ a: [1] }, { a: 2 }] },
  { filter: { a: { $exists: true } }, yes: [{ a: null }, { a: [] }], no: [{}] },
  { filter: { 'a.b': { $exists: false } }, yes: [{}, { a: 1 }, { a: [] }], no: [{ a: [{ b: 1 }, {}] }] },
  {
    filter: { a: { $type: 'double' } },
    yes: [{ a: new Double(5) }, { a: 0.5 }, { a: [1, 0.5] }],
    no: [{ a: 5 }, { a: 5n }],
  },
  { filter: { a: { $type: ['int', 'long'] } }, yes: [{ a: 5 }, { a: 5n }], no: [{ a: new Double(5) }] },
  {
    filter: { a: { $type: 'number' } },
    yes: [{ a: 1 }, { a: Decimal128.fromString('1') }],
    no: [{ a: '1' }],
  },
  { filter: { a: { $type: 5 } }, yes: [{ a: new Binary(Buffer.from('x')) }], no: [{ a: 'x' }] },
  { filter: { a: { $type: 'array' } }, yes: [{ a: [] }], no: [{ a: 1 }] },
  {
    filter: { a: { $mod: [4, 1] } },
    yes: [{ a: 5 }, { a: 9n }, { a: 5.7 }],
    no: [{ a: 4 }, { a: 'x' }, { a: Number.NaN }],
  },
  {
    filter: { a: { $regex: '^B', $options: 'i' } },
    yes: [{ a: 'bau' }, { a: ['x', 'Bau'] }],
    no: [{ a: 'x' }, { a: 1 }],
  },
  {
    filter: { a: new BSONRegExp('a.c', 's') },
    yes: [{ a: 'a\nc' }, { a: new BSONRegExp('a.c', 's') }],
    no: [{ a: 'ac' }],
  },
  { filter: { a: { $not: { $gt: 1 } } }, yes: [{ a: 1 }, {}, { a: 'x' }], no: [{ a: 2 }, { a: [0, 2] }] },
  { filter: { a: { $not: new BSONRegExp('x') } }, yes: [{ a: 'y' }, {}], no: [{ a: 'xy' }] },
  {
    filter: { a: { $bitsAllSet: [0, 2] } },
    yes: [{ a: 5 }, { a: 7n }, { a: new Binary(Buffer.from([5])) }],
    no: [{ a: 4 }, { a: 'x' }],
  },
  { filter: { a: { $bitsAnyClear: 3 } }, yes: [{ a: 1 }], no: [{ a: 3 }, { a: -1 }] },
  { filter: { $or: [{ a: 1 }, { b: 1 }] }, yes: [{ a: 1 }, { b: 1 }], no: [{}] },
  { filter: { $nor: [{ a: 1 }, { b: 1 }] }, yes: [{}], no: [{ a: 1 }, { b: 1 }] },
  {
    filter: { $and: [{ a: { $gt: 1 } }, { a: { $lt: 3 } }] },
    yes: [{ a: 2 }, { a: [0, 5] }],
    no: [{ a: 3 }],
  },
  {
    filter: { $expr: { $gt: ['$a', '$b'] } },
    yes: [{ a: 2, b: 1 }, { a: 1 }],
    no: [{ a: 1, b: 1 }, { b: 1 }],
  },
  { filter: { 'a.0': 1 }, yes: [{ a: [1, 2] }, { a: { '0': 1 } }], no: [{ a: [2, 1] }] },
  {
    filter: { 'a.b.c': 1 },
    yes: [{ a: [{ b: [{ c: 1 }] }] }, { a: { b: { c: [1] } } }],
    no: [{ a: { b: 1 } }],
  },
  { filter: { $comment: 'why', a: { $eq: 1, $comment: 'x' } }, yes: [{ a: 1 }], no: [{ a: 2 }] },
]

describe('compileFilter', function () {
  for (const { filter, yes = [], no = [] } of CASES) {
    it(`matches by ${showValue(filter)} what MongoDB matches`, function () {
      const matches = compileFilter(filter)
      for (const document of yes) expect(matches(document), showValue(document)).to.equal(true)
      for (const document of no) expect(matches(document), showValue(document)).to.equal(false)
    })
  }

  const WRONG: readonly { readonly filter: Document; readonly code: number }[] = [
    { filter: { a: { $foo: 1 } }, code: 2 },
    { filter: { $foo: 1 }, code: 2 },
    { filter: { $and: [] }, code: 2 },
    { filter: { $or: { a: 1 } }, code: 2 },
    { filter: { $or: [5] }, code: 2 },
    { filter: { a: { $in: 5 } }, code: 2 },
    { filter: { a: { $in: [{ $gt: 1 }] } }, code: 2 },
    { filter: { a: { $size: -1 } }, code: 2 },
    { filter: { a: { $mod: [0, 1] } }, code: 2 },
    { filter: { a: { $mod: [2] } }, code: 2 },
    { filter: { a: { $type: 'nothing' } }, code: 2 },
    { filter: { a: { $regex: '(' } }, code: 2 },
    { filter: { a: { $options: 'i' } }, code: 2 },
    { filter: { a: { $not: 5 } }, code: 2 },
    { filter: { a: { $elemMatch: 5 } }, code: 2 },
    { filter: { a: { $all: 5 } }, code: 2 },
    { filter: { a: { $gt: new BSONRegExp('x') } }, code: 2 },
    { filter: { a: { $bitsAllSet: -1 } }, code: 2 },
    { filter: { $expr: { $foo: 1 } }, code: 168 },
    { filter: { a: { $near: [1, 2] } }, code: 115 },
    { filter: { $text: { $search: 'x' } }, code: 115 },
    { filter: { $where: 'true' }, code: 115 },
    { filter: { a: { $elemMatch: { $where: 'true' } } }, code: 115 },
    { filter: { a: { $regex: 'x', $options: 'x' } }, code: 115 },
  ]
  for (const { filter, code } of WRONG) {
    it(`refuses ${showValue(filter)} with code ${code} before it sees a document`, function () {
      expect(() => compileFilter(filter))
        .to.throw(CommandError)
        .with.property('code', code)
    })
  }
})
