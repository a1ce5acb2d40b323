import { expect } from 'chai'
import { heldBackReasons } from '../../../../src/domain/disposal/held-back.ts'
import { countingAppraisal } from '../../../../src/domain/filing/appraisal.ts'
import { closedBeforeToBeOver, retentionClock } from '../../../../src/domain/filing/retention-clock.ts'

const TEN = { years: 10, start: 'end-of-closing-year' } as const
const BY_DAY = { years: 2, start: 'closing-day' } as const

describe('the retention clock', function () {
  const cases = [
    {
      name: 'no class',
      of: undefined,
      closedOn: '2016-03-01',
      today: '2026-03-01',
      clock: { state: 'unset' },
    },
    {
      name: 'an open file',
      of: TEN,
      closedOn: undefined,
      today: '2026-03-01',
      clock: { state: 'not-started' },
    },
    {
      name: 'the last day itself',
      of: TEN,
      closedOn: '2016-03-01',
      today: '2026-12-31',
      clock: { state: 'running', startedOn: '2016-12-31', lastDay: '2026-12-31' },
    },
    {
      name: 'the day after the last',
      of: TEN,
      closedOn: '2016-03-01',
      today: '2027-01-01',
      clock: { state: 'over', startedOn: '2016-12-31', lastDay: '2026-12-31' },
    },
    {
      name: 'years from the day of closing',
      of: BY_DAY,
      closedOn: '2024-02-29',
      today: '2026-03-02',
      clock: { state: 'over', startedOn: '2024-02-29', lastDay: '2026-03-01' },
    },
    {
      name: 'a file kept for ever',
      of: { start: 'closing-day' } as const,
      closedOn: '1950-01-01',
      today: '2026-01-01',
      clock: { state: 'endless', startedOn: '1950-01-01' },
    },
  ]
  for (const { name, of, closedOn, today, clock } of cases) {
    it(`shows ${clock.state} for ${name}`, function () {
      expect(retentionClock(of, closedOn, today)).to.deep.equal(clock)
    })
  }

  it('never leaves out of the asked days one that is over', function () {
    for (const start of ['end-of-closing-year', 'closing-day'] as const) {
      for (const closedOn of ['2015-12-31', '2016-01-01', '2016-02-29', '2016-07-15']) {
        for (const today of ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01', '2027-01-01']) {
          const { state } = retentionClock({ years: 10, start }, closedOn, today)
          const bound = closedBeforeToBeOver({ years: 10 }, today) ?? ''
          if (state === 'over') expect(closedOn <= bound, `${closedOn} on ${today}`).to.equal(true)
        }
      }
    }
    expect(closedBeforeToBeOver({}, '2026-01-01')).to.equal(undefined)
  })
})

describe('the appraisal that counts', function () {
  const by = { userId: 'u', displayName: 'U' }
  const own = { value: 'A', reason: 'Bürgermeister', at: '2026-01-01T00:00:00Z', by } as const
  const ofEntry = { value: 'V', reason: 'Massenakten', at: '2026-01-01T00:00:00Z', by } as const

  it('is that of the file, else of the nearest entry, else of the class', function () {
    const line = [{}, { appraisal: ofEntry }]
    expect(countingAppraisal({ appraisal: own }, line, { proposal: 'B' })).to.deep.equal({
      value: 'A',
      from: 'case-file',
      reason: 'Bürgermeister',
    })
    expect(countingAppraisal({}, line, { proposal: 'B' })?.from).to.equal('entry')
    expect(countingAppraisal({}, [{}], { proposal: 'B' })).to.deep.equal({ value: 'B', from: 'class' })
    expect(countingAppraisal({}, [], undefined)).to.equal(undefined)
  })
})

describe('what holds a case file back', function () {
  it('is told in full, and nothing for one that is free', function () {
    const none = {
      holds: 0,
      openEntries: 0,
      openMail: 0,
      isInOtherRun: false,
      clock: { state: 'over' },
    } as const
    expect(heldBackReasons(none)).to.deep.equal([])
    expect(
      heldBackReasons({
        holds: 1,
        openEntries: 2,
        openMail: 1,
        isInOtherRun: true,
        clock: { state: 'running' },
      }),
    ).to.deep.equal(['hold', 'open-entries', 'open-mail', 'in-run', 'clock-running'])
    for (const [state, reason] of [
      ['unset', 'no-class'],
      ['not-started', 'open'],
      ['endless', 'endless'],
    ] as const)
      expect(heldBackReasons({ ...none, clock: { state } })).to.deep.equal([reason])
  })
})
