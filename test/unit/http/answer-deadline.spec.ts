import { expect } from 'chai'
import { once } from 'node:events'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { openAnswerDeadline } from '../../../src/http/answer-deadline.ts'

const TIMES = { answerMs: 5, lookEveryMs: 1 }
const NEVER = new AbortController().signal
const SLOW = { database: { isSlow: () => true } }
const notBegun = (): boolean => false

describe('openAnswerDeadline', function () {
  it('ends work that is late because the database is slow', async function () {
    using deadline = openAnswerDeadline(SLOW, NEVER, notBegun, TIMES)
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
    using deadline = openAnswerDeadline({ objects: pace }, NEVER, notBegun, TIMES)
    await once(deadline.signal, 'abort')
    expect(endedAtLook).to.deep.equal([false, false, false, false])
  })

  it('counts no time that the caller takes, and all that comes after', async function () {
    using deadline = openAnswerDeadline(SLOW, NEVER, notBegun, { answerMs: 20, lookEveryMs: 1 })
    await deadline.leftToCaller(new Promise((resolve) => setTimeout(resolve, 200)))
    expect(deadline.signal.aborted).to.equal(false)
    await once(deadline.signal, 'abort')
  })

  it('gives bytes that move the time that they need', async function () {
    let looks = 0
    const pace = { isSlow: () => (looks += 1) > 0 }
    using deadline = openAnswerDeadline({ objects: pace }, NEVER, notBegun, TIMES)
    deadline.moved(1_000_000_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(looks, 'nobody asks before the time is over').to.equal(0)
  })

  it('lets an answer go on that has begun', async function () {
    let looks = 0
    const hasBegun = (): boolean => (looks += 1) > 0
    using deadline = openAnswerDeadline(SLOW, NEVER, hasBegun, TIMES)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([looks, deadline.signal.aborted]).to.deep.equal([1, false])
  })

  it('names what is slow for the log', async function () {
    const paces = { database: { isSlow: () => false }, objects: { isSlow: () => true } }
    using deadline = openAnswerDeadline(paces, NEVER, notBegun, TIMES)
    await once(deadline.signal, 'abort')
    expect(deadline.signal.reason).to.have.deep.property('facts', { dependency: 'objects' })
  })

  it('ends with its caller', function () {
    const caller = new AbortController()
    using deadline = openAnswerDeadline({}, caller.signal, notBegun, TIMES)
    caller.abort()
    expect(deadline.signal.aborted).to.equal(true)
  })
})
