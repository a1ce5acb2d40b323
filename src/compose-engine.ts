import { join } from 'node:path'
import { entryBeside } from './adapters/child-pool/child-pool.ts'
import { tryEnginesInChild } from './adapters/child-pool/engine-trial.ts'
import type { Walls } from './adapters/child-pool/walls.ts'
import { createEngineChoiceFile } from './adapters/filesystem/engine-choice-file.ts'
import { findEnginesHere, type EnginesHere } from './adapters/tesseract/engines-here.ts'
import type { Config } from './config/config.ts'
import {
  describeChoice,
  fastestAccurate,
  type EngineChoice,
  type EngineTrial,
} from './domain/recognition/engine-choice.ts'
import type { Log } from './ports/log.ts'

/** At the start post waits for it. An idle machine takes 5 to 10 seconds, one that is too busy measures later. */
const FIRST_TRIAL_MS = 30_000
const LATER_TRIAL_MS = 10 * 60_000

export interface ChosenEngine {
  readonly choice: EngineChoice
  /** As the record of a page names it; undefined for a configured engine that is not installed. */
  readonly name: string | undefined
}

export interface EngineQuestion {
  readonly config: Pick<Config, 'ocrEngine' | 'tessdataDir' | 'storageDir'>
  readonly walls: Walls
  readonly log: Log
  /** Post waits for the answer. */
  readonly isFirst: boolean
}

/**
 * The engine to read with. `auto` measures the engines once and again whenever they, their models or the machine are
 * others; that takes seconds, so nobody should wait for it but the first job.
 */
export async function chooseEngine(question: EngineQuestion, signal: AbortSignal): Promise<ChosenEngine> {
  const { config, log } = question
  const here = await findEnginesHere(config.tessdataDir)
  const choice = await choose(question, here, signal)
  log.info('engine-chosen', { engine: choice.engine, reason: choice.reason, why: describeChoice(choice) })
  return { choice, name: here.names.get(choice.engine) }
}

async function choose(
  question: EngineQuestion,
  { names, fingerprint }: EnginesHere,
  signal: AbortSignal,
): Promise<EngineChoice> {
  const { config, log } = question
  if (config.ocrEngine !== 'auto') return { engine: config.ocrEngine, reason: 'configured', trials: [] }
  const [first, second] = names.keys()
  if (first === undefined || second === undefined) {
    return { engine: first ?? 'tesseract.js', reason: 'only-one', trials: [] }
  }
  const file = createEngineChoiceFile(join(config.storageDir, 'engine-trial.json'))
  const kept = await file.find(fingerprint)
  if (kept !== undefined) return kept
  try {
    const choice = fastestAccurate(await measure(question, signal))
    await file.keep(fingerprint, choice)
    return choice
  } catch (error) {
    signal.throwIfAborted()
    log.warn('engine-trial-failed', { cause: String(error) })
    return { engine: first, reason: 'not-measured', trials: [] }
  }
}

function measure(
  { config: { tessdataDir }, walls, isFirst }: EngineQuestion,
  signal: AbortSignal,
): Promise<readonly EngineTrial[]> {
  const data = tessdataDir === undefined ? {} : { tessdataDirectory: tessdataDir }
  const entry = entryBeside(import.meta.url, 'main-sandbox')
  const options = { entry, settings: { engine: 'auto', ...data }, walls, execArgv: process.execArgv } as const
  const limit = AbortSignal.timeout(isFirst ? FIRST_TRIAL_MS : LATER_TRIAL_MS)
  return tryEnginesInChild(options, AbortSignal.any([signal, limit]))
}
