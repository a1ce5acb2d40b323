import { expect } from 'chai'
import type { Slices } from '../../../../src/domain/classification/slices.ts'
import { createSliceRunner } from '../../../../src/adapters/system/slice-runner.ts'

/** Work whose slices take a while, whatever the machine. */
function* slowWork(slices: number, sliceMs: number): Slices<string> {
  for (let count = 0; count < slices; count += 1) {
    const until = performance.now() + sliceMs
    while (performance.now() < until);
    yield
  }
  return 'done'
}

describe('the runner of slices', function () {
  it('gives what the work gives and lets others have their turn meanwhile', async function () {
    let turns = 0
    let isOver = false
    const others = (): void => {
      turns += 1
      if (!isOver) setImmediate(others)
    }
    setImmediate(others)
    expect(await createSliceRunner().run(slowWork(10, 15), new AbortController().signal)).to.equal('done')
    isOver = true
    expect(turns).to.be.greaterThan(2)
  })

  it('ends between two slices when it is cancelled', async function () {
    const signal = AbortSignal.abort(new Error('over'))
    const outcome = await createSliceRunner()
      .run(slowWork(1_000, 30), signal)
      .catch((error: unknown) => error)
    expect(outcome).to.be.an('error')
  })

  it('waits no longer than told for work that goes on, and fails with work that fails', async function () {
    const { waitFor } = createSliceRunner()
    await waitFor(new Promise(() => undefined), 1)
    const failed = Promise.reject(new Error('down'))
    expect(await waitFor(failed, 60_000).catch((error: unknown) => String(error))).to.equal('Error: down')
  })
})
