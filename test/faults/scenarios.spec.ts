import { expect } from 'chai'
import { leaveOut } from '../support/skip.ts'
import { makeTemplate, type Template } from './harness/installation.ts'
import { carryOut, WHOLE_SHARE } from './harness/plan.ts'
import { faultsOf, lineOf } from './harness/report.ts'
import type { Scenario } from './harness/scenario.ts'
import { countedCalls } from './scenarios/counted-calls.ts'
import { failedCalls } from './scenarios/failed-calls.ts'
import { fullDisk } from './scenarios/full-disk.ts'
import { kill } from './scenarios/kill.ts'
import { stop } from './scenarios/stop.ts'

/** The short form; `npm run faults` makes as many faults as are wanted. */
const SHORT: readonly { readonly scenario: Scenario; readonly turns: number; readonly promise: string }[] = [
  {
    scenario: kill,
    turns: 6,
    promise: 'loses nothing acknowledged and leaves nothing half after kill -9, in every phase',
  },
  { scenario: stop, turns: 2, promise: 'answers whoever has begun when it is told to stop, and ends well' },
  { scenario: countedCalls, turns: 1, promise: 'loses nothing when it is killed at a counted system call' },
  { scenario: failedCalls, turns: 1, promise: 'tells who writes when a system call fails, and goes on' },
  {
    scenario: fullDisk,
    turns: 1,
    promise: 'says that there is no room on a full disk, and goes on when there is',
  },
]
const TURNS = process.env['FAULT_RUNS'] === undefined ? undefined : Number(process.env['FAULT_RUNS'])
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_122)

describe('the fault harness', function () {
  this.timeout(600_000)
  let template: Template

  before(async function () {
    template = await makeTemplate()
  })
  after(function () {
    template[Symbol.dispose]()
  })

  for (const { scenario, turns, promise } of SHORT) {
    it(`${promise} (seed ${SEED})`, async function () {
      const obstacle = await scenario.obstacle()
      // Neither strace nor a file system of one's own is to be had everywhere.
      if (obstacle !== undefined) leaveOut(this, `${scenario.name}: ${obstacle}`)
      const told: string[] = []
      const summary = await carryOut({
        // Its own share of so many turns, and no more.
        scenarios: [{ ...scenario, share: WHOLE_SHARE }],
        turns: TURNS ?? turns,
        seed: SEED,
        template,
        told: (reported) => told.push(lineOf(reported, `--scenario ${scenario.name} --seed ${SEED}`)),
      })
      expect(
        summary.runs.flatMap(({ result }) => faultsOf(result)),
        told.join('\n'),
      ).to.deep.equal([])
      expect(summary.runs.flatMap(({ result }) => result.hits)).to.have.length(TURNS ?? turns)
    })
  }
})
