import { lostLetters, type EngineTrial, type OcrEngine } from '../domain/recognition/engine-choice.ts'
import type { TextRecognizer } from '../ports/text-recognizer.ts'
import { recognizeRaster } from './recognize-raster.ts'
import type { TrialPage } from './trial-page.ts'

/** As the pipeline asks for them. */
const LANGUAGES = ['deu', 'eng']
/** In turn, so that what else the machine does hits all alike. */
const TIMED_ROUNDS = 2
/** On a machine this slow or busy the first reading of each has to do. */
const MAX_ROUNDS_MS = 20_000

export interface Candidate {
  readonly engine: OcrEngine
  readonly recognizer: TextRecognizer
}

/** Lets each engine read the page: once for the text and to warm up, then for the time, of which the shortest counts. */
export async function tryEngines(
  candidates: readonly Candidate[],
  trialPage: TrialPage,
): Promise<EngineTrial[]> {
  const startedMs = performance.now()
  const trials: EngineTrial[] = []
  for (const { engine, recognizer } of candidates) {
    const { words, pageMs } = await timed(recognizer, trialPage)
    const lost = lostLetters(trialPage.words, words)
    const letters = lostLetters(trialPage.words, [])
    trials.push({ engine, version: recognizer.engine, letters, lostLetters: lost, pageMs })
  }
  // The first reading includes the start of the engine.
  const best = trials.map(() => Infinity)
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    for (const [index, { recognizer }] of candidates.entries()) {
      if (performance.now() - startedMs > MAX_ROUNDS_MS) return settled(trials, best)
      const { pageMs } = await timed(recognizer, trialPage)
      best[index] = Math.min(best[index] ?? Infinity, pageMs)
    }
  }
  return settled(trials, best)
}

/** Readings count only where every engine has had one. */
function settled(trials: readonly EngineTrial[], best: readonly number[]): EngineTrial[] {
  if (best.some((ms) => ms === Infinity)) return [...trials]
  return trials.map((trial, index) => ({ ...trial, pageMs: best[index] ?? trial.pageMs }))
}

async function timed(
  recognizer: TextRecognizer,
  { page, ppi }: TrialPage,
): Promise<{ readonly words: string[]; readonly pageMs: number }> {
  const startedMs = performance.now()
  const languages = recognizer.availableLanguages(LANGUAGES)
  const { words } = await recognizeRaster(recognizer, { page, ppi, languages })
  return { words: words.map(({ text }) => text), pageMs: performance.now() - startedMs }
}
