import { expect } from 'chai'
import { arrivalOf, type GivenArrival } from '../../../../src/domain/intake/arrival.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

/** Monday morning, 07:30 in Berlin. */
const OPENING = new Date('2026-03-02T06:30:00.000Z')

const found = (given: GivenArrival) => arrivalOf(given, OPENING, 'Europe/Berlin')

describe('arrivalOf', function () {
  const times: readonly { name: string; given: GivenArrival; receivedAt: string }[] = [
    {
      name: 'now when nothing is told',
      given: { channel: 'letter' },
      receivedAt: '2026-03-02T06:30:00.000Z',
    },
    {
      name: 'what is told',
      given: { channel: 'letter', receivedAt: '2026-02-27T10:00:00+01:00' },
      receivedAt: '2026-02-27T09:00:00.000Z',
    },
    {
      name: 'the end of the day before, from the part of the night box before midnight',
      given: { channel: 'night_box', nightBox: 'before-midnight' },
      receivedAt: '2026-03-01T22:59:59.000Z',
    },
    {
      name: 'the beginning of the day, from the part after midnight',
      given: { channel: 'night_box', nightBox: 'after-midnight' },
      receivedAt: '2026-03-01T23:00:00.000Z',
    },
    {
      name: 'the end of the day that is told, from the part before midnight',
      given: { channel: 'night_box', nightBox: 'before-midnight', receivedAt: '2026-02-27T07:00:00+01:00' },
      receivedAt: '2026-02-27T22:59:59.000Z',
    },
  ]
  for (const { name, given, receivedAt } of times) {
    it(`is ${name}`, function () {
      expect(found(given).receivedAt).to.equal(receivedAt)
    })
  }

  it('keeps what the time rests on', function () {
    expect(found({ channel: 'letter' }).notes).to.equal(undefined)
    expect(found({ channel: 'letter', earlyCollection: true }).notes).to.deep.equal({ earlyCollection: true })
    expect(found({ channel: 'letter', earlyCollection: false }).notes).to.equal(undefined)
    expect(found({ channel: 'upload_link' }).notes).to.deep.equal({ evidence: { kind: 'own-clock' } })
    expect(found({ channel: 'email', receivedAt: '2026-03-01T10:00:00Z' }).notes).to.equal(undefined)
    const line = 'Received: by mx.example; 1 Mar 2026 11:00:00 +0100'
    const told: GivenArrival = { channel: 'email', receivedAt: '2026-03-01T10:00:00Z', arrivalEvidence: line }
    expect(found(told).notes).to.deep.equal({ evidence: { kind: 'transport', text: line } })
  })

  const refused: readonly { name: string; given: GivenArrival; path: string }[] = [
    {
      name: 'a time to come',
      given: { channel: 'letter', receivedAt: '2026-03-02T06:41:00Z' },
      path: 'receivedAt',
    },
    {
      name: 'an evening to come, from the part before midnight',
      given: { channel: 'night_box', nightBox: 'before-midnight', receivedAt: '2026-03-02T06:20:00Z' },
      path: 'receivedAt',
    },
    { name: 'no time', given: { channel: 'letter', receivedAt: 'gestern' }, path: 'receivedAt' },
    {
      name: 'a part of the night box for a letter',
      given: { channel: 'letter', nightBox: 'after-midnight' },
      path: 'nightBox',
    },
    {
      name: 'an early collection of mails',
      given: { channel: 'email', earlyCollection: true },
      path: 'earlyCollection',
    },
  ]
  for (const { name, given, path } of refused) {
    it(`refuses ${name}`, function () {
      try {
        found(given)
        expect.fail('It was accepted.')
      } catch (error) {
        if (!isMailroomError(error, 'validation-failed')) throw error
        expect(error.faults[0]?.path).to.equal(path)
      }
    })
  }
})
