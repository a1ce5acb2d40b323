import { expect } from 'chai'
import type { EngineChoice, OcrEngine } from '../../../src/domain/recognition/engine-choice.ts'
import { followEngine } from '../../../src/workers/follow-engine.ts'

const choiceOf = (engine: OcrEngine, reason: EngineChoice['reason']): EngineChoice => ({
  engine,
  reason,
  trials: [],
})

/** Follows these choices, one a try, and notes what happens; work ends only with its signal. */
async function follow(choices: readonly EngineChoice[]): Promise<string[]> {
  const seen: string[] = []
  const stopper = new AbortController()
  const left = [...choices]
  await followEngine(
    {
      async choose(isFirst) {
        const choice = left.shift() ?? expect.fail('was chosen too often')
        seen.push(`${isFirst ? 'first' : 'later'}: ${choice.engine} ${choice.reason}`)
        return choice
      },
      async pause(ms) {
        seen.push(`pause of ${ms / 60_000} min`)
      },
      async work(engine, signal) {
        seen.push(`${engine} begins`)
        if (left.length === 0)
          setImmediate(() => {
            stopper.abort()
          })
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve)
        })
        seen.push(`${engine} ends`)
      },
    },
    stopper.signal,
  )
  return seen
}

describe('Work with the chosen engine', () => {
  it('goes on with what was measured', async () => {
    expect(await follow([choiceOf('tesseract', 'measured')])).to.deep.equal([
      'first: tesseract measured',
      'tesseract begins',
      'tesseract ends',
    ])
  })

  it('changes to the better engine when a later try can measure', async () => {
    const choices = [
      choiceOf('tesseract', 'not-measured'),
      choiceOf('tesseract', 'not-measured'),
      choiceOf('tesseract.js', 'measured'),
    ]
    expect(await follow(choices)).to.deep.equal([
      'first: tesseract not-measured',
      'tesseract begins',
      'pause of 2 min',
      'later: tesseract not-measured',
      'pause of 10 min',
      'later: tesseract.js measured',
      'tesseract ends',
      'tesseract.js begins',
      'tesseract.js ends',
    ])
  })

  it('waits for its work also when choosing is ended', async () => {
    const stopper = new AbortController()
    let hasEnded = false
    const following = followEngine(
      {
        choose: async () => choiceOf('tesseract', 'not-measured'),
        pause: async (_ms, signal) => {
          stopper.abort(new Error('stop'))
          signal.throwIfAborted()
        },
        async work(_engine, signal) {
          await new Promise((resolve) => {
            signal.addEventListener('abort', resolve)
          })
          await new Promise(setImmediate)
          hasEnded = true
        },
      },
      stopper.signal,
    )
    const failure: unknown = await following.then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).to.have.property('message', 'stop')
    expect(hasEnded).to.equal(true)
  })
})
