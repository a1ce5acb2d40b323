import { expect } from 'chai'
import {
  daysAfter,
  endOfDay,
  goByTimeZone,
  instantOfField,
  localFieldTime,
  startOfDay,
} from '../../../src/web/shared/city-time.ts'
import { formatDay, formatInstant } from '../../../src/web/shared/format.ts'

/** Far from both zones, so that nothing goes by it unseen. */
const ELSEWHERE = 'Pacific/Auckland'

const CASES = [
  { zone: 'Europe/Berlin', local: '2026-11-22T17:04:05', instant: '2026-11-22T16:04:05.000Z' },
  { zone: 'Europe/Berlin', local: '2026-07-01T00:30:00', instant: '2026-06-30T22:30:00.000Z' },
  { zone: 'Europe/Berlin', local: '2027-01-01T00:00:00', instant: '2026-12-31T23:00:00.000Z' },
  { zone: 'Europe/Berlin', local: '2026-03-29T03:00:00', instant: '2026-03-29T01:00:00.000Z' },
  { zone: 'Atlantic/Azores', local: '2026-11-22T15:04:05', instant: '2026-11-22T16:04:05.000Z' },
] as const

describe('times and days on the pages', function () {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone

  afterEach(function () {
    goByTimeZone(own)
  })

  for (const { zone, local, instant } of CASES) {
    it(`are those of the city: ${instant} is ${local} in ${zone}`, function () {
      goByTimeZone(ELSEWHERE)
      goByTimeZone(zone)
      expect(localFieldTime(instant)).to.equal(local)
      expect(instantOfField(local)).to.equal(instant)
    })
  }

  it('are written as people of the city write them', function () {
    goByTimeZone('Europe/Berlin')
    expect(formatDay('2026-06-30T22:30:00.000Z')).to.equal('01.07.2026')
    expect(formatInstant('2026-12-31T23:00:00.000Z')).to.equal('01.01.2027, 00:00')
  })

  it('go on by an hour where summer time leaves one out', function () {
    goByTimeZone('Europe/Berlin')
    expect(instantOfField('2026-03-29T02:30')).to.equal('2026-03-29T01:30:00.000Z')
  })

  it('leave to the server what is no time', function () {
    expect(instantOfField('12026-01-01T23:59:59')).to.equal('12026-01-01T23:59:59')
    expect(daysAfter('12026-01-01', 1)).to.equal('12026-01-01')
  })

  it('begin and end days in the city, on the days on which clocks are changed too', function () {
    goByTimeZone('Europe/Berlin')
    expect(startOfDay('2026-03-29')).to.equal('2026-03-28T23:00:00.000Z')
    expect(endOfDay('2026-03-29')).to.equal('2026-03-29T21:59:59.000Z')
    expect(endOfDay('2026-10-25')).to.equal('2026-10-25T22:59:59.000Z')
  })

  it('follow on each other by days over the ends of months and years', function () {
    expect(daysAfter('2026-12-31', 1)).to.equal('2027-01-01')
    expect(daysAfter('2028-02-15', 14)).to.equal('2028-02-29')
  })
})
