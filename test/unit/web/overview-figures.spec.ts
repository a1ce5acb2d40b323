import { expect } from 'chai'
import type { Overview } from '../../../src/contract/overview.ts'
import { ageRows, figuresOf } from '../../../src/web/features/overview/figures.ts'

const OVERVIEW: Overview = {
  at: '2026-11-30T12:00:00.000Z',
  bands: [
    { fromHours: 0, belowHours: 24 },
    { fromHours: 24, belowHours: 720 },
    { fromHours: 720, belowHours: null },
  ],
  stages: {},
  waiting: [5, 2, 1],
  units: [
    { orgUnitId: 'few', open: [1, 0, 0], claimed: 1, overdue: 0 },
    { orgUnitId: 'many', open: [3, 3, 4], claimed: 2, overdue: 5 },
  ],
  days: [
    { day: '2026-11-30', received: 12, open: 7 },
    { day: '2026-11-29', received: 4, open: 0 },
  ],
  oldest: [],
  limits: [],
  waitingOverdue: 3,
  overdue: [],
}

describe('figures of the overview', function () {
  it('add up what is open in the mailroom and in units', function () {
    expect(figuresOf(OVERVIEW)).to.deep.equal({
      today: 12,
      todayOpen: 7,
      waiting: 8,
      waitingOverdue: 3,
      delivered: 11,
      claimed: 3,
      late: 5,
    })
  })

  it('name the mailroom first and then the units with the most open post', function () {
    expect(
      ageRows(OVERVIEW).map(({ orgUnitId, total, claimed, overdue }) => [orgUnitId, total, claimed, overdue]),
    ).to.deep.equal([
      [undefined, 8, undefined, 3],
      ['many', 10, 2, 5],
      ['few', 1, 1, 0],
    ])
  })

  it('leave the mailroom out where nothing waits in it', function () {
    expect(ageRows({ ...OVERVIEW, waiting: [0, 0, 0] }).map(({ orgUnitId }) => orgUnitId)).to.deep.equal([
      'many',
      'few',
    ])
  })
})
