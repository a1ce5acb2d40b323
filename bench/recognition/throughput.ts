import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import { POINTS_PER_INCH } from '../../src/domain/recognition/resolution.ts'
import type { DocumentReader, SourceFile } from '../../src/ports/document-reader.ts'
import { round } from './accuracy.ts'
import type { Sample } from './corpus.ts'
import { inParallel } from './engine.ts'
import { wrapPictures, type Wrapped } from './pictures.ts'
import { LANGUAGES } from './product.ts'
import { ocrmypdf } from './programs.ts'
import { measureCost } from './usage.ts'

const PDF = 'application/pdf'
const NEVER = new AbortController().signal

/** One way to make a searchable PDF of a PDF. */
export interface Contestant {
  readonly name: string
  /** Files that it works on at the same time. */
  readonly filesAtOnce: number
  /** @returns bytes of the searchable PDF */
  convert(path: string, target: string): Promise<number>
}

export interface ThroughputRow {
  readonly file: string
  readonly engine: string
  readonly pages: number
  readonly pagesPerMinute: number
  readonly cpuSecondsPerPage: number
  readonly peakMib: number
  readonly bytesInPerPage: number
  readonly bytesOutPerPage: number
}

/** The whole way of a document through the reader, as the pipeline goes it: pages, page pictures, view copy. */
export function productContestant(name: string, reader: DocumentReader, workers: number): Contestant {
  return {
    name,
    filesAtOnce: workers,
    async convert(path, targetPath) {
      const source: SourceFile = { path, mediaType: PDF }
      const { pageCount } = await reader.inspect(source, NEVER)
      const numbers = Array.from({ length: pageCount }, (_, index) => index + 1)
      const pages = await inParallel(numbers, workers, (number) => readPage(reader, source, number))
      const copy = await reader.writeViewCopy(
        source,
        { title: 'Scan', createdAt: '2026-11-22T00:00:00.000Z', pages, targetPath },
        NEVER,
      )
      return copy.sizeBytes
    },
  }
}

async function readPage(reader: DocumentReader, source: SourceFile, number: number): Promise<RecognizedPage> {
  return (await reader.readPage(source, number, { languages: LANGUAGES }, NEVER)).page
}

/** All cores either way: several pages of one file at once, or several files. */
export function ocrmypdfContestant(jobs: number, filesAtOnce: number): Contestant {
  return {
    name: `ocrmypdf --jobs ${jobs}${filesAtOnce === 1 ? '' : `, ${filesAtOnce} files at once`}`,
    filesAtOnce,
    convert: (path, output) => ocrmypdf({ path, mediaType: PDF, language: 'deu', output, jobs }),
  }
}

/** What a race is about. */
export interface RaceTrack {
  readonly name: string
  readonly files: readonly { readonly path: string; readonly pages: number }[]
}

/** Converts the files with each contestant in turn, so many rounds, so that other load of the machine meets all of them. */
export async function race(
  { name, files }: RaceTrack,
  contestants: readonly Contestant[],
  rounds: number,
  folder: string,
): Promise<ThroughputRow[]> {
  const bytesIn = sumOf(await Promise.all(files.map(async ({ path }) => (await stat(path)).size)))
  const sums = contestants.map((contestant) => ({
    contestant,
    seconds: 0,
    cpuSeconds: 0,
    peakMib: 0,
    bytesOut: 0,
  }))
  for (let round = 1; round <= rounds; round++) {
    for (const [index, sum] of sums.entries()) {
      const { result, cost } = await measureCost(() =>
        inParallel([...files.entries()], sum.contestant.filesAtOnce, ([number, { path }]) =>
          sum.contestant.convert(path, join(folder, `race-${name}-${number}-${index}-${round}.pdf`)),
        ),
      )
      sum.seconds += cost.seconds
      sum.cpuSeconds += cost.cpuSeconds
      sum.peakMib = Math.max(sum.peakMib, cost.peakMib)
      sum.bytesOut = sumOf(result)
    }
  }
  const filePages = sumOf(files.map((file) => file.pages))
  const pages = filePages * rounds
  return sums.map(({ contestant, seconds, cpuSeconds, peakMib, bytesOut }) => ({
    file: name,
    engine: contestant.name,
    pages,
    pagesPerMinute: round((60 * pages) / seconds),
    cpuSecondsPerPage: round(cpuSeconds / pages),
    peakMib: Math.round(peakMib),
    bytesInPerPage: Math.round(bytesIn / filePages),
    bytesOutPerPage: Math.round(bytesOut / filePages),
  }))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** One PDF of scans: JPEG pictures stay as they are, others become JPEG. */
export async function joinScans(samples: readonly Sample[], path: string): Promise<void> {
  const wrapped: Wrapped[] = []
  for (const sample of samples) wrapped.push(await toWrapped(sample))
  await wrapPictures(wrapped, path)
}

async function toWrapped({ path }: Sample): Promise<Wrapped> {
  const picture = sharp(path).toColourspace('b-w').jpeg({ quality: 75 })
  const { density = 300 } = await sharp(path).metadata()
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  const { width: widthPx, height: heightPx } = info
  const toPt = (px: number): number => (px / density) * POINTS_PER_INCH
  return {
    page: { widthPt: toPt(widthPx), heightPt: toPt(heightPx) },
    picture: { kind: 'jpeg-gray', widthPx, heightPx, bytes: data, orientation: 1 },
  }
}
