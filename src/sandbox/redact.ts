import { pixelsAt, POINTS_PER_INCH, recognitionPpi } from '../domain/recognition/resolution.ts'
import { addTurns, turnBox } from '../domain/recognition/turn.ts'
import { burn, hasInk, isBlack } from '../domain/redaction/burn.ts'
import { keepWords } from '../domain/redaction/covered.ts'
import { foldedWords } from '../domain/redaction/hidden-words.ts'
import type { Box, RecognizedPage } from '../domain/recognition/page.ts'
import type { ExtractedFile } from '../ports/document-reader.ts'
import type { OpenDocument, SourcePage } from '../ports/page-source.ts'
import type {
  FileTraces,
  PageTraces,
  RedactRequest,
  RereadRequest,
  SearchRequest,
} from '../ports/redactor.ts'
import type { PagePicture, ViewCopyWriter } from '../ports/view-copy-writer.ts'
import { readCodes } from './read-codes.ts'
import type { PageReaderParts } from './read-page.ts'
import { recognizeRaster } from './recognize-raster.ts'

/** Print stays legible to people and to recognition. */
const REDACTED_PPI = 200

export interface RedactParts extends PageReaderParts {
  readonly viewCopies: ViewCopyWriter
  /** How many of the words the bytes of a file hold that are not in the visible text; packed parts are unpacked. */
  readonly countInBytes: (path: string, words: readonly string[], visible: string) => Promise<number>
  /** Parts of a PDF that are neither a page nor what a page is drawn with. */
  readonly countExtras: (path: string) => Promise<number>
}

/**
 * Draws every page, burns the places into the pixels, and wraps the pictures anew. Text that no eye sees on the page, such as
 * white letters on white, does not come along: nobody could have marked it.
 */
export async function redact(
  { viewCopies, codec }: RedactParts,
  document: OpenDocument,
  { pages, burnt, title, createdAt, targetPath }: RedactRequest,
): Promise<ExtractedFile> {
  if (document.pageCount !== pages.length)
    throw new Error('The document has another number of pages than were read.')
  const placesOf = new Map(burnt.map(({ page, boxes }) => [page, boxes]))
  /** Each page is finished before its picture is taken. */
  const shown = [...pages]
  const pictures = async function* (): AsyncGenerator<PagePicture> {
    for (const [index, read] of pages.entries()) {
      const page = await document.openPage(read.number)
      const raster = await page.draw(pixelsAt(page, ppiOf(page)))
      const burntRaster = burn(raster, asItLies(read, placesOf.get(read.number) ?? []))
      const gray = await codec.toGray(burntRaster)
      shown[index] = keepWords(read, ({ box }) => hasInk(gray, asItLies(read, [box])))
      yield await codec.encodeJpeg(burntRaster)
    }
  }
  const request = { title, createdAt, targetPath, pages: shown }
  const { sizeBytes, sha256 } = await viewCopies.wrap(pictures(), request)
  return { sizeBytes, sha256, pageCount: pages.length }
}

/** Places on the page as it is drawn, which is not upright yet. */
function asItLies({ rotation }: RecognizedPage, places: readonly Box[]): Box[] {
  return places.map((place) => turnBox(place, addTurns(0, -rotation)))
}

function ppiOf(page: SourcePage): number {
  return Math.min(REDACTED_PPI, recognitionPpi(page, undefined))
}

/** What programs find in the file without looking at its pictures. */
export async function searchRedacted(
  { countInBytes, countExtras }: RedactParts,
  path: string,
  document: OpenDocument,
  { burnt, words }: SearchRequest,
): Promise<FileTraces> {
  const wanted = new Set(words)
  const placesOf = new Map(burnt.map(({ page, boxes }) => [page, boxes]))
  const visible: string[] = []
  let text = 0
  for (let number = 1; number <= document.pageCount; number += 1) {
    const { textLayer } = await document.openPage(number)
    const places = placesOf.get(number) ?? []
    for (const word of textLayer?.words ?? []) {
      const isFound = foldedWords(word.text).some((folded) => wanted.has(folded))
      if (isFound || places.some((place) => holdsMiddle(place, word.box))) text += 1
      else visible.push(word.text.normalize('NFKC').toLowerCase())
    }
  }
  const files = document.embeddedFiles().length
  const bytes = await countInBytes(path, words, visible.join(' '))
  return { text, bytes, extras: files + (await countExtras(path)) }
}

/** Looks at the page as a person does, and as a program that reads pictures. */
export async function rereadRedacted(
  parts: RedactParts,
  page: SourcePage,
  { boxes, words, languages }: RereadRequest,
): Promise<PageTraces> {
  const ppi = recognitionPpi(page, REDACTED_PPI)
  const raster = await page.draw(pixelsAt(page, ppi))
  const gray = await parts.codec.toGray(raster)
  const known = parts.recognizer.availableLanguages(languages)
  const read = await recognizeRaster(parts.recognizer, { page: gray, ppi, languages: known })
  const { barcodes } = await readCodes(parts, raster, (raster.widthPx / page.widthPt) * POINTS_PER_INCH)
  const wanted = new Set(words)
  const found = read.words.filter(({ text }) => foldedWords(text).some((folded) => wanted.has(folded)))
  const isOnPlace = ({ box }: { readonly box: Box }): boolean => {
    const lying = turnBox(box, addTurns(0, -read.turn))
    return boxes.some((place) => holdsMiddle(place, lying))
  }
  return {
    picture: boxes.filter((place) => !isBlack(gray, place)).length,
    recognised: found.filter(isOnPlace).length,
    codes: barcodes.filter(({ text }) => foldedWords(text).some((folded) => wanted.has(folded))).length,
    isStillVisible: found.some((word) => !isOnPlace(word)),
    engine: `${parts.recognizer.engine} (${known.join('+')})`,
  }
}

function holdsMiddle(place: Box, [x0, y0, x1, y1]: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return x >= place[0] && x <= place[2] && y >= place[1] && y <= place[3]
}
