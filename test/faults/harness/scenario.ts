import type { Template } from './installation.ts'
import type { Random } from './random.ts'
import type { Verdict } from './oracle.ts'

/** What one run gets. */
export interface RunContext {
  readonly random: Random
  /** Counts the runs of this scenario from 0, so that they can take turns. */
  readonly turn: number
  /** Empty; removed after the run. */
  readonly directory: string
  readonly template: Template
}

export interface RunResult {
  /** Where the fault hit, as seen afterwards. */
  readonly hit: string
  readonly verdict: Verdict
  /** Expectations of this scenario that did not hold. */
  readonly broken: readonly string[]
  /** From the end of the fault to the first good answer. */
  readonly recoveryMs?: number
  /** For people: counts and times of this run. */
  readonly facts?: Readonly<Record<string, number | string>>
}

/** A kind of fault. Everything random comes from the context, so that a run can be replayed. */
export interface Scenario {
  readonly name: string
  readonly about: string
  /** Runs for each 200 that are asked for. */
  readonly share: number
  /** Why it cannot run here; nothing when it can. */
  obstacle(): Promise<string | undefined>
  run(context: RunContext): Promise<RunResult>
}

export async function noObstacle(): Promise<undefined> {
  return undefined
}
