import { expect } from 'chai'
import { isActive, unitsBelow, type OrgUnit } from '../../../../src/domain/access/organisation.ts'

const aUnit = (fields: Partial<OrgUnit>): OrgUnit => ({
  id: 'a',
  tenantId: 't',
  number: '1',
  name: 'A',
  kind: 'office',
  version: 1,
  ...fields,
})

describe('isActive', function () {
  const now = new Date('2026-03-02T08:00:00.000Z')
  const cases: readonly { name: string; fields: Partial<OrgUnit>; active: boolean }[] = [
    { name: 'a unit without dates', fields: {}, active: true },
    { name: 'a unit on its last day', fields: { validTo: '2026-03-02' }, active: true },
    { name: 'a dissolved unit', fields: { validTo: '2026-03-01' }, active: false },
    { name: 'a unit on its first day', fields: { validFrom: '2026-03-02' }, active: true },
    { name: 'a unit to come', fields: { validFrom: '2026-03-03' }, active: false },
  ]
  for (const { name, fields, active } of cases) {
    it(`says ${active ? 'yes' : 'no'} to ${name}`, function () {
      expect(isActive(aUnit(fields), now)).to.equal(active)
    })
  }
})

describe('unitsBelow', function () {
  it('ends on a tree that is bent into a ring', function () {
    const ring = [aUnit({ id: 'a', parentId: 'b' }), aUnit({ id: 'b', parentId: 'a' })]
    expect(unitsBelow(ring, 'a').map(({ id }) => id)).to.deep.equal(['a', 'b'])
  })

  it('gives nothing for a unit that is not there', function () {
    expect(unitsBelow([aUnit({})], 'x')).to.deep.equal([])
  })
})
