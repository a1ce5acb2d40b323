import { expect } from 'chai'
import {
  calendarDayAt,
  calendarYearAt,
  dayAfter,
  instantOf,
  localTimeAt,
} from '../../../../src/domain/intake/local-time.ts'

const BERLIN = 'Europe/Berlin'

describe('the clock of a town', function () {
  const cases = [
    { name: 'winter', local: '2026-01-15T00:00:00', instant: '2026-01-14T23:00:00.000Z' },
    { name: 'summer', local: '2026-07-15T23:59:59', instant: '2026-07-15T21:59:59.000Z' },
    {
      name: 'the day on which summer time begins',
      local: '2026-03-29T00:00:00',
      instant: '2026-03-28T23:00:00.000Z',
    },
    { name: 'after the lost hour', local: '2026-03-29T03:00:00', instant: '2026-03-29T01:00:00.000Z' },
    { name: 'the day after it ends', local: '2026-10-26T00:00:00', instant: '2026-10-25T23:00:00.000Z' },
  ]
  for (const { name, local, instant } of cases) {
    it(`turns ${local} (${name}) into its instant and back`, function () {
      expect(instantOf(local, BERLIN).toISOString()).to.equal(instant)
      expect(localTimeAt(new Date(instant), BERLIN)).to.equal(local)
    })
  }

  it('gives an instant near by for an hour that there is not', function () {
    const shown = localTimeAt(instantOf('2026-03-29T02:30:00', BERLIN), BERLIN)
    expect(shown).to.be.oneOf(['2026-03-29T01:30:00', '2026-03-29T03:30:00'])
  })

  it('counts days over the ends of months', function () {
    expect([dayAfter('2026-02-28', 1), dayAfter('2026-01-01', -1)]).to.deep.equal([
      '2026-03-01',
      '2025-12-31',
    ])
  })
})

describe('calendarYearAt', function () {
  const cases = [
    {
      name: 'in Berlin the year begins an hour before UTC',
      instant: '2026-12-31T23:30:00Z',
      zone: 'Europe/Berlin',
      year: 2027,
    },
    { name: 'in UTC it does not', instant: '2026-12-31T23:30:00Z', zone: 'UTC', year: 2026 },
    {
      name: 'in summer two hours apart make no other year',
      instant: '2026-06-30T22:30:00Z',
      zone: 'Europe/Berlin',
      year: 2026,
    },
  ]
  for (const { name, instant, zone, year } of cases) {
    it(name, function () {
      expect(calendarYearAt(new Date(instant), zone)).to.equal(year)
    })
  }
})

describe('calendarDayAt', function () {
  it('gives the day of the place in order of size', function () {
    expect(calendarDayAt(new Date('2026-03-01T23:30:00Z'), 'Europe/Berlin')).to.equal('2026-03-02')
  })
})
