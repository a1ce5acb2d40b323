import type { DocumentReader, SourceFile } from '../../src/ports/document-reader.ts'
import { LANGUAGES } from './product.ts'

const NEVER = new AbortController().signal
const LETTERS = 4
/** Between two letters the long file goes on alone. */
const PAUSE_MS = 1000

export interface WaitingReport {
  readonly aloneMs: number
  readonly besideMs: number
  readonly besideWorstMs: number
}

/**
 * How long a person waits for a one-page letter: alone, and while a long file is read by as many tasks as there are
 * children. The long file is given up as soon as the figures are there.
 */
export async function measureWaiting(
  reader: DocumentReader,
  letter: SourceFile,
  longFile: SourceFile,
  workers: number,
): Promise<WaitingReport> {
  await firstResultMs(reader, letter)
  const alone = await repeat(() => firstResultMs(reader, letter))
  const stop = new AbortController()
  let next = 0
  const { pageCount } = await reader.inspect(longFile, NEVER)
  const work = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await reader.readPage(longFile, (next++ % pageCount) + 1, { languages: LANGUAGES }, NEVER)
    }
  }
  const long = Promise.all(Array.from({ length: workers }, work))
  try {
    const beside = await repeat(() => firstResultMs(reader, letter))
    return { aloneMs: mean(alone), besideMs: mean(beside), besideWorstMs: Math.max(...beside) }
  } finally {
    stop.abort()
    await long
  }
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let letter = 0; letter < LETTERS; letter++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    times.push(Math.round(await measure()))
  }
  return times
}

async function firstResultMs(reader: DocumentReader, letter: SourceFile): Promise<number> {
  const started = performance.now()
  await reader.inspect(letter, NEVER)
  await reader.readPage(letter, 1, { languages: LANGUAGES }, NEVER)
  return performance.now() - started
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}
