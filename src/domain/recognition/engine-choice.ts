export const OCR_ENGINES = ['tesseract', 'tesseract.js'] as const
export type OcrEngine = (typeof OCR_ENGINES)[number]

/** What one engine made of the trial page on this machine. */
export interface EngineTrial {
  readonly engine: OcrEngine
  /** Name and version, such as `tesseract 5.3.0`. */
  readonly version: string
  /** Letters on the page. */
  readonly letters: number
  /** Letters of words that it did not read as they stand there. */
  readonly lostLetters: number
  /** Wall time of the page, the engine being warm. */
  readonly pageMs: number
}

/** The engine to read with, and why. */
export interface EngineChoice {
  readonly engine: OcrEngine
  /** `not-measured`: the trial failed, and the installed program was taken unseen. */
  readonly reason: 'configured' | 'only-one' | 'measured' | 'not-measured'
  /** Empty where nothing was measured. */
  readonly trials: readonly EngineTrial[]
}

/** A page of this size cannot tell engines apart that differ by less: one short word in some hundred. */
const SAME_ACCURACY_SHARE = 0.005

/**
 * The faster one of those that lose no more letters than the best. Of equals the first is taken.
 *
 * @param trials at least one
 */
export function fastestAccurate(trials: readonly EngineTrial[]): EngineChoice {
  const shares = trials.map(({ lostLetters, letters }) => lostLetters / Math.max(1, letters))
  const best = Math.min(...shares)
  const accurate = trials.filter((_, index) => (shares[index] ?? 1) <= best + SAME_ACCURACY_SHARE)
  const [fastest] = accurate.toSorted((left, right) => left.pageMs - right.pageMs)
  if (fastest === undefined) throw new TypeError('No engine was tried.')
  return { engine: fastest.engine, reason: 'measured', trials }
}

const REASONS: Readonly<Record<EngineChoice['reason'], string>> = {
  configured: 'as configured',
  'only-one': 'the only one here',
  measured: 'the fastest of the most accurate as measured',
  'not-measured': 'not measured, the trial failed and is repeated later',
}

/** One line for operators. */
export function describeChoice({ engine, reason, trials }: EngineChoice): string {
  const figures = trials.map(
    ({ version, letters, lostLetters, pageMs }) =>
      `${version}: ${lostLetters} of ${letters} letters lost, ${Math.round(pageMs)} ms`,
  )
  const measured = figures.length === 0 ? '' : `: ${figures.join('; ')}`
  return `${engine} (${REASONS[reason]}${measured})`
}

/** Letters of the words of a text, each word counted as often as it stands there, that are not among those read. */
export function lostLetters(expected: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of read) left.set(word, (left.get(word) ?? 0) + 1)
  let lost = 0
  for (const word of expected) {
    const count = left.get(word) ?? 0
    if (count === 0) lost += word.length
    else left.set(word, count - 1)
  }
  return lost
}
