import { groupBy, variantOf, type Sample } from './corpus.ts'
import { inParallel, type BenchEngine, type Transcript } from './engine.ts'
import { countErrors, sumErrors, wordF1, type ErrorCounts } from './error-rates.ts'
import { measureCost, type Cost } from './usage.ts'
import { countValues, type ValueCounts } from './values-found.ts'

export interface Outcome {
  readonly sample: Sample
  readonly transcript: Transcript
  readonly errors: ErrorCounts | undefined
  readonly values: ValueCounts
}

export interface AccuracyRow {
  readonly set: string
  readonly variant: string
  readonly engine: string
  readonly documents: number
  readonly pages: number
  readonly cerPercent?: number
  readonly werPercent?: number
  readonly wordF1Percent?: number
  readonly orderedCerPercent?: number
  readonly insertedPercent?: number
  readonly valuesFoundPercent?: number
  readonly failures: number
}

export interface AccuracyReport {
  readonly rows: readonly AccuracyRow[]
  readonly costs: readonly { engine: string; cpuSecondsPerPage: number; peakMib: number }[]
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>
}

/** Reads all samples with one engine after the other. */
export async function compareAccuracy(
  engines: readonly BenchEngine[],
  samples: readonly Sample[],
  workers: number,
): Promise<AccuracyReport> {
  const outcomes = new Map<string, Outcome[]>()
  const costs: AccuracyReport['costs'][number][] = []
  for (const engine of engines) {
    await engine.prepare(samples)
    const { result, cost } = await measureCost(() =>
      inParallel(samples, workers, (sample) => engine.read(sample)),
    )
    const judged = result.map((transcript, index) => judge(samples[index], transcript))
    outcomes.set(engine.name, judged)
    costs.push(toCosts(engine.name, judged, cost))
  }
  const rows = [...outcomes].flatMap(([engine, judged]) =>
    [...groupBy(judged, ({ sample }) => `${sample.set}\t${variantOf(sample)}`).values()].map((group) =>
      toRow(engine, group),
    ),
  )
  rows.sort((a, b) => a.set.localeCompare(b.set) || a.variant.localeCompare(b.variant))
  return { rows, costs, outcomes }
}

function judge(sample: Sample | undefined, transcript: Transcript): Outcome {
  if (sample === undefined) throw new Error('More transcripts than samples.')
  return {
    sample,
    transcript,
    errors: sample.truth === undefined ? undefined : countErrors(sample.truth, transcript.text),
    values: countValues(sample.values, transcript.text),
  }
}

function toCosts(
  engine: string,
  outcomes: readonly Outcome[],
  { cpuSeconds, peakMib }: Cost,
): AccuracyReport['costs'][number] {
  const pages = outcomes.reduce((sum, { transcript }) => sum + transcript.pageCount, 0)
  return { engine, cpuSecondsPerPage: round(cpuSeconds / Math.max(1, pages)), peakMib: Math.round(peakMib) }
}

function toRow(engine: string, group: readonly Outcome[]): AccuracyRow {
  const first = group[0]?.sample
  const errors = sumErrors(group.flatMap((outcome) => outcome.errors ?? []))
  const values = group.reduce((sum, outcome) => sum + outcome.values.values, 0)
  const found = group.reduce((sum, outcome) => sum + outcome.values.found, 0)
  const rates = {
    cerPercent: percent(errors.charErrors, errors.truthChars),
    werPercent: percent(errors.wordErrors, errors.truthWords),
    wordF1Percent: round(wordF1(errors) * 100),
    orderedCerPercent: percent(errors.orderedErrors, errors.orderedChars),
    insertedPercent: percent(errors.insertedChars, errors.truthChars),
  }
  return {
    set: first?.set ?? '',
    variant: first === undefined ? '' : variantOf(first),
    engine,
    documents: group.length,
    pages: group.reduce((sum, { transcript }) => sum + transcript.pageCount, 0),
    ...(errors.truthWords > 0 ? rates : {}),
    ...(values > 0 ? { valuesFoundPercent: percent(found, values) } : {}),
    failures: group.filter(({ transcript }) => transcript.failure !== undefined).length,
  }
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : round((100 * part) / whole)
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
