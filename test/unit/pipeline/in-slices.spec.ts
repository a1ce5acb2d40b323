import { expect } from 'chai'
import type { Slices } from '../../../src/domain/classification/slices.ts'
import { inSlices } from '../../../src/pipeline/in-slices.ts'

/** Work whose slices take a while, whatever the machine. */
function* slowWork(slices: number, sliceMs: number): Slices<string> {
  for (let count = 0; count < slices; count += 1) {
    const until = performance.now() + sliceMs
    while (performance.now() < until);
    yield
  }
  return 'done'
}

describe('inSlices', function () {
  it('gives what the work gives and lets others have their turn meanwhile', async function () {
    let turns = 0
    let isOver = false
    const others = (): void => {
      turns += 1
      if (!isOver) setImmediate(others)
    }
    setImmediate(others)
    expect(await inSlices(slowWork(10, 15), new AbortController().signal)).to.equal('done')
    isOver = true
    expect(turns).to.be.greaterThan(2)
  })

  it('ends between two slices when it is cancelled', async function () {
    const signal = AbortSignal.abort(new Error('over'))
    const outcome = await inSlices(slowWork(1_000, 30), signal).catch((error: unknown) => error)
    expect(outcome).to.be.an('error')
  })
})
