import { join } from 'node:path'
import { entryBeside } from './adapters/child-pool/child-pool.ts'
import { tryEnginesInChild } from './adapters/child-pool/engine-trial.ts'
import type { Walls } from './adapters/child-pool/walls.ts'
import { createEngineChoiceFile } from './adapters/filesystem/engine-choice-file.ts'
import { findEnginesHere } from './adapters/tesseract/engines-here.ts'
import type { Config } from './config/config.ts'
import { describeChoice, fastestAccurate, type EngineChoice } from './domain/recognition/engine-choice.ts'
import type { Log } from './ports/log.ts'

/** Post does not wait longer; on a machine this busy the next start measures again. An idle one takes 5 to 10 seconds. */
const MAX_TRIAL_MS = 30_000

/**
 * The engine to read with. `auto` measures the engines once and again whenever they, their models or the machine are
 * others; that takes seconds, so nobody should wait for it but the first job.
 */
export async function chooseEngine(
  config: Pick<Config, 'ocrEngine' | 'tessdataDir' | 'storageDir'>,
  walls: Walls,
  log: Log,
  signal: AbortSignal,
): Promise<EngineChoice> {
  const choice = await choose(config, walls, log, signal)
  log.info('engine-chosen', { engine: choice.engine, reason: choice.reason, why: describeChoice(choice) })
  return choice
}

async function choose(
  { ocrEngine, tessdataDir, storageDir }: Pick<Config, 'ocrEngine' | 'tessdataDir' | 'storageDir'>,
  walls: Walls,
  log: Log,
  signal: AbortSignal,
): Promise<EngineChoice> {
  if (ocrEngine !== 'auto') return { engine: ocrEngine, reason: 'configured', trials: [] }
  const { engines, fingerprint } = await findEnginesHere(tessdataDir)
  const [first, second] = engines
  if (first === undefined || second === undefined) {
    return { engine: first ?? 'tesseract.js', reason: 'only-one', trials: [] }
  }
  const file = createEngineChoiceFile(join(storageDir, 'engine-trial.json'))
  const kept = await file.find(fingerprint)
  if (kept !== undefined) return kept
  try {
    const settings = {
      engine: ocrEngine,
      ...(tessdataDir === undefined ? {} : { tessdataDirectory: tessdataDir }),
    }
    const entry = entryBeside(import.meta.url, 'main-sandbox')
    const either = AbortSignal.any([signal, AbortSignal.timeout(MAX_TRIAL_MS)])
    const trials = await tryEnginesInChild({ entry, settings, walls, execArgv: process.execArgv }, either)
    const choice = fastestAccurate(trials)
    await file.keep(fingerprint, choice)
    return choice
  } catch (error) {
    signal.throwIfAborted()
    log.warn('engine-trial-failed', { cause: String(error) })
    return { engine: first, reason: 'not-measured', trials: [] }
  }
}
