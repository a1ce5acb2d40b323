import { expect } from 'chai'
import {
  closedFollowUp,
  daysOfRequest,
  isAwaited,
  MAX_ANSWERS,
  phaseOf,
  reminderDay,
  takesAnswers,
  withAnswer,
  writtenDay,
} from '../../../../src/domain/follow-ups/follow-up.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { followUpOf } from '../../../contract/records.ts'

const ANSWER = {
  itemId: 'i',
  receiptNumber: 'n',
  receivedAt: '2026-03-03T08:00:00Z',
  fileCount: 1,
  inTime: true,
}

describe('daysOfRequest', function () {
  it('keeps the link open for four weeks behind the deadline', function () {
    const days = { dueOn: '2026-03-31', openUntil: '2026-04-28' }
    expect(daysOfRequest('2026-03-31', '2026-03-02')).to.deep.equal(days)
    expect(daysOfRequest('2026-03-31', '2026-03-31')).to.deep.equal(days)
  })

  for (const { name, day } of [
    { name: 'that is over', day: '2026-03-01' },
    { name: 'that does not exist', day: '2026-02-30' },
    { name: 'in more than a year', day: '2027-03-04' },
  ]) {
    it(`refuses a day ${name}`, function () {
      expect(() => daysOfRequest(day, '2026-03-02'))
        .to.throw()
        .and.satisfy((error: unknown) => isMailroomError(error, 'validation-failed'))
    })
  }
})

describe('a request for documents', function () {
  it('reminds on the first working day after the deadline', function () {
    // Good Friday 2026 is April 3.
    expect(reminderDay('2026-04-02')).to.equal('2026-04-07')
    expect(reminderDay('2026-03-02')).to.equal('2026-03-03')
    expect(reminderDay('never')).to.equal('never')
  })

  it('writes days as letters do', function () {
    expect(writtenDay('2026-04-02')).to.equal('02.04.2026')
    expect(writtenDay('never')).to.equal('never')
  })

  const open = followUpOf('t')
  const answered = withAnswer(open, ANSWER, 'entry')
  const cases = [
    {
      name: 'before the deadline',
      of: open,
      today: '2026-04-01',
      phase: 'waiting',
      takes: true,
      awaited: true,
    },
    { name: 'after it', of: open, today: '2026-04-02', phase: 'overdue', takes: true, awaited: true },
    {
      name: 'on the last day of the link',
      of: open,
      today: '2026-04-29',
      phase: 'overdue',
      takes: true,
      awaited: true,
    },
    { name: 'behind it', of: open, today: '2026-04-30', phase: 'expired', takes: false, awaited: false },
    {
      name: 'with an answer',
      of: answered,
      today: '2026-04-01',
      phase: 'answered',
      takes: true,
      awaited: false,
    },
    {
      name: 'with an answer, too late',
      of: answered,
      today: '2026-04-30',
      phase: 'answered',
      takes: false,
      awaited: false,
    },
    {
      name: 'with as many answers as there may be',
      of: { ...open, answers: Array.from({ length: MAX_ANSWERS }, () => ANSWER) },
      today: '2026-04-01',
      phase: 'answered',
      takes: false,
      awaited: false,
    },
    {
      name: 'withdrawn',
      of: { ...open, state: 'withdrawn' as const },
      today: '2026-04-01',
      phase: 'withdrawn',
      takes: false,
      awaited: false,
    },
  ]
  for (const { name, of, today, phase, takes, awaited } of cases) {
    it(`${name}: is ${phase} and takes ${takes ? 'documents' : 'nothing'}`, function () {
      expect([phaseOf(of, today), takesAnswers(of, today), isAwaited(of, today)]).to.deep.equal([
        phase,
        takes,
        awaited,
      ])
    })
  }

  it('keeps its reminder when an answer brings no other one', function () {
    expect(withAnswer(answered, ANSWER)).to.include({ entryId: 'entry' })
  })

  it('is closed once', function () {
    const closed = { at: '2026-03-03T08:00:00Z', by: { userId: 'u', displayName: 'U' } }
    const settled = closedFollowUp(open, 'settled', closed)
    expect(settled).to.deep.include({ state: 'settled', closed })
    expect(() => closedFollowUp(settled, 'withdrawn', closed))
      .to.throw()
      .and.satisfy((error: unknown) => isMailroomError(error, 'state-conflict'))
  })
})
