import { expect } from 'chai'
import type { Document } from '../../../src/embedded-mongo/bson/document.ts'
import { CommandError } from '../../../src/embedded-mongo/errors.ts'
import { createProjector } from '../../../src/embedded-mongo/projection/apply.ts'
import { showValue } from '../../../src/embedded-mongo/values/show.ts'

const FROM: Document = {
  _id: 1,
  a: 1,
  b: { c: 2, d: 3 },
  list: [
    { n: 1, m: 1 },
    { n: 2, m: 2 },
    { n: 3, m: 3 },
  ],
  plain: [1, 2, 3, 4],
}

const CASES: readonly { readonly projection: Document; readonly filter?: Document; readonly to: Document }[] =
  [
    { projection: {}, to: FROM },
    { projection: { a: 1 }, to: { _id: 1, a: 1 } },
    { projection: { a: 1, _id: 0 }, to: { a: 1 } },
    { projection: { _id: 1 }, to: { _id: 1 } },
    { projection: { _id: 0, list: 0, plain: 0 }, to: { a: 1, b: { c: 2, d: 3 } } },
    { projection: { 'b.c': 1 }, to: { _id: 1, b: { c: 2 } } },
    { projection: { b: { d: 1 } }, to: { _id: 1, b: { d: 3 } } },
    { projection: { 'list.n': 1 }, to: { _id: 1, list: [{ n: 1 }, { n: 2 }, { n: 3 }] } },
    { projection: { b: 0, list: 0, 'plain.x': 0 }, to: { _id: 1, a: 1, plain: [1, 2, 3, 4] } },
    { projection: { plain: { $slice: 2 }, a: 1 }, to: { _id: 1, a: 1, plain: [1, 2] } },
    { projection: { plain: { $slice: -1 }, list: 0, b: 0 }, to: { _id: 1, a: 1, plain: [4] } },
    { projection: { plain: { $slice: [1, 2] }, _id: 1, a: 1 }, to: { _id: 1, a: 1, plain: [2, 3] } },
    { projection: { list: { $elemMatch: { n: { $gt: 1 } } } }, to: { _id: 1, list: [{ n: 2, m: 2 }] } },
    { projection: { 'list.$': 1 }, filter: { 'list.n': 3 }, to: { _id: 1, list: [{ n: 3, m: 3 }] } },
    { projection: { twice: { $multiply: ['$a', 2] }, b: '$b.c' }, to: { _id: 1, twice: 2, b: 2 } },
    { projection: { _id: '$a', a: 1 }, to: { _id: 1, a: 1 } },
  ]

describe('createProjector', function () {
  for (const { projection, filter = {}, to } of CASES) {
    it(`gives ${showValue(to)} by ${showValue(projection)}`, function () {
      const projector = createProjector(projection, 'find', filter, {})
      expect(projector === undefined ? FROM : projector(FROM)).to.deep.equal(to)
    })
  }

  const WRONG: readonly { readonly projection: Document; readonly code: number }[] = [
    { projection: { a: 1, b: 0 }, code: 31254 },
    { projection: { a: 0, b: 1 }, code: 31253 },
    { projection: { a: 1, 'a.b': 1 }, code: 31249 },
    { projection: { 'a.b': 1, a: 1 }, code: 31250 },
    { projection: { a: 0, b: { $add: [1, 1] } }, code: 31252 },
    { projection: { a: { $foo: 1 } }, code: 168 },
    { projection: { a: { $meta: 'textScore' } }, code: 115 },
    { projection: { a: { $slice: 'x' } }, code: 2 },
  ]
  for (const { projection, code } of WRONG) {
    it(`refuses ${showValue(projection)} with code ${code}`, function () {
      expect(() => createProjector(projection, 'find', {}, {}))
        .to.throw(CommandError)
        .with.property('code', code)
    })
  }
})
