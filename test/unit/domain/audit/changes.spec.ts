import { expect } from 'chai'
import { changesBetween, firstValues } from '../../../../src/domain/audit/changes.ts'

interface Thing {
  readonly name: string
  readonly tags: readonly string[]
  readonly end?: string
  readonly secret?: string
}

const BEFORE: Thing = { name: 'a', tags: ['x'], secret: 's' }

describe('changesBetween', function () {
  it('names only what differs, with both values', function () {
    expect(changesBetween<Thing>(BEFORE, { ...BEFORE, name: 'b' }, ['name', 'tags'])).to.deep.equal({
      name: { before: 'a', after: 'b' },
    })
  })

  it('compares lists by what they hold', function () {
    expect(changesBetween<Thing>(BEFORE, { ...BEFORE, tags: ['x'] }, ['tags'])).to.deep.equal({})
  })

  it('leaves out the side that has no value', function () {
    expect(changesBetween<Thing>(BEFORE, { ...BEFORE, end: 'now' }, ['end'])).to.deep.equal({
      end: { after: 'now' },
    })
  })

  it('leaves out fields that are not named', function () {
    expect(firstValues<Thing>(BEFORE, ['name'])).to.deep.equal({ name: { after: 'a' } })
  })
})
