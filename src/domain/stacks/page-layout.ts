import { heightOf, type PageText } from '../extraction/reading.ts'
import type { Box, RecognizedPage } from '../recognition/page.ts'

/** How a page is set: the same hand, program and paper give the same. */
export interface PageLayout {
  readonly widthPt: number
  readonly heightPt: number
  /** Usual height of the words, in points. */
  readonly letterPt: number | undefined
  /** Usual distance from line to line, in points. */
  readonly spacingPt: number | undefined
  /** Where most lines begin, 0..1. */
  readonly leftMargin: number | undefined
  /** Where the text between head and foot ends, 0..1. */
  readonly textEnd: number
}

/** Fewer lines say nothing. */
const MIN_LINES = 5
/** Feet of letters begin here. */
const FOOT_SHARE = 0.88

export function layoutOf({ widthPt, heightPt }: RecognizedPage, page: PageText): PageLayout {
  const rows = page.rows.flatMap((row) => (row[0] === undefined ? [] : [row[0].box]))
  const enough = rows.length >= MIN_LINES
  const heights = page.cells.map(({ box }) => heightOf(box) * heightPt)
  const body = rows.filter((box) => box[3] < FOOT_SHARE)
  return {
    widthPt,
    heightPt,
    letterPt: enough ? median(heights) : undefined,
    spacingPt: enough ? median(stepsOf(rows)) * heightPt : undefined,
    leftMargin: enough ? lowerQuartile(rows.map((box) => box[0])) : undefined,
    textEnd: body.reduce((lowest, box) => Math.max(lowest, box[3]), 0),
  }
}

function stepsOf(rows: readonly Box[]): number[] {
  return rows.slice(1).map((box, index) => box[1] - (rows[index]?.[1] ?? 0))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function lowerQuartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0
}
