import { expect } from 'chai'
import { carryOut } from './harness/plan.ts'
import { faultsOf } from './harness/report.ts'
import { kill } from './scenarios/kill.ts'

/** One kill in each phase; `npm run faults` makes as many as are wanted. */
const RUNS = 5
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_122)

describe('kill -9', function () {
  this.timeout(600_000)

  it(`loses nothing acknowledged and leaves nothing half, in every phase (seed ${SEED})`, async function () {
    const { runs } = await carryOut({ scenarios: [kill], runs: RUNS, seed: SEED })
    expect(runs.map(({ result }) => faultsOf(result))).to.deep.equal(Array.from({ length: RUNS }, () => []))
  })
})
