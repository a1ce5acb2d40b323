import type { PageBarcode } from '../barcodes/page-barcode.ts'
import type { QualityHint } from './quality.ts'

/**
 * The recognition model: page → blocks → lines → words. It knows no engine.
 * Boxes are `[x0, y0, x1, y1]` in the 0..1 range of the **upright** page, origin top left.
 */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

/** Clockwise turn, in degrees, that makes the page as received upright. */
export type QuarterTurn = 0 | 90 | 180 | 270

/** Size of a page in points. */
export interface PointSize {
  readonly widthPt: number
  readonly heightPt: number
}

export interface Word {
  readonly text: string
  readonly box: Box
  /** 0..1; 1 for words of a real text layer. */
  readonly confidence: number
}

export interface Line {
  readonly words: readonly Word[]
  readonly box: Box
}

export interface Block {
  readonly lines: readonly Line[]
  readonly box: Box
}

export type TextSource = 'text-layer' | 'ocr' | 'mixed'

export interface RecognizedPage {
  /** 1-based. */
  readonly number: number
  /** Size of the upright page in points (1/72 inch). */
  readonly widthPt: number
  readonly heightPt: number
  readonly rotation: QuarterTurn
  /** Small angle that was corrected before recognition; boxes refer to the page that was not straightened. */
  readonly skewDegrees: number
  readonly blank: boolean
  readonly source: TextSource
  /** Why text layer or recognition was chosen, as a stable word: `text-layer-sound`, `no-text-layer`, `text-layer-garbled` … */
  readonly sourceReason: string
  /** Name and version, such as `tesseract.js 7.0.0 (deu+eng)` or `pdfium`. */
  readonly engine: string
  /** ISO 639-2 codes seen on the page, such as `deu`. */
  readonly languages: readonly string[]
  /** Mean word confidence, 0..1; 0 for a page without words. */
  readonly meanConfidence: number
  readonly blocks: readonly Block[]
  /** Bar codes and matrix codes; absent on pages that were read before these were looked for. */
  readonly barcodes?: readonly PageBarcode[]
  /** Places that look like a code, where none could be read; absent where there is none. */
  readonly unreadCodes?: readonly Box[]
  /** What makes the picture of a recognised page hard to read; absent where there is nothing. */
  readonly qualityHints?: readonly QualityHint[]
}

/** Words of a page in reading order. */
export function wordsOf(page: Pick<RecognizedPage, 'blocks'>): Word[] {
  return page.blocks.flatMap((block) => block.lines.flatMap((line) => line.words))
}

/** Plain text of a page: one line a line, an empty line between blocks. */
export function textOf(page: Pick<RecognizedPage, 'blocks'>): string {
  const blocks = page.blocks.map((block) => block.lines.map(lineText).join('\n'))
  return blocks.filter((block) => block !== '').join('\n\n')
}

export function lineText(line: Pick<Line, 'words'>): string {
  return line.words.map((word) => word.text).join(' ')
}

/** The smallest box around all of them; the empty box at the origin for none. */
export function boxAround(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return [0, 0, 0, 0]
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ]
}
