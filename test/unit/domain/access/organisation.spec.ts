import { expect } from 'chai'
import {
  isActive,
  postsFrom,
  postsOn,
  unitsBelow,
  type OrgUnit,
} from '../../../../src/domain/access/organisation.ts'

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
  const day = '2026-03-02'
  const cases: readonly { name: string; fields: Partial<OrgUnit>; active: boolean }[] = [
    { name: 'a unit without dates', fields: {}, active: true },
    { name: 'a unit on its last day', fields: { validTo: '2026-03-02' }, active: true },
    { name: 'a dissolved unit', fields: { validTo: '2026-03-01' }, active: false },
    { name: 'a unit on its first day', fields: { validFrom: '2026-03-02' }, active: true },
    { name: 'a unit to come', fields: { validFrom: '2026-03-03' }, active: false },
  ]
  for (const { name, fields, active } of cases) {
    it(`says ${active ? 'yes' : 'no'} to ${name}`, function () {
      expect(isActive(aUnit(fields), day)).to.equal(active)
    })
  }
})

describe('posts of a person', function () {
  const person = {
    orgUnitIds: ['always', 'past', 'now', 'coming', 'today'],
    postDays: [
      { orgUnitId: 'past', validTo: '2026-03-01' },
      { orgUnitId: 'now', validFrom: '2026-01-01', validTo: '2026-12-31' },
      { orgUnitId: 'coming', validFrom: '2026-03-03' },
      { orgUnitId: 'today', validFrom: '2026-03-02', validTo: '2026-03-02' },
    ],
  }

  it('are those whose days include the day, and all without days', function () {
    expect(postsOn(person, '2026-03-02')).to.deep.equal(['always', 'now', 'today'])
    expect(postsOn(person, '2026-03-03')).to.deep.equal(['always', 'now', 'coming'])
    expect(postsOn({ orgUnitIds: ['a'] }, '2026-03-02')).to.deep.equal(['a'])
  })

  it('are told from those that are over, too', function () {
    expect(postsFrom(person, '2026-03-02')).to.deep.equal(['always', 'now', 'coming', 'today'])
    expect(postsFrom(person, '2027-01-01')).to.deep.equal(['always', 'coming'])
  })
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
