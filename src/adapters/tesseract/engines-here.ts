import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { cpus, hostname } from 'node:os'
import { join } from 'node:path'
import type { OcrEngine } from '../../domain/recognition/engine-choice.ts'
import { findProgram } from './native-tesseract.ts'
import { findSystemModels } from './tessdata.ts'
import { TESSERACT_JS_VERSION } from './tesseract-js-version.ts'

/** Raised when another trial or another way of reading makes older measurements worthless. */
const TRIAL_VERSION = 1

export interface EnginesHere {
  readonly engines: readonly OcrEngine[]
  /** Changes with the engines, their models and the machine. */
  readonly fingerprint: string
}

/** What could read here, without loading any of it. */
export async function findEnginesHere(tessdataDirectory: string | undefined): Promise<EnginesHere> {
  const native = await findProgram()
  const folder = tessdataDirectory ?? findSystemModels()?.directory
  const facts = {
    trial: TRIAL_VERSION,
    native: native?.version,
    library: TESSERACT_JS_VERSION,
    models: folder === undefined ? [] : modelsIn(folder),
    host: hostname(),
    processors: cpus().map(({ model }) => model),
  }
  return {
    engines: native === undefined ? ['tesseract.js'] : ['tesseract', 'tesseract.js'],
    fingerprint: createHash('sha256').update(JSON.stringify(facts)).digest('hex'),
  }
}

function modelsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.traineddata'))
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name))
      return `${name} ${size} ${mtimeMs}`
    })
}
