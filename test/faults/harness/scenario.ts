import type { Template } from './installation.ts'
import type { Random } from './random.ts'
import type { Verdict } from './oracle.ts'

/** What one run gets. */
export interface RunContext {
  readonly random: Random
  /** Counts what this scenario breaks, from 0, so that its kinds can take turns. */
  readonly turn: number
  /** So many turns are taken in this run, the first of them `turn`. */
  readonly turns: number
  /** Empty; removed after the run. */
  readonly directory: string
  readonly template: Template
}

export interface RunResult {
  /** Where each fault hit, as seen afterwards. */
  readonly hits: readonly string[]
  readonly verdict: Verdict
  /** Expectations of this scenario that did not hold. */
  readonly broken: readonly string[]
  /** From the end of each fault to the first good answer. */
  readonly recoveriesMs?: readonly number[]
  /** For people: counts and times of this run. */
  readonly facts?: Readonly<Record<string, number | string>>
}

/** A kind of fault. Everything random comes from the context, so that a run can be replayed. */
export interface Scenario {
  readonly name: string
  readonly about: string
  /** Turns for each 200 that are asked for. */
  readonly share: number
  /** Turns that one run takes, one after the other in one life of the data; 1 when absent. */
  readonly turnsInARun?: number
  /** Why it cannot run here; nothing when it can. */
  obstacle(): Promise<string | undefined>
  run(context: RunContext): Promise<RunResult>
}

export async function noObstacle(): Promise<undefined> {
  return undefined
}
