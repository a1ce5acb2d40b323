import { expect } from 'chai'
import type { OrgUnit } from '../../../../src/domain/access/organisation.ts'
import { successorOn } from '../../../../src/domain/access/unit-move.ts'

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
