import { expect } from 'chai'
import {
  calendarDayAt,
  calendarYearAt,
  receiptNumberFrom,
} from '../../../../src/domain/intake/receipt-number.ts'

describe('receiptNumberFrom', function () {
  for (const [serial, number] of [
    [1, 'MZ-2026-000001'],
    [123, 'MZ-2026-000123'],
    [1_234_567, 'MZ-2026-1234567'],
  ] as const) {
    it(`numbers the item ${serial} of the year as ${number}`, function () {
      expect(receiptNumberFrom('MZ', 2026, serial)).to.equal(number)
    })
  }
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
