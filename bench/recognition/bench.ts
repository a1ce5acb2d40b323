import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareAccuracy, percent, type AccuracyReport } from './accuracy.ts'
import { measureConditions, type ConditionsReport } from './conditions.ts'
import { limitSamples, readSamples, variantOf, type Sample } from './corpus.ts'
import { measureDamages, type DamageRow } from './damages.ts'
import type { BenchEngine } from './engine.ts'
import { misreadings } from './error-rates.ts'
import { measureLargePage, type LargePageReport } from './large-page.ts'
import { readOptions, USAGE, type RecognitionOptions } from './options.ts'
import { asScan } from './pictures.ts'
import { createProductEngine, openReader } from './product.ts'
import {
  createOcrmypdf,
  createStockTesseractJs,
  createTesseractProgram,
  isInstalled,
  withFolder,
} from './programs.ts'
import {
  joinScans,
  ocrmypdfContestant,
  productContestant,
  race,
  type RaceTrack,
  type ThroughputRow,
} from './throughput.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { isBuilt } from '../../test/support/product.ts'
import { measureWordPlaces, type WordPlacesRow } from './word-places.ts'
import { measureWaiting, type WaitingReport } from './waiting.ts'
import { measureWholeProduct, type WholeProductReport } from './whole-product.ts'

export interface BenchOptions {
  /** A folder in the corpus layout; without it the bench says so and ends. */
  readonly corpusDir?: string
  readonly jsonFile?: string
  readonly args: readonly string[]
}

interface Report {
  accuracy?: Omit<AccuracyReport, 'outcomes'>
  conditions?: ConditionsReport
  damages?: readonly DamageRow[]
  places?: readonly WordPlacesRow[]
  large?: LargePageReport
  throughput?: readonly ThroughputRow[]
  waiting?: WaitingReport
  product?: WholeProductReport | undefined
}

/** Pages of the joint file of the race, and of the long file beside which a letter is read. */
const RACE_PAGES = 12
const WARM_UP_ROUNDS = 3
const LONG_PAGES = 300
const SCANS = /^scan\d+$/u

/** Reads as the product does, beside other programs where wanted, and prints error rates, costs and times. */
export async function run(benchOptions: BenchOptions): Promise<void> {
  if (benchOptions.args.includes('--help')) {
    console.log(USAGE)
    return
  }
  const { corpusDir } = benchOptions
  if (corpusDir === undefined) {
    console.log('recognition: skipped, no corpus. Name a folder with --corpus DIR.')
    return
  }
  const options = readOptions(benchOptions.args)
  const report = await withFolder((folder) => measure(options, corpusDir, folder))
  if (benchOptions.jsonFile !== undefined) {
    await writeFile(benchOptions.jsonFile, JSON.stringify(report, undefined, 2))
  }
}

async function measure(options: RecognitionOptions, corpusDir: string, folder: string): Promise<Report> {
  const samples = await chooseSamples(options, corpusDir, folder)
  const scans = wantedSamples(options, corpusDir).filter(
    (sample) => sample.mediaType.startsWith('image/') && SCANS.test(variantOf(sample)),
  )
  const { parts } = options
  const report: Report = {}
  if (parts.has('accuracy')) report.accuracy = await accuracy(options, samples)
  if (parts.has('conditions')) report.conditions = await conditions(options, samples, folder)
  if (parts.has('damages')) report.damages = await damages(options, samples, folder)
  if (parts.has('large')) report.large = await largePage(options, scans, folder)
  if (parts.has('places')) report.places = await places(options, folder)
  if (parts.has('throughput')) report.throughput = await throughput(options, samples, scans, folder)
  if (parts.has('product')) report.product = await wholeProduct(scans, folder)
  if (parts.has('waiting')) report.waiting = await waiting(options, scans, folder)
  return report
}

function wantedSamples({ sets }: RecognitionOptions, corpusDir: string): Sample[] {
  return readSamples(corpusDir).filter(({ set }) => sets.size === 0 || sets.has(set))
}

async function chooseSamples(
  options: RecognitionOptions,
  corpusDir: string,
  folder: string,
): Promise<Sample[]> {
  const samples = limitSamples(wantedSamples(options, corpusDir), options.limit)
  if (!options.asScans) return samples
  const scanned: Sample[] = []
  for (const sample of samples) scanned.push(await asScan(sample, folder))
  return scanned
}

async function accuracy(
  options: RecognitionOptions,
  samples: readonly Sample[],
): Promise<Omit<AccuracyReport, 'outcomes'>> {
  const engines = await openEngines(options)
  try {
    const { rows, costs, outcomes } = await compareAccuracy(engines, samples, options.workers)
    console.table(rows)
    console.table(costs)
    if (options.showPages) printPages(outcomes)
    if (options.showErrors) printErrors(outcomes)
    return { rows, costs }
  } finally {
    for (const engine of engines) await engine[Symbol.asyncDispose]()
  }
}

async function damages(
  { settings, workers }: RecognitionOptions,
  samples: readonly Sample[],
  folder: string,
): Promise<DamageRow[]> {
  await using reader = openReader(settings, workers)
  const rows = await measureDamages(reader, samples, folder, workers)
  console.table(rows)
  return rows
}

async function largePage(
  { settings }: RecognitionOptions,
  [letter]: readonly Sample[],
  folder: string,
): Promise<LargePageReport> {
  if (letter === undefined) throw new Error('The corpus has no scanned letters.')
  await using reader = openReader(settings, 1)
  const report = await measureLargePage(reader, letter, folder)
  console.log(report)
  return report
}

async function places({ settings }: RecognitionOptions, folder: string): Promise<WordPlacesRow[]> {
  await using reader = openReader(settings, 1)
  const rows = await measureWordPlaces(reader, folder)
  console.table(rows)
  return rows
}

async function openEngines({ settings, workers, rivals }: RecognitionOptions): Promise<BenchEngine[]> {
  const engines = [createProductEngine('poststelle', settings, workers)]
  if (rivals.has('ocrmypdf') && (await isInstalled('ocrmypdf'))) engines.push(createOcrmypdf(1))
  if (rivals.has('tesseract') && (await isInstalled('tesseract'))) engines.push(createTesseractProgram())
  if (rivals.has('tesseract.js')) engines.push(createStockTesseractJs(workers))
  return engines
}

async function conditions(
  { settings, workers }: RecognitionOptions,
  samples: readonly Sample[],
  folder: string,
): Promise<ConditionsReport> {
  await using reader = openReader(settings, workers)
  const report = await measureConditions(reader, samples, folder, workers)
  console.log(report)
  return report
}

/** One file of scans, and the PDFs with text among the chosen samples as they come. */
async function throughput(
  { settings, workers, rivals, rounds, limit }: RecognitionOptions,
  samples: readonly Sample[],
  scans: readonly Sample[],
  folder: string,
): Promise<readonly ThroughputRow[]> {
  await using reader = openReader(settings, workers)
  const product = productContestant('poststelle', reader, workers)
  const besideOcrmypdf = rivals.has('ocrmypdf') && (await isInstalled('ocrmypdf'))
  const tracks: RaceTrack[] = []
  if (scans.length > 0) {
    const path = join(folder, 'scans.pdf')
    const pages = Math.min(RACE_PAGES, limit, scans.length)
    await joinScans(scans.slice(0, pages), path)
    tracks.push({ name: 'scans', files: [{ path, pages }] })
  }
  const withText = await bornDigital(reader, samples)
  if (withText.length > 0) tracks.push({ name: 'with text', files: withText })
  const rows: ThroughputRow[] = []
  for (const track of tracks) {
    // Children are started and have everything loaded and compiled before, as for all but their first hundred pages.
    await race({ ...track, name: `${track.name}, warm-up` }, [product], WARM_UP_ROUNDS, folder)
    const contestants = [product]
    if (besideOcrmypdf) contestants.push(ocrmypdfContestant(workers, 1))
    if (besideOcrmypdf && track.files.length > 1) contestants.push(ocrmypdfContestant(1, workers))
    rows.push(...(await race(track, contestants, rounds, folder)))
  }
  console.table(rows)
  return rows
}

async function bornDigital(reader: DocumentReader, samples: readonly Sample[]): Promise<RaceTrack['files']> {
  const files: { path: string; pages: number }[] = []
  const never = new AbortController().signal
  for (const { path, mediaType } of samples.filter((sample) => sample.mediaType === 'application/pdf')) {
    const { pageCount } = await reader.inspect({ path, mediaType }, never)
    files.push({ path, pages: pageCount })
  }
  return files
}

async function waiting(
  { settings, workers }: RecognitionOptions,
  scans: readonly Sample[],
  folder: string,
): Promise<WaitingReport> {
  const [letter] = scans
  if (letter === undefined) throw new Error('The corpus has no scanned letters.')
  await using reader = openReader(settings, workers)
  const path = join(folder, 'long.pdf')
  const pages = Array.from({ length: LONG_PAGES }, (_, index) => scans[index % scans.length] ?? letter)
  await joinScans(pages, path)
  const report = await measureWaiting(reader, letter, { path, mediaType: 'application/pdf' }, workers)
  console.log(report)
  return report
}

async function wholeProduct(
  scans: readonly Sample[],
  folder: string,
): Promise<WholeProductReport | undefined> {
  if (!isBuilt()) {
    console.log('product: skipped, it is not built. Run `npm run build` before.')
    return undefined
  }
  const report = await measureWholeProduct(scans, folder)
  console.log(report)
  return report
}

function printPages(outcomes: AccuracyReport['outcomes']): void {
  for (const [engine, list] of outcomes) {
    for (const { sample, transcript, errors } of list) {
      const rates =
        errors === undefined
          ? ''
          : `CER ${percent(errors.charErrors, errors.truthChars)} WER ${percent(errors.wordErrors, errors.truthWords)} ins ${percent(errors.insertedChars, errors.truthChars)}`
      const pages = transcript.pages
        .map(
          ({ rotation, skewDegrees, sourceReason }) =>
            `${rotation}°/${skewDegrees.toFixed(2)}° ${sourceReason}`,
        )
        .join(', ')
      console.log(`${engine} ${sample.set}/${sample.id}: ${rates} ${pages} ${transcript.failure ?? ''}`)
    }
  }
}

function printErrors(outcomes: AccuracyReport['outcomes']): void {
  for (const [engine, list] of outcomes) {
    for (const { sample, transcript } of list) {
      if (sample.truth === undefined) continue
      const lines = misreadings(sample.truth, transcript.text)
      console.log(`${engine} ${sample.set}/${sample.id}:\n  ${lines.join('\n  ')}`)
    }
  }
}
