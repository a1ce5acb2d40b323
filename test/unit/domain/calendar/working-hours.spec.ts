import { expect } from 'chai'
import { workingHoursAfter, workingHoursBefore } from '../../../../src/domain/calendar/working-hours.ts'

const BERLIN = 'Europe/Berlin'

describe('hours of working days', function () {
  const pairs = [
    { name: 'within a day', from: '2026-03-03T08:00:00Z', hours: 4, to: '2026-03-03T12:00:00Z' },
    { name: 'over a night', from: '2026-03-03T14:00:00Z', hours: 24, to: '2026-03-04T14:00:00Z' },
    // 2026-03-06 is a Friday.
    { name: 'over a weekend', from: '2026-03-06T14:00:00Z', hours: 24, to: '2026-03-09T14:00:00Z' },
    // 1 May 2026 is a Friday: from Thursday 14:00 in Berlin to Monday.
    { name: 'over a holiday', from: '2026-04-30T12:00:00Z', hours: 24, to: '2026-05-04T12:00:00Z' },
    // Clocks are put forward on Sunday, 29 March 2026.
    {
      name: 'over the change of clocks',
      from: '2026-03-27T14:00:00Z',
      hours: 24,
      to: '2026-03-30T13:00:00Z',
    },
    { name: 'over many weeks', from: '2026-03-02T09:00:00Z', hours: 480, to: '2026-03-30T08:00:00Z' },
  ]
  for (const { name, from, hours, to } of pairs) {
    it(`are counted ${name}, forth and back`, function () {
      expect(workingHoursAfter(new Date(from), hours, BERLIN)).to.deep.equal(new Date(to))
      expect(workingHoursBefore(new Date(to), hours, BERLIN)).to.deep.equal(new Date(from))
    })
  }

  it('begin on Monday for what comes on Saturday', function () {
    expect(workingHoursAfter(new Date('2026-03-07T10:00:00Z'), 3, BERLIN)).to.deep.equal(
      new Date('2026-03-09T02:00:00Z'),
    )
  })

  it('end on Friday for whoever asks on Sunday', function () {
    expect(workingHoursBefore(new Date('2026-03-08T10:00:00Z'), 3, BERLIN)).to.deep.equal(
      new Date('2026-03-06T20:00:00Z'),
    )
  })
})
