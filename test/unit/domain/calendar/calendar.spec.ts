import { expect } from 'chai'
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  germanDate,
  isoDate,
  isRealDate,
  parseIsoDate,
  weekdayOf,
} from '../../../../src/domain/calendar/civil-date.ts'
import type { CivilDate } from '../../../../src/domain/calendar/civil-date.ts'
import {
  easterSunday,
  publicHolidayOn,
  restDayOn,
  workingDayFrom,
} from '../../../../src/domain/calendar/holidays.ts'

const on = (text: string): CivilDate => {
  const date = parseIsoDate(text)
  if (date === undefined) throw new Error(`no date: ${text}`)
  return date
}

describe('calendar', function () {
  for (const [date, real] of [
    [{ year: 2024, month: 2, day: 29 }, true],
    [{ year: 2023, month: 2, day: 29 }, false],
    [{ year: 2000, month: 2, day: 29 }, true],
    [{ year: 1900, month: 2, day: 29 }, false],
    [{ year: 2026, month: 4, day: 31 }, false],
    [{ year: 2026, month: 13, day: 1 }, false],
    [{ year: 2026, month: 0, day: 1 }, false],
    [{ year: 2026, month: 1, day: 0 }, false],
  ] as const) {
    it(`says that ${JSON.stringify(date)} is ${real ? 'a' : 'no'} day`, function () {
      expect(isRealDate(date)).to.equal(real)
    })
  }

  it('reads and writes ISO and German dates', function () {
    expect(isoDate(on('2026-03-05'))).to.equal('2026-03-05')
    expect(germanDate(on('2026-03-05'))).to.equal('05.03.2026')
    for (const text of ['2026-02-30', '26-01-01', 'gestern', ''])
      expect(parseIsoDate(text)).to.equal(undefined)
  })

  it('counts days forth and back over eras', function () {
    expect(dayNumber(on('1970-01-01'))).to.equal(0)
    for (const number of [-719_468, -1, 0, 11_016, 20_454, 40_000]) {
      expect(dayNumber(dateOfDayNumber(number))).to.equal(number)
    }
    expect(isoDate(dateOfDayNumber(11_016))).to.equal('2000-02-29')
  })

  for (const [from, days, to] of [
    ['2026-02-27', 2, '2026-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
  ] as const) {
    it(`finds ${to} ${days} days from ${from}`, function () {
      expect(isoDate(addDays(on(from), days))).to.equal(to)
      expect(daysBetween(on(from), on(to))).to.equal(days)
    })
  }

  for (const [from, months, to] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-15', 3, '2027-02-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ] as const) {
    it(`ends ${months} months from ${from} on ${to} (§ 188 BGB)`, function () {
      expect(isoDate(addMonths(on(from), months))).to.equal(to)
    })
  }

  it('knows weekdays before and after 1970', function () {
    expect(weekdayOf(on('2026-11-23'))).to.equal(0)
    expect(weekdayOf(on('2026-11-22'))).to.equal(6)
    expect(weekdayOf(on('1969-12-31'))).to.equal(2)
  })
})

describe('holidays', function () {
  for (const [year, easter] of [
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [1954, '1954-04-18'],
  ] as const) {
    it(`finds Easter Sunday ${year} on ${easter}`, function () {
      expect(isoDate(easterSunday(year))).to.equal(easter)
    })
  }

  for (const [date, next, why] of [
    ['2026-11-20', '2026-11-20', 'Friday'],
    ['2026-11-21', '2026-11-23', 'Saturday'],
    ['2026-12-25', '2026-12-28', 'Christmas and the weekend after it'],
    ['2026-04-03', '2026-04-07', 'Good Friday to Easter Monday'],
    ['2026-05-14', '2026-05-15', 'Ascension'],
    ['2026-06-04', '2026-06-05', 'Corpus Christi'],
    ['2025-10-03', '2025-10-06', 'German Unity'],
  ] as const) {
    it(`moves a deadline on ${date} to ${next}: ${why}`, function () {
      expect(isoDate(workingDayFrom(on(date)))).to.equal(next)
    })
  }

  for (const [date, name] of [
    ['2026-01-01', 'new-year'],
    ['2026-04-03', 'good-friday'],
    ['2026-04-06', 'easter-monday'],
    ['2026-05-01', 'labour-day'],
    ['2026-05-14', 'ascension'],
    ['2026-05-25', 'whit-monday'],
    ['2026-06-04', 'corpus-christi'],
    ['2026-10-03', 'german-unity'],
    ['2026-11-01', 'all-saints'],
    ['2026-12-25', 'christmas'],
    ['2026-12-26', 'second-christmas'],
    ['2026-11-25', undefined],
    ['2026-10-31', undefined],
    ['2026-08-15', undefined],
  ] as const) {
    it(`calls ${date} ${name ?? 'no public holiday of Rhineland-Palatinate'}`, function () {
      expect(publicHolidayOn(on(date))).to.equal(name)
    })
  }

  for (const [date, name] of [
    ['2026-11-21', 'saturday'],
    ['2026-11-22', 'sunday'],
    ['2026-11-01', 'all-saints'],
    ['2026-11-23', undefined],
  ] as const) {
    it(`says that ${date} is ${name ?? 'a working day'}`, function () {
      expect(restDayOn(on(date))).to.equal(name)
    })
  }
})
