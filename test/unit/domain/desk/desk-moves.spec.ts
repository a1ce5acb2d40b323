import { expect } from 'chai'
import { urgencyOf, type Deadline, type Resubmission } from '../../../../src/domain/desk/desk-entry.ts'
import { moved, remindDay, settled, withdrawn } from '../../../../src/domain/desk/desk-moves.ts'
import { nextOfSeries, type Series } from '../../../../src/domain/desk/series.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

const BY = { userId: 'u', displayName: 'C. Lara' }
const DEED = { at: '2026-11-30T09:00:00.000Z', by: BY, today: '2026-11-30' }
const CORE = {
  id: 'e',
  tenantId: 't',
  object: { kind: 'incoming-item', id: 'i' },
  objectNumber: 'MZ-2026-000001',
  keeper: 'unit:u',
  readKeys: ['unit:u'],
  purpose: 'Antwort da?',
  state: 'open',
  createdAt: '2026-11-01T09:00:00.000Z',
  createdBy: BY,
  version: 1,
} as const
const DEADLINE: Deadline = {
  ...CORE,
  kind: 'deadline',
  rule: { kind: 'end', endsOn: '2026-12-10', toWorkingDay: true },
  warnDays: 7,
  dueOn: '2026-12-10',
  remindOn: '2026-12-03',
}
const RESUBMISSION: Resubmission = {
  ...CORE,
  kind: 'resubmission',
  dueOn: '2026-11-30',
  remindOn: '2026-11-30',
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return isMailroomError(error) ? error.code : 'defect'
  }
}

describe('an entry on the desk', function () {
  for (const [dueOn, remindOn, urgency] of [
    ['2026-11-29', '2026-11-29', 'overdue'],
    ['2026-11-30', '2026-11-30', 'today'],
    ['2026-12-05', '2026-11-30', 'soon'],
    ['2026-12-05', '2026-12-01', 'later'],
  ] as const) {
    it(`is ${urgency} on 30 November when it is due on ${dueOn}, with warning from ${remindOn}`, function () {
      expect(urgencyOf({ dueOn, remindOn }, '2026-11-30')).to.equal(urgency)
    })
  }

  it('warns so many days before, over the turn of the year', function () {
    expect(remindDay('2027-01-03', 7)).to.equal('2026-12-27')
    expect(remindDay('2027-01-03', 0)).to.equal('2027-01-03')
  })

  it('is done with who, when and why', function () {
    expect(settled(DEADLINE, DEED, 'beantwortet')).to.deep.include({
      state: 'done',
      closed: { at: DEED.at, by: BY, reason: 'beantwortet' },
    })
    expect(settled(RESUBMISSION, DEED).closed).to.deep.equal({ at: DEED.at, by: BY })
  })

  it('keeps the calculated end when a person puts another in its place, also twice', function () {
    const once = moved(DEADLINE, '2026-12-17', DEED, 'verlängert')
    expect(once).to.deep.include({ dueOn: '2026-12-17', remindOn: '2026-12-10' })
    expect(once.override).to.deep.equal({
      calculatedOn: '2026-12-10',
      reason: 'verlängert',
      at: DEED.at,
      by: BY,
    })
    expect(moved(once, '2026-12-20', DEED, 'noch einmal').override).to.include({ calculatedOn: '2026-12-10' })
  })

  it('moves a resubmission without a reason, and a deadline only with one', function () {
    expect(moved(RESUBMISSION, '2026-12-17', DEED)).to.deep.include({
      dueOn: '2026-12-17',
      remindOn: '2026-12-17',
    })
    expect(codeOf(() => moved(DEADLINE, '2026-12-17', DEED))).to.equal('validation-failed')
    expect(codeOf(() => moved(RESUBMISSION, '2026-11-29', DEED))).to.equal('validation-failed')
    expect(moved(DEADLINE, '2026-11-29', DEED, 'war früher').dueOn).to.equal('2026-11-29')
  })

  it('is closed once', function () {
    const done = settled(RESUBMISSION, DEED)
    for (const again of [
      () => settled(done, DEED),
      () => withdrawn(done, DEED, 'weil'),
      () => moved(done, '2026-12-17', DEED),
    ])
      expect(codeOf(again)).to.equal('state-conflict')
  })

  describe('in a series', function () {
    const series: Series = { every: 1, unit: 'month', firstOn: '2026-08-31', current: 1, times: 4 }
    const entry: Resubmission = { ...RESUBMISSION, dueOn: '2026-08-31', remindOn: '2026-08-31', series }

    it('comes again, counted from the first day', function () {
      expect(nextOfSeries(series, '2026-08-31')?.dueOn).to.equal('2026-09-30')
      expect(nextOfSeries({ ...series, current: 2 }, '2026-09-30')?.dueOn).to.equal('2026-10-31')
    })

    it('passes over what was missed, and ends', function () {
      expect(nextOfSeries(series, '2026-10-31')).to.deep.equal({
        dueOn: '2026-11-30',
        series: { ...series, current: 4 },
      })
      expect(nextOfSeries(series, '2026-11-30')).to.equal(undefined)
    })

    it('stays open with the next day when it is settled early or late', function () {
      expect(settled(entry, { ...DEED, today: '2026-08-01' })).to.deep.include({
        state: 'open',
        dueOn: '2026-09-30',
        remindOn: '2026-09-30',
      })
      expect(settled(entry, { ...DEED, today: '2026-10-05' })).to.deep.include({
        state: 'open',
        dueOn: '2026-10-31',
      })
      expect(settled(entry, DEED).state).to.equal('done')
    })

    it('is withdrawn as a whole', function () {
      expect(withdrawn(entry, DEED, 'erledigt sich').state).to.equal('withdrawn')
    })
  })
})
