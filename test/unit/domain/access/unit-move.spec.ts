import { expect } from 'chai'
import type { OrgUnit } from '../../../../src/domain/access/organisation.ts'
import { unitKey } from '../../../../src/domain/access/actor.ts'
import type { IncomingItem, Target } from '../../../../src/domain/intake/incoming-item.ts'
import { itemAfterMove, successorOn } from '../../../../src/domain/access/unit-move.ts'

function unit(id: string, validTo?: string, toUnitId?: string): OrgUnit {
  const arrangedBy = { userId: 'ada', displayName: 'Ada' }
  return {
    ...{ id, tenantId: 't', number: id, name: id, kind: 'office', version: 1 },
    ...(validTo === undefined ? {} : { validTo }),
    ...(toUnitId === undefined ? {} : { succession: { toUnitId, arrangedBy } }),
  }
}

describe('successorOn', function () {
  const a = unit('a', '2026-03-31', 'b')
  const lasting = unit('c')
  const cases = [
    { name: 'nobody on the last day', units: [a, unit('b')], day: '2026-03-31', to: undefined },
    { name: 'the successor on the day after it', units: [a, unit('b')], day: '2026-04-01', to: 'b' },
    {
      name: 'who came after it',
      units: [a, unit('b', '2026-04-30', 'c'), lasting],
      day: '2026-05-01',
      to: 'c',
    },
    { name: 'the last one named', units: [a, unit('b', '2026-04-30')], day: '2026-05-01', to: 'b' },
    { name: 'a unit that is not there', units: [a], day: '2026-05-01', to: 'b' },
    { name: 'an end, in a circle', units: [a, unit('b', '2026-04-30', 'a')], day: '2026-05-01', to: 'a' },
  ]
  for (const { name, units, day, to } of cases) {
    it(`gives ${name}`, function () {
      expect(successorOn(a, units, day)).to.equal(to)
    })
  }
})

describe('itemAfterMove', function () {
  const move = { fromUnitId: 'old', toUnitId: 'new' }
  const claim = { userId: 'kira', displayName: 'Kira', at: '2026-03-02T08:00:00.000Z' }
  const item = (target: Target): IncomingItem =>
    ({
      id: 'i',
      state: 'accepted',
      claim,
      target,
      readKeys: [unitKey('old'), unitKey('other')],
    }) as unknown as IncomingItem
  const nobody = (): boolean => false

  it('takes a letter of the unit out of the hands of who does not come along', function () {
    const moved = itemAfterMove(item({ orgUnitId: 'old', assigneeId: 'kira' }), move, nobody)
    expect(moved).to.deep.include({ state: 'routed', target: { orgUnitId: 'new' } })
    expect(moved).not.to.have.property('claim')
  })

  it('leaves a letter of another unit, which the unit only read, with who works on it', function () {
    const target = { orgUnitId: 'other', assigneeId: 'kira' }
    const moved = itemAfterMove(item(target), move, nobody)
    expect(moved).to.deep.include({ state: 'accepted', claim, target })
    expect(moved.readKeys).to.have.members([unitKey('new'), unitKey('other')])
  })
})
