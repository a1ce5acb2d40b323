import { expect } from 'chai'
import { once } from 'node:events'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { openAnswerDeadline } from '../../../src/http/answer-deadline.ts'

const TIMES = { answerMs: 5, lookEveryMs: 1 }
const NEVER = new AbortController().signal

describe('openAnswerDeadline', function () {
  it('ends work that is late because the database is slow', async function () {
    using deadline = openAnswerDeadline({ isSlow: () => true }, NEVER, 0, TIMES)
    await once(deadline.signal, 'abort')
    expect(isMailroomError(deadline.signal.reason, 'dependency-unavailable')).to.equal(true)
    expect(deadline.signal.reason).to.have.property('retryAfterSeconds', 5)
  })

  it('lets late work go on while the database is as fast as ever', async function () {
    const endedAtLook: boolean[] = []
    let isSlow = false
    const pace = {
      isSlow(): boolean {
        endedAtLook.push(deadline.signal.aborted)
        isSlow = endedAtLook.length > 3
        return isSlow
      },
    }
    using deadline = openAnswerDeadline(pace, NEVER, 0, TIMES)
    await once(deadline.signal, 'abort')
    expect(endedAtLook).to.deep.equal([false, false, false, false])
  })

  it('counts the time that was spent before', async function () {
    using deadline = openAnswerDeadline({ isSlow: () => true }, NEVER, 60_000, {
      answerMs: 50_000,
      lookEveryMs: 1,
    })
    await once(deadline.signal, 'abort')
  })

  it('begins anew with bytes that move', async function () {
    const times = { answerMs: 600_000, lookEveryMs: 1 }
    let looks = 0
    using deadline = openAnswerDeadline({ isSlow: () => (looks += 1) > 0 }, NEVER, 600_000, times)
    deadline.moved()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(looks, 'nobody asks before the time is over').to.equal(0)
  })

  it('ends with its caller', function () {
    const caller = new AbortController()
    using deadline = openAnswerDeadline({ isSlow: () => false }, caller.signal, 0, TIMES)
    caller.abort()
    expect(deadline.signal.aborted).to.equal(true)
  })
})
