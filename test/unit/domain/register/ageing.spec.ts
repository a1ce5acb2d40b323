import { expect } from 'chai'
import type { OrgUnit } from '../../../../src/domain/access/organisation.ts'
import { stageLimitsAt, unitsAnsweredForBy } from '../../../../src/domain/register/ageing.ts'

const DAY = '2026-03-02'

const unit = (id: string, parentId?: string, kind: OrgUnit['kind'] = 'office'): OrgUnit => ({
  id,
  tenantId: 't',
  ...(parentId === undefined ? {} : { parentId }),
  number: id,
  name: id,
  kind,
  version: 1,
})
const UNITS = [
  unit('root', undefined, 'root'),
  unit('social', 'root'),
  unit('care', 'social'),
  unit('crisis', 'care', 'group'),
  unit('tax', 'root'),
]
const head = (id: string, ...orgUnitIds: string[]) => ({
  id,
  roles: ['head'] as const,
  orgUnitIds,
  disabled: false,
})

describe('who answers for the inboxes of units', function () {
  const answers = (userId: string, users: Parameters<typeof unitsAnsweredForBy>[1]): string[] =>
    unitsAnsweredForBy([userId], users, UNITS, DAY)

  it('is the nearest head upwards', function () {
    const users = [head('mayor', 'root'), head('hans', 'social')]
    expect(answers('hans', users)).to.deep.equal(['social', 'care', 'crisis'])
    expect(answers('mayor', users)).to.deep.equal(['root', 'tax'])
  })

  it('is none who is disabled, whose post is over, or who is in a group', function () {
    const gone = { ...head('hans', 'social'), disabled: true }
    expect(answers('hans', [gone])).to.deep.equal([])
    const over = { ...head('hans', 'social'), postDays: [{ orgUnitId: 'social', validTo: '2026-03-01' }] }
    expect(answers('hans', [over])).to.deep.equal([])
    expect(answers('hans', [head('hans', 'crisis'), head('carl', 'care')])).to.deep.equal([])
  })

  it('is nobody where no head is, and ends where parents run in a ring', function () {
    const ring = [unit('a', 'b'), unit('b', 'a')]
    expect(unitsAnsweredForBy(['hans'], [head('hans', 'social')], ring, DAY)).to.deep.equal([])
  })
})

describe('limits of age at a moment', function () {
  it('leave out stages without one', function () {
    const now = new Date('2026-03-04T12:00:00Z')
    expect(stageLimitsAt({ hours: { returned: 24 } }, now, 'Europe/Berlin')).to.deep.equal([
      { stage: 'returned', states: ['returned'], hours: 24, before: '2026-03-03T12:00:00.000Z' },
    ])
  })
})
