import { expect } from 'chai'
import { createAnswerPace } from '../../../../src/adapters/system/answer-pace.ts'

/** A call that takes so long, by a clock that the test holds. */
function openPace() {
  let nowMs = 0
  const pace = createAnswerPace(() => nowMs)
  const answerAfter = async (ms: number): Promise<void> => {
    let end = (): void => undefined
    const answered = pace.timed(new Promise<void>((resolve) => (end = resolve)))
    nowMs += ms
    end()
    await answered
  }
  return { pace, answerAfter, pass: (ms: number) => (nowMs += ms) }
}

describe('createAnswerPace', function () {
  it('is not slow before anybody has asked, nor with answers of some dozen milliseconds', async function () {
    const { pace, answerAfter } = openPace()
    expect(pace.isSlow()).to.equal(false)
    for (let call = 0; call < 20; call += 1) await answerAfter(60)
    expect(pace.isSlow()).to.equal(false)
  })

  it('does not mind one long answer among short ones', async function () {
    const { pace, answerAfter } = openPace()
    for (let call = 0; call < 8; call += 1) await answerAfter(call === 4 ? 1_500 : 5)
    expect(pace.isSlow()).to.equal(false)
  })

  it('is slow with answers of a quarter of a second and more, until the last ones are fast again', async function () {
    const { pace, answerAfter } = openPace()
    for (let call = 0; call < 8; call += 1) await answerAfter(300)
    expect(pace.isSlow()).to.equal(true)
    for (let call = 0; call < 8; call += 1) await answerAfter(5)
    expect(pace.isSlow()).to.equal(false)
  })

  it('is slow while a call has had no answer for a second', async function () {
    const { pace, pass } = openPace()
    const open = pace.timed(new Promise<never>(() => undefined))
    pass(1_000)
    expect(pace.isSlow()).to.equal(false)
    pass(1)
    expect(pace.isSlow()).to.equal(true)
    expect(open).to.be.a('promise')
  })

  it('forgets a call that failed, and passes its error on', async function () {
    const { pace, pass } = openPace()
    const failed = await pace.timed(Promise.reject(new Error('gone'))).catch((error: unknown) => error)
    expect(failed).to.have.property('message', 'gone')
    pass(5_000)
    expect(pace.isSlow()).to.equal(false)
  })
})
