import { expect } from 'chai'
import { isTouchDue, sessionExpiry } from '../../../../src/domain/access/session-times.ts'

const CREATED = new Date('2026-03-02T08:00:00.000Z')
const after = (hours: number): Date => new Date(CREATED.getTime() + hours * 3_600_000)

describe('sessionExpiry', function () {
  for (const [usedAfter, endsAfter] of [
    [0, 8],
    [7.5, 15.5],
    [16, 24],
    [23.9, 24],
  ] as const) {
    it(`ends a session that was used after ${usedAfter} h at ${endsAfter} h`, function () {
      expect(sessionExpiry(CREATED, after(usedAfter))).to.deep.equal(after(endsAfter))
    })
  }
})

describe('isTouchDue', function () {
  const last = CREATED.toISOString()

  it('remembers the last request to the minute', function () {
    expect(isTouchDue(last, new Date(CREATED.getTime() + 59_999))).to.equal(false)
    expect(isTouchDue(last, new Date(CREATED.getTime() + 60_000))).to.equal(true)
    expect(isTouchDue(undefined, CREATED)).to.equal(true)
  })
})
