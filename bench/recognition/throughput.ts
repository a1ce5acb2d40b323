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

export function ocrmypdfContestant(jobs: number): Contestant {
  return {
    name: `ocrmypdf --jobs ${jobs}`,
    convert: (path, output) => ocrmypdf({ path, mediaType: PDF, language: 'deu', output, jobs }),
  }
}

/** Converts the file with each contestant in turn, so many rounds, so that other load of the machine meets all of them. */
export async function race(
  file: { readonly name: string; readonly path: string; readonly pages: number },
  contestants: readonly Contestant[],
  rounds: number,
  folder: string,
): Promise<ThroughputRow[]> {
  const bytesIn = (await stat(file.path)).size
  const sums = contestants.map((contestant) => ({
    contestant,
    seconds: 0,
    cpuSeconds: 0,
    peakMib: 0,
    bytesOut: 0,
  }))
  for (let round = 1; round <= rounds; round++) {
    for (const [index, sum] of sums.entries()) {
      const target = join(folder, `race-${file.name}-${index}-${round}.pdf`)
      const { result, cost } = await measureCost(() => sum.contestant.convert(file.path, target))
      sum.seconds += cost.seconds
      sum.cpuSeconds += cost.cpuSeconds
      sum.peakMib = Math.max(sum.peakMib, cost.peakMib)
      sum.bytesOut = result
    }
  }
  const pages = file.pages * rounds
  return sums.map(({ contestant, seconds, cpuSeconds, peakMib, bytesOut }) => ({
    file: file.name,
    engine: contestant.name,
    pages,
    pagesPerMinute: round((60 * pages) / seconds),
    cpuSecondsPerPage: round(cpuSeconds / pages),
    peakMib: Math.round(peakMib),
    bytesInPerPage: Math.round(bytesIn / file.pages),
    bytesOutPerPage: Math.round(bytesOut / file.pages),
  }))
}

/** One PDF of scans: JPEG pictures stay as they are, others become JPEG. */
export async function joinScans(samples: readonly Sample[], path: string): Promise<void> {
  const wrapped: Wrapped[] = []
  for (const sample of samples) wrapped.push(await toWrapped(sample))
  await wrapPictures(wrapped, path)
}

async function toWrapped({ path }: Sample): Promise<Wrapped> {
  const picture = sharp(path).grayscale().jpeg({ quality: 75 })
  const { density = 300 } = await sharp(path).metadata()
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  const { width: widthPx, height: heightPx } = info
  const toPt = (px: number): number => (px / density) * POINTS_PER_INCH
  return {
    page: { widthPt: toPt(widthPx), heightPt: toPt(heightPx) },
    picture: { kind: 'jpeg-gray', widthPx, heightPx, bytes: data, orientation: 1 },
  }
}
