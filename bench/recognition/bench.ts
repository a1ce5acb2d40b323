import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { createChildPoolReader } from '../../src/adapters/child-pool/child-pool.ts'
import { textOf, type RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { readSamples, variantOf, type Sample } from './corpus.ts'
import { countErrors, sumErrors, type ErrorCounts } from './error-rates.ts'

export interface BenchOptions {
  /** A folder in the corpus layout; without it the bench says so and ends. */
  readonly corpusDir?: string
  readonly jsonFile?: string
  /** `--set NAME` one set, `--workers N` children (default: cores), `--engine NAME`, `--tessdata DIR`, `--pages` a line a page. */
  readonly args: readonly string[]
}

interface Outcome {
  readonly sample: Sample
  readonly pages: readonly RecognizedPage[]
  readonly errors: ErrorCounts
  readonly failure: string | undefined
}

/** Reads every sample as the product does and prints error rates, speed and where the text came from. */
export async function run(options: BenchOptions): Promise<void> {
  if (options.corpusDir === undefined) {
    console.log('recognition: skipped, no corpus. Name a folder with --corpus DIR.')
    return
  }
  const wanted = argument(options.args, '--set')
  const samples = readSamples(options.corpusDir).filter(({ set }) => wanted === undefined || set === wanted)
  const workers = Number(argument(options.args, '--workers') ?? cpus().length)
  const reader = openReader(options.args, workers)
  try {
    await warmUp(reader, samples, workers)
    const started = performance.now()
    const outcomes = await readAll(reader, samples, workers)
    const seconds = (performance.now() - started) / 1000
    const report = summarize(outcomes, seconds, workers)
    printReport(report)
    if (options.args.includes('--pages')) printPages(outcomes)
    if (options.jsonFile !== undefined)
      await writeFile(options.jsonFile, JSON.stringify(report, undefined, 2))
  } finally {
    await reader[Symbol.asyncDispose]()
  }
}

function argument(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name)
  return index < 0 ? undefined : args[index + 1]
}

function openReader(args: readonly string[], size: number): DocumentReader {
  const engine = argument(args, '--engine') ?? 'auto'
  if (engine !== 'auto' && engine !== 'tesseract' && engine !== 'tesseract.js') {
    throw new Error('--engine is auto, tesseract or tesseract.js')
  }
  const tessdataDirectory = argument(args, '--tessdata')
  return createChildPoolReader({
    entry: new URL('../../src/main-sandbox.ts', import.meta.url),
    size,
    settings: { engine, ...(tessdataDirectory === undefined ? {} : { tessdataDirectory }) },
  })
}

/** Starts every child, so that the figures are those of a running system. */
async function warmUp(reader: DocumentReader, samples: readonly Sample[], workers: number): Promise<void> {
  const first = samples.slice(0, workers)
  await Promise.all(first.map((sample) => readSample(reader, sample)))
}

async function readAll(
  reader: DocumentReader,
  samples: readonly Sample[],
  workers: number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const queue = samples[Symbol.iterator]()
  const work = async (): Promise<void> => {
    for (const sample of queue) outcomes.push(await readSample(reader, sample))
  }
  await Promise.all(Array.from({ length: workers }, work))
  return outcomes
}

async function readSample(reader: DocumentReader, sample: Sample): Promise<Outcome> {
  const never = new AbortController().signal
  const pages: RecognizedPage[] = []
  let failure: string | undefined
  try {
    const { pageCount } = await reader.inspect(sample, never)
    for (let number = 1; number <= pageCount; number++) {
      const reading = await reader.readPage(sample, number, { languages: ['deu', 'eng'] }, never)
      pages.push(reading.page)
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  }
  return { sample, pages, failure, errors: countErrors(sample.truth, pages.map(textOf).join('\n\n')) }
}

interface Row {
  readonly set: string
  readonly variant: string
  readonly documents: number
  readonly pages: number
  readonly cerPercent: number
  readonly werPercent: number
  readonly orderedCerPercent: number
  readonly insertedPercent: number
  readonly sources: string
  readonly failures: number
}

interface Report {
  readonly workers: number
  readonly pagesPerMinute: number
  readonly engine: string
  readonly rows: readonly Row[]
}

function summarize(outcomes: readonly Outcome[], seconds: number, workers: number): Report {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const key = `${outcome.sample.set}\t${variantOf(outcome.sample)}`
    groups.set(key, [...(groups.get(key) ?? []), outcome])
  }
  const pages = outcomes.reduce((sum, outcome) => sum + outcome.pages.length, 0)
  const engines = new Set(outcomes.flatMap((outcome) => outcome.pages.map((page) => page.engine)))
  const rows = [...groups].sort().map(([key, group]) => toRow(key, group))
  return { workers, pagesPerMinute: (60 * pages) / seconds, engine: [...engines].sort().join(', '), rows }
}

function toRow(key: string, group: readonly Outcome[]): Row {
  const [set = '', variant = ''] = key.split('\t')
  const errors = sumErrors(group.map((outcome) => outcome.errors))
  const decisions = new Map<string, number>()
  for (const { source, sourceReason } of group.flatMap((outcome) => outcome.pages)) {
    const decision = `${source}:${sourceReason}`
    decisions.set(decision, (decisions.get(decision) ?? 0) + 1)
  }
  return {
    set,
    variant,
    documents: group.length,
    pages: group.reduce((sum, outcome) => sum + outcome.pages.length, 0),
    cerPercent: percent(errors.charErrors, errors.truthChars),
    werPercent: percent(errors.wordErrors, errors.truthWords),
    orderedCerPercent: percent(errors.orderedErrors, errors.orderedChars),
    insertedPercent: percent(errors.insertedChars, errors.truthChars),
    sources: [...decisions].map(([decision, count]) => `${decision} ${count}`).join(', '),
    failures: group.filter((outcome) => outcome.failure !== undefined).length,
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100
}

function printReport({ rows, pagesPerMinute, workers, engine }: Report): void {
  console.table(rows)
  console.log(`${pagesPerMinute.toFixed(1)} pages a minute with ${workers} children; ${engine}`)
}

function printPages(outcomes: readonly Outcome[]): void {
  for (const { sample, pages, errors, failure } of outcomes) {
    const turns = pages
      .map(({ rotation, skewDegrees }) => `${rotation}°/${skewDegrees.toFixed(2)}°`)
      .join(' ')
    const rates = `CER ${percent(errors.charErrors, errors.truthChars)} WER ${percent(errors.wordErrors, errors.truthWords)}`
    console.log(`${sample.set}/${sample.id}: ${rates} turned ${turns} ${failure ?? ''}`)
  }
}
