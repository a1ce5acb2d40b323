import { createHash } from 'node:crypto'
import { cpus, hostname } from 'node:os'
import type { OcrEngine } from '../../domain/recognition/engine-choice.ts'
import { findProgram } from './native-tesseract.ts'
import { modelsMark, nameOfReading } from './tessdata.ts'
import { TESSERACT_JS_VERSION } from './tesseract-js-version.ts'

/** Raised when another trial or another way of reading makes older measurements worthless. */
const TRIAL_VERSION = 2

export interface EnginesHere {
  /** What the record of a page will begin with for each engine. */
  readonly names: ReadonlyMap<OcrEngine, string>
  /** Changes with the engines, their models and the machine. */
  readonly fingerprint: string
}

/** What could read here, without loading any of it. */
export async function findEnginesHere(tessdataDirectory: string | undefined): Promise<EnginesHere> {
  const native = await findProgram()
  const mark = modelsMark(tessdataDirectory)
  const names = new Map<OcrEngine, string>()
  if (native !== undefined) names.set('tesseract', nameOfReading('tesseract', native.version, mark))
  names.set('tesseract.js', nameOfReading('tesseract.js', TESSERACT_JS_VERSION, mark))
  const processors = cpus().map(({ model }) => model)
  const facts = [TRIAL_VERSION, ...names.values(), hostname(), ...processors]
  return { names, fingerprint: createHash('sha256').update(facts.join('\n')).digest('hex') }
}
