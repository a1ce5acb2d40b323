import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTemplate, type Template } from './installation.ts'
import { NOTHING_WRONG } from './oracle.ts'
import { randomFrom } from './random.ts'
import { faultsOf, type Reported, type Summary } from './report.ts'
import type { RunContext, RunResult, Scenario } from './scenario.ts'

export interface PlanOptions {
  readonly scenarios: readonly Scenario[]
  readonly runs: number
  readonly seed: number
  /** Replays this run alone. */
  readonly only?: number | undefined
  readonly told?: (reported: Reported) => void
  /** Copied for each run; default: one made for these. */
  readonly template?: Template
  /** Keeps the directory of a run that failed, for people to look into. */
  readonly keepFailed?: boolean
}

/** The share of a scenario that gets all the runs that are asked for. */
export const WHOLE_SHARE = 200

interface Planned {
  readonly run: number
  readonly turn: number
  readonly scenario: Scenario
}

/** Every scenario gets its share of the runs, at least one; the numbers depend on nothing but the options. */
export function planOf({ scenarios, runs }: Pick<PlanOptions, 'scenarios' | 'runs'>): Planned[] {
  const planned = scenarios.flatMap((scenario) => {
    const turns = Math.max(1, Math.round((scenario.share * runs) / WHOLE_SHARE))
    return Array.from({ length: turns }, (_, turn) => ({ scenario, turn }))
  })
  return planned.map((one, run) => ({ ...one, run }))
}

export async function carryOut(options: PlanOptions): Promise<Summary> {
  if (options.template !== undefined) return carryOutOn(options.template, options)
  using template = await makeTemplate()
  return await carryOutOn(template, options)
}

async function carryOutOn(template: Template, options: PlanOptions): Promise<Summary> {
  const { scenarios, seed, only, told } = options
  const leftOut: { scenario: Scenario; reason: string }[] = []
  for (const scenario of scenarios) {
    const reason = await scenario.obstacle()
    if (reason !== undefined) leftOut.push({ scenario, reason })
  }
  const obstructed = new Set(leftOut.map(({ scenario }) => scenario))
  const runs: Reported[] = []
  for (const { run, turn, scenario } of planOf(options)) {
    if (obstructed.has(scenario) || (only !== undefined && only !== run)) continue
    const directory = mkdtempSync(join(tmpdir(), 'poststelle-faults-'))
    const result = await attempt(scenario, { random: randomFrom(seed, run), turn, directory, template })
    const reported = { run, scenario: scenario.name, result }
    runs.push(reported)
    told?.(reported)
    const isKept = options.keepFailed === true && faultsOf(result).length > 0
    if (!isKept) rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
  return { seed, runs, leftOut }
}

/** A run that throws is a failed run: the others go on. */
async function attempt(scenario: Scenario, context: RunContext): Promise<RunResult> {
  try {
    return await scenario.run(context)
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { hit: 'did not end', verdict: NOTHING_WRONG, broken: [what] }
  }
}
