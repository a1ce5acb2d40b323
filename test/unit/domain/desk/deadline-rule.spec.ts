import { expect } from 'chai'
import {
  calculatedDeadline,
  type DeadlineRule,
  type LengthUnit,
  type StartEvent,
} from '../../../../src/domain/desk/deadline-rule.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

function after(
  eventOn: string,
  count: number,
  unit: LengthUnit,
  event: StartEvent = 'service',
): DeadlineRule {
  return { kind: 'length', event, eventOn, count, unit, toWorkingDay: true }
}

describe('the end of a deadline', function () {
  const cases: readonly (readonly [why: string, rule: DeadlineRule, endsOn: string])[] = [
    // Tuesday; a week ends on the day of the same name.
    ['a week after Tuesday', after('2026-11-24', 1, 'week'), '2026-12-01'],
    ['two weeks from an ordinary day', after('2026-11-02', 2, 'week'), '2026-11-16'],
    ['three days from Monday', after('2026-11-23', 3, 'day'), '2026-11-26'],
    ['a month, day of the same number', after('2026-11-05', 1, 'month'), '2026-12-07'],
    ['a month from the 31st into a short February', after('2025-01-31', 1, 'month'), '2025-02-28'],
    ['a month from the 31st of a leap year', after('2028-01-31', 1, 'month'), '2028-02-29'],
    ['a year', after('2025-07-01', 1, 'year'), '2026-07-01'],
    ['a year from 29 February', after('2024-02-29', 1, 'year'), '2025-02-28'],
    ['an end on Saturday', after('2026-11-07', 1, 'week'), '2026-11-16'],
    ['an end on Good Friday, past Easter', after('2026-03-20', 2, 'week'), '2026-04-07'],
    ['an end on Christmas Day before a weekend', after('2026-11-25', 1, 'month'), '2026-12-28'],
    ['an end on Corpus Christi', after('2026-05-04', 1, 'month'), '2026-06-05'],
    // 31 October and 6 January are holidays elsewhere, not in Rhineland-Palatinate.
    ['an end on Reformation Day', after('2025-10-24', 1, 'week'), '2025-10-31'],
    ['an end on Epiphany', after('2025-12-30', 1, 'week'), '2026-01-06'],
    ['seven days with the first one counted', after('2026-11-02', 7, 'day', 'day-begin'), '2026-11-09'],
    ['a week with the first day counted', after('2026-11-04', 1, 'week', 'day-begin'), '2026-11-10'],
    ['a month with the first day counted', after('2026-11-05', 1, 'month', 'day-begin'), '2026-12-04'],
    ['a month counted from the 31st', after('2025-01-31', 1, 'month', 'day-begin'), '2025-02-28'],
    ['a month counted from the 1st', after('2026-04-01', 1, 'month', 'day-begin'), '2026-04-30'],
    // Posted on Monday 2 November: served on Friday the 6th.
    ['a month after posting', after('2026-11-02', 1, 'month', 'posting'), '2026-12-07'],
    ['a fixed day', { kind: 'end', endsOn: '2026-12-03', toWorkingDay: true }, '2026-12-03'],
    ['a fixed Sunday', { kind: 'end', endsOn: '2026-12-06', toWorkingDay: true }, '2026-12-07'],
    [
      'a fixed Sunday that was named as such',
      { kind: 'end', endsOn: '2026-12-06', toWorkingDay: false },
      '2026-12-06',
    ],
  ]
  for (const [why, rule, endsOn] of cases) {
    it(`is ${endsOn} for ${why}`, function () {
      const found = calculatedDeadline(rule)
      expect(found.endsOn).to.equal(endsOn)
      expect(found.steps.at(-1)?.on).to.equal(endsOn)
    })
  }

  // Posted on Tuesday 3 November 2026, the fourth day after it is Saturday the 7th.
  const posted = { ...after('2026-11-03', 1, 'month', 'posting') } as const

  it('keeps a fourth day without work, and says so', function () {
    const { endsOn, steps } = calculatedDeadline(posted)
    expect(steps.map(({ rule, on }) => [rule, on])).to.deep.equal([
      ['event', '2026-11-03'],
      ['deemed-service', '2026-11-07'],
      ['service-kept', '2026-11-07'],
      ['first-day', '2026-11-08'],
      ['last-day', '2026-12-07'],
      ['end-working-day', '2026-12-07'],
    ])
    expect(endsOn).to.equal('2026-12-07')
  })

  it('moves a fourth day without work where that is wanted', function () {
    const { endsOn, steps } = calculatedDeadline({ ...posted, movesServiceDay: true } as DeadlineRule)
    expect(steps.slice(2, 4)).to.deep.equal([
      {
        rule: 'service-moved',
        on: '2026-11-09',
        restDays: [
          { on: '2026-11-07', reason: 'saturday' },
          { on: '2026-11-08', reason: 'sunday' },
        ],
      },
      { rule: 'first-day', on: '2026-11-10' },
    ])
    expect(endsOn).to.equal('2026-12-09')
  })

  it('names every day over which the end moves', function () {
    const { steps } = calculatedDeadline(after('2026-03-20', 2, 'week'))
    expect(steps.at(-1)).to.deep.equal({
      rule: 'end-moved',
      on: '2026-04-07',
      restDays: [
        { on: '2026-04-03', reason: 'good-friday' },
        { on: '2026-04-04', reason: 'saturday' },
        { on: '2026-04-05', reason: 'sunday' },
        { on: '2026-04-06', reason: 'easter-monday' },
      ],
    })
  })

  it('says when a month has no such day, and when an end without work stays', function () {
    const rules = (rule: DeadlineRule) => calculatedDeadline(rule).steps.map((step) => step.rule)
    expect(rules(after('2025-01-31', 1, 'month'))).to.include('month-end')
    expect(rules({ kind: 'end', endsOn: '2026-12-06', toWorkingDay: false })).to.deep.equal([
      'fixed-end',
      'end-kept',
    ])
  })

  for (const rule of [
    after('2026-02-30', 1, 'day'),
    { kind: 'end', endsOn: 'bald', toWorkingDay: true },
  ] as const) {
    it(`refuses a day that does not exist: ${JSON.stringify(rule)}`, function () {
      expect(() => calculatedDeadline(rule))
        .to.throw()
        .that.satisfies((error: unknown) => {
          return isMailroomError(error, 'validation-failed')
        })
    })
  }
})
