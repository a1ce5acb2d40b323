import { expect } from 'chai'
import { isoDate } from '../../../../src/domain/calendar/civil-date.ts'
import { findDates, findDayMonths } from '../../../../src/domain/extraction/dates.ts'
import { monthOf, ordinalDayOf } from '../../../../src/domain/extraction/date-words.ts'

const datesIn = (text: string): string[] => findDates(text, 2026).map(({ date }) => isoDate(date))

describe('findDates', function () {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Mainz, 26.06.2025', ['2025-06-26']],
    ['am 26. 06. 2025 und', ['2025-06-26']],
    ['26.6.25', ['2025-06-26']],
    ['vom 3.4.87', ['1987-04-03']],
    ['den 5. März 2026', ['2026-03-05']],
    ['den 5. Marz 2026', ['2026-03-05']],
    ['5. Jänner 2026', ['2026-01-05']],
    ['Frist: 1. Okt. 2026.', ['2026-10-01']],
    ["7. Mai '24", ['2024-05-07']],
    ['am dreiundzwanzigsten Mai 2015', ['2015-05-23']],
    ['2026-02-28T10:00', ['2026-02-28']],
    ['2026/02/28', ['2026-02-28']],
    ['2020-Sep-23', ['2020-09-23']],
    ['23/Sep/2020', ['2020-09-23']],
    ['December 24, 2025', ['2025-12-24']],
    ['Dec. 31 , 1994', ['1994-12-31']],
    ['the 3rd of May, 2015', ['2015-05-03']],
    ['12/24/2025', ['2025-12-24']],
    ['24/12/2025', ['2025-12-24']],
    ['Datum: 10-05-17', ['2017-05-10']],
    ['01.02.2026 bis 03.02.2026', ['2026-02-01', '2026-02-03']],
    ['5.\nMärz 2026', ['2026-03-05']],
    ['September-2020-23', ['2020-09-23']],
    ['fourth of July 1995', ['1995-07-04']],
    ['am ersten Januar zweitausendvierundzwanzig', ['2024-01-01']],
    ['1. Januar neunzehnhundertneunundneunzig', ['1999-01-01']],
    ['1.Januar2024', ['2024-01-01']],
    ['am 3ten Mai 2024', ['2024-05-03']],
    ['fünfter Mai im Jahr 2020', ['2020-05-05']],
    ['an Heiligabend 2026', ['2026-12-24']],
    ['Karfreitag 2027', ['2027-03-26']],
    ['zweiter Weihnachtstag 2025', ['2025-12-26']],
  ]
  for (const [text, dates] of cases) {
    it(`reads ${JSON.stringify(text)} as ${dates.join(', ')}`, function () {
      expect(datesIn(text)).to.deep.equal(dates)
    })
  }

  it('takes the date and not the number before it: 80101911/26.06.2025', function () {
    expect(datesIn('80101911/26.06.2025')).to.deep.equal(['2025-06-26'])
  })

  for (const text of [
    '31.02.2026',
    '29.02.2023',
    '00.01.2026',
    '32.01.2026',
    '5. Foo 2026',
    'Tel. 06131-12-05-20',
    'Az. 12-05-20-7',
    'Version 1.12.05.2026',
    '12.05.2026.7',
    '192.168.10.12',
    'ISBN 3-12-2020-4',
    '1.1.1799',
    '5. Mai 18 Uhr',
    '5. Mai 12:30',
    'DE12 3456 7890',
    '32. Mai 2026',
  ]) {
    it(`finds no date in ${JSON.stringify(text)}`, function () {
      expect(datesIn(text)).to.deep.equal([])
    })
  }

  it('tells where a date stands', function () {
    expect(findDates('am 26.06.2025.', 2026)[0]).to.include({ start: 3, end: 13 })
  })

  it('reads years of two digits up to ten years ahead', function () {
    expect(findDates('1.1.36', 2026).map(({ date }) => date.year)).to.deep.equal([2036])
    expect(findDates('1.1.37', 2026).map(({ date }) => date.year)).to.deep.equal([1937])
  })

  it('gets through hostile text, which has no date in it', function () {
    const noise = '1. '.repeat(50_000) + '1/'.repeat(50_000) + ' '.repeat(50_000)
    expect(findDates(noise, 2026)).to.deep.equal([])
  })
})

describe('findDayMonths', function () {
  it('reads days without a year, named or numbered', function () {
    const hits = findDayMonths('bis zum 5. Mai oder 07.06. Uhr').map(({ month, day }) => [month, day])
    expect(hits).to.deep.equal([
      [5, 5],
      [6, 7],
    ])
  })

  it('passes over days that do not exist and numbers that are none', function () {
    expect(findDayMonths('31. Juni, 45.13., 1.2.2026, 3. Maibaum')).to.deep.equal([])
  })
})

describe('date words', function () {
  it('know ordinals and months, and nothing else', function () {
    expect(ordinalDayOf('einunddreißigsten')).to.equal(31)
    expect(ordinalDayOf('hundertster')).to.equal(undefined)
    expect(monthOf('dez')).to.equal(12)
    expect(monthOf('foo')).to.equal(undefined)
  })
})
