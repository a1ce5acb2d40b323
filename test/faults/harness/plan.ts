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
  /** As many faults as are wanted; a run may make several. */
  readonly turns: number
  readonly seed: number
  /** Makes these runs alone. */
  readonly only?: { readonly first: number; readonly last: number } | undefined
  readonly told?: (reported: Reported) => void
  /** Copied for each run; default: one made for these. */
  readonly template?: Template
  /** Keeps the directory of a run that failed, for people to look into. */
  readonly keepFailed?: boolean
}

/** The share of a scenario that gets all the turns that are asked for. */
export const WHOLE_SHARE = 200

interface Planned {
  readonly run: number
  readonly turn: number
  readonly turns: number
  readonly scenario: Scenario
}

/** Every scenario gets its share of the turns, at least one; the numbers depend on nothing but the options. */
export function planOf({ scenarios, turns }: Pick<PlanOptions, 'scenarios' | 'turns'>): Planned[] {
  const planned = scenarios.flatMap((scenario) => {
    const all = Math.max(1, Math.round((scenario.share * turns) / WHOLE_SHARE))
    const { turnsInARun = 1 } = scenario
    return Array.from({ length: Math.ceil(all / turnsInARun) }, (_, index) => {
      const turn = index * turnsInARun
      return { scenario, turn, turns: Math.min(turnsInARun, all - turn) }
    })
  })
  return planned.map((one, run) => ({ ...one, run }))
}

export async function carryOut(options: PlanOptions): Promise<Summary> {
  if (options.template !== undefined) return carryOutOn(options.template, options)
  using template = await makeTemplate()
  return await carryOutOn(template, options)
}

async function carryOutOn(template: Template, options: PlanOptions): Promise<Summary> {
  const { scenarios, seed, told } = options
  const leftOut: { scenario: Scenario; reason: string }[] = []
  for (const scenario of scenarios) {
    const reason = await scenario.obstacle()
    if (reason !== undefined) leftOut.push({ scenario, reason })
  }
  const obstructed = new Set(leftOut.map(({ scenario }) => scenario))
  const runs: Reported[] = []
  for (const planned of chosenOf(options)) {
    if (obstructed.has(planned.scenario)) continue
    const reported = await carryOutOne(template, planned, options)
    runs.push(reported)
    told?.(reported)
  }
  return { seed, runs, leftOut }
}

function chosenOf(options: PlanOptions): Planned[] {
  const { first, last } = options.only ?? { first: 0, last: Number.POSITIVE_INFINITY }
  return planOf(options).filter(({ run }) => run >= first && run <= last)
}

async function carryOutOne(
  template: Template,
  { run, turn, turns, scenario }: Planned,
  { seed, keepFailed = false }: PlanOptions,
): Promise<Reported> {
  const directory = mkdtempSync(join(tmpdir(), 'poststelle-faults-'))
  const startedMs = performance.now()
  const result = await attempt(scenario, { random: randomFrom(seed, run), turn, turns, directory, template })
  const seconds = (performance.now() - startedMs) / 1_000
  const isKept = keepFailed && faultsOf(result).length > 0
  if (!isKept) rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  return { run, scenario: scenario.name, seconds, result }
}

/** A run that throws is a failed run: the others go on. */
async function attempt(scenario: Scenario, context: RunContext): Promise<RunResult> {
  try {
    return await scenario.run(context)
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { hits: ['did not end'], verdict: NOTHING_WRONG, broken: [what] }
  }
}
