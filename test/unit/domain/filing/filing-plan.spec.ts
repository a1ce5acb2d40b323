import { expect } from 'chai'
import type { FilingPlanEntry } from '../../../../src/domain/filing/case-file.ts'
import { circlingIds, inherited, isValidOn, lineOf } from '../../../../src/domain/filing/filing-plan.ts'

describe('isValidOn', function () {
  const cases = [
    { entry: {}, isValid: true },
    { entry: { validFrom: '2026-03-02', validTo: '2026-03-02' }, isValid: true },
    { entry: { validFrom: '2026-03-03' }, isValid: false },
    { entry: { validTo: '2026-03-01' }, isValid: false },
  ]
  for (const { entry, isValid } of cases) {
    it(`is ${isValid} for ${JSON.stringify(entry)}`, function () {
      expect(isValidOn(entry, '2026-03-02')).to.equal(isValid)
    })
  }
})

describe('lineOf', function () {
  const entryOf = (id: string, parentId?: string, retentionClassId?: string): FilingPlanEntry => ({
    id,
    tenantId: 't',
    number: id,
    title: id,
    version: 1,
    ...(parentId === undefined ? {} : { parentId }),
    ...(retentionClassId === undefined ? {} : { retentionClassId }),
  })
  const mapOf = (...entries: readonly FilingPlanEntry[]) => new Map(entries.map((entry) => [entry.id, entry]))

  it('goes up to the top, and what an entry does not say it takes from the nearest', function () {
    const entries = mapOf(entryOf('5', undefined, '30-b'), entryOf('50', '5', '10-v'), entryOf('50.1', '50'))
    const line = lineOf(entryOf('50.1', '50'), entries)
    expect(line.map(({ id }) => id)).to.deep.equal(['50.1', '50', '5'])
    expect(inherited(line, 'retentionClassId')).to.equal('10-v')
    expect(inherited(line, 'fileNumberTemplate')).to.equal(undefined)
  })

  it('ends where rows stand above themselves', function () {
    const entries = mapOf(entryOf('a', 'b'), entryOf('b', 'a'))
    expect(lineOf(entryOf('a', 'b'), entries)).to.have.length(30)
    expect([...circlingIds([...entries.values()], 'parentId')].sort()).to.deep.equal(['a', 'b'])
    expect([...circlingIds([entryOf('c', 'a'), ...entries.values()], 'parentId')]).not.to.include('c')
    expect([...circlingIds([entryOf('c', 'c')], 'parentId')]).to.deep.equal(['c'])
  })
})
