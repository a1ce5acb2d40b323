import { assembleBlocks, meanConfidence, type PlacedWord } from '../domain/recognition/assemble.ts'
import { boxInPixels } from '../domain/recognition/geometry.ts'
import { layerTurn, placeLayerWords } from '../domain/recognition/layer-blocks.ts'
import { seenLanguages } from '../domain/recognition/languages.ts'
import type { QuarterTurn, RecognizedPage, TextSource } from '../domain/recognition/page.ts'
import { PREVIEW_WIDTHS_PX } from '../domain/recognition/preview.ts'
import type { QualityHint } from '../domain/recognition/quality.ts'
import type { PageRaster } from '../domain/recognition/raster.ts'
import { pixelsAt, POINTS_PER_INCH, recognitionPpi } from '../domain/recognition/resolution.ts'
import { withoutRules } from '../domain/recognition/ruled-lines.ts'
import { judgeTextLayer, type TextLayer, type TextLayerVerdict } from '../domain/recognition/text-layer.ts'
import { turnBox, turnRaster } from '../domain/recognition/turn.ts'
import { unreadPlaces } from '../domain/recognition/unread-codes.ts'
import { coverBoxes, hasUnreadText, usualWordHeightPx } from '../domain/recognition/uncovered-ink.ts'
import type { PagePreview, PageReading } from '../ports/document-reader.ts'
import type { ImageCodec } from '../ports/image-codec.ts'
import type { SourcePage } from '../ports/page-source.ts'
import type { TextRecognizer } from '../ports/text-recognizer.ts'
import { readCodes, readDrawnCodes, type CodeReaderParts } from './read-codes.ts'
import { recognizeRaster } from './recognize-raster.ts'

/** Recognition beside a text layer sees logos and drawings too; only what it is fairly sure of is taken. */
const MIN_BESIDE_LAYER_CONFIDENCE = 0.5
/** With this much picture the unread rest is a page of its own, with columns and an order. */
const MOSTLY_PICTURE_SHARE = 0.5

export interface PageReaderParts extends CodeReaderParts {
  readonly recognizer: TextRecognizer
}

export interface PageTask {
  readonly number: number
  readonly page: SourcePage
  readonly languages: readonly string[]
  /** Where a text layer was read. */
  readonly layerEngine: string
}

interface Reading {
  readonly words: readonly PlacedWord[]
  readonly turn: QuarterTurn
  readonly skewDegrees: number
  readonly blank: boolean
  readonly source: TextSource
  readonly reason: string
  readonly engine: string
  /** Of pages that were recognised whole. */
  readonly hints?: readonly QualityHint[]
  /** The page as it lies; undefined where reading it took no picture. */
  readonly raster: PageRaster | undefined
}

/**
 * Reads one page: its own text where that is sound, recognition where it is not. Pictures of the upright page are made of
 * what was drawn for reading; those of a page that has its own text are drawn when somebody looks at it.
 */
export async function readPage(parts: PageReaderParts, task: PageTask): Promise<PageReading> {
  const layer = task.page.textLayer ?? { words: [] }
  const verdict = judgeTextLayer(layer, task.page.pictureShare)
  const reading = await readBy(verdict, parts, task, layer)
  const { raster, turn } = reading
  const previews = raster === undefined ? [] : await makePreviews(parts.codec, raster, turn)
  const found =
    raster === undefined
      ? await readDrawnCodes(parts, task.page)
      : await readCodes(parts, raster, (raster.widthPx / task.page.widthPt) * POINTS_PER_INCH)
  const barcodes = found.barcodes.map((barcode) => ({ ...barcode, box: turnBox(barcode.box, turn) }))
  const places = found.places.map((box) => turnBox(box, turn))
  const unreadCodes = unreadPlaces(places, barcodes, reading.words)
  const page = toRecognizedPage(task, reading, barcodes.length + unreadCodes.length > 0)
  return { page: { ...page, barcodes, ...(unreadCodes.length === 0 ? {} : { unreadCodes }) }, previews }
}

async function readBy(
  verdict: TextLayerVerdict,
  parts: PageReaderParts,
  task: PageTask,
  layer: TextLayer,
): Promise<Reading> {
  switch (verdict.use) {
    case 'all':
      return readLayer(task, layer, verdict.reason)
    case 'with-recognition':
      return readLayerAndRest(parts, task, layer)
    case 'none':
      return readPicture(parts, task, verdict.reason)
  }
}

function readLayer(task: PageTask, layer: TextLayer, reason: string): Reading {
  const turn = layerTurn(layer)
  return {
    words: placeLayerWords(layer, turn),
    turn,
    skewDegrees: 0,
    blank: false,
    source: 'text-layer',
    reason,
    engine: task.layerEngine,
    raster: undefined,
  }
}

async function readPicture(parts: PageReaderParts, task: PageTask, reason: string): Promise<Reading> {
  const ppi = recognitionPpi(task.page, task.page.nativePpi)
  const raster = await task.page.draw(pixelsAt(task.page, ppi))
  const page = await parts.codec.toGray(raster)
  const languages = parts.recognizer.availableLanguages(task.languages)
  const found = await recognizeRaster(parts.recognizer, { page, ppi, languages })
  return {
    ...found,
    source: 'ocr',
    reason,
    engine: `${parts.recognizer.engine} (${languages.join('+')})`,
    raster,
  }
}

async function readLayerAndRest(parts: PageReaderParts, task: PageTask, layer: TextLayer): Promise<Reading> {
  const turn = layerTurn(layer)
  const ppi = recognitionPpi(task.page, task.page.nativePpi)
  const raster = await task.page.draw(pixelsAt(task.page, ppi))
  const words = placeLayerWords(layer, turn)
  const upright = turnRaster(await parts.codec.toGray(raster), turn)
  const boxes = words.map((word) => boxInPixels(word.box, upright))
  const rest = coverBoxes(upright, boxes)
  const common = { turn, skewDegrees: 0, blank: false, raster }
  if (!hasUnreadText(rest, usualWordHeightPx(boxes))) {
    return { ...common, words, source: 'text-layer', reason: 'text-layer-sound', engine: task.layerEngine }
  }
  const languages = parts.recognizer.availableLanguages(task.languages)
  const layout = task.page.pictureShare >= MOSTLY_PICTURE_SHARE ? 'page' : 'scattered'
  const options = { languages: languages.slice(0, 1), ppi, layout, model: 'usual' } as const
  const found = await parts.recognizer.recognize(rest, options)
  const blocksBefore = words.at(-1)?.block ?? 0
  const more = withoutRules(found)
    .filter(({ confidence }) => confidence >= MIN_BESIDE_LAYER_CONFIDENCE)
    .map(({ text, box, confidence, block, line }) => ({
      text,
      confidence,
      line,
      block: block + blocksBefore + 1,
      box: [
        box.left / upright.widthPx,
        box.top / upright.heightPx,
        box.right / upright.widthPx,
        box.bottom / upright.heightPx,
      ] as const,
    }))
  return {
    ...common,
    words: [...words, ...more],
    source: more.length > 0 ? 'mixed' : 'text-layer',
    reason: 'text-layer-partial',
    engine: `${task.layerEngine} + ${parts.recognizer.engine} (${languages.join('+')})`,
  }
}

/** A page with nothing but a code is not blank: it parts or names what follows. */
function toRecognizedPage({ number, page }: PageTask, reading: Reading, hasCodes: boolean): RecognizedPage {
  const lying = reading.turn === 90 || reading.turn === 270
  return {
    number,
    widthPt: lying ? page.heightPt : page.widthPt,
    heightPt: lying ? page.widthPt : page.heightPt,
    rotation: reading.turn,
    skewDegrees: reading.skewDegrees,
    blank: reading.blank && !hasCodes,
    source: reading.source,
    sourceReason: reading.reason,
    engine: reading.engine,
    languages: seenLanguages(reading.words.map((word) => word.text)),
    meanConfidence: meanConfidence(reading.words),
    blocks: assembleBlocks(reading.words),
    ...(reading.hints === undefined || reading.hints.length === 0 ? {} : { qualityHints: reading.hints }),
  }
}

async function makePreviews(
  codec: ImageCodec,
  raster: PageRaster,
  turn: QuarterTurn,
): Promise<PagePreview[]> {
  const ownWidth = turn === 90 || turn === 270 ? raster.heightPx : raster.widthPx
  const widths = new Set(PREVIEW_WIDTHS_PX.map((width) => Math.min(width, ownWidth)))
  const previews: PagePreview[] = []
  for (const width of widths) previews.push(await codec.encodePreview(raster, turn, width))
  return previews
}
