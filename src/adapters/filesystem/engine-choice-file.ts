import { readFile, writeFile } from 'node:fs/promises'
import { OCR_ENGINES, type EngineChoice } from '../../domain/recognition/engine-choice.ts'

/** Keeps the outcome of a trial beside the data of the installation. */
export interface EngineChoiceFile {
  /** Undefined when nothing was kept for this fingerprint. */
  find(fingerprint: string): Promise<EngineChoice | undefined>
  keep(fingerprint: string, choice: EngineChoice): Promise<void>
}

/** What cannot be read or understood counts as not there: the trial can be repeated at any time. */
export function createEngineChoiceFile(path: string): EngineChoiceFile {
  return {
    async find(fingerprint) {
      const kept = await readJson(path)
      return isKept(kept) && kept.fingerprint === fingerprint ? kept.choice : undefined
    },
    keep: (fingerprint, choice) => writeFile(path, `${JSON.stringify({ fingerprint, choice })}\n`),
  }
}

interface Kept {
  readonly fingerprint: string
  readonly choice: EngineChoice
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false
  const { fingerprint, choice } = value as Partial<Kept>
  return (
    typeof fingerprint === 'string' &&
    typeof choice === 'object' &&
    OCR_ENGINES.includes(choice.engine) &&
    Array.isArray(choice.trials)
  )
}
