import { boxAround } from '../recognition/page.ts'
import type { Block, Box, Line, RecognizedPage, Word } from '../recognition/page.ts'

/** A4 in points, and a grid like that of a typewriter: at least 80 columns and 60 lines. */
const PAGE_WIDTH_PT = 595.276
const PAGE_HEIGHT_PT = 841.89
const MIN_COLUMNS = 80
const MIN_LINES = 60
const MARGIN = 0.06
const LINE_FILL = 0.8

/**
 * Pages from plain text (a mail body, a text file, a recorded transcript), so that it can be understood as a letter is:
 * columns become places, a form feed begins a new page, an empty line a new block.
 */
export function textPages(text: string): readonly RecognizedPage[] {
  return text
    .split('\f')
    .filter((page, index) => index === 0 || page.trim() !== '')
    .map((page, index) => textPage(page, index + 1))
}

function textPage(text: string, number: number): RecognizedPage {
  const lines = text.replace(/\t/g, '    ').split(/\r\n|\n|\r/)
  const grid = gridOf(lines)
  const blocks: Block[] = []
  let open: Line[] = []
  const close = (): void => {
    if (open.length > 0) blocks.push({ lines: open, box: boxAround(open.map((line) => line.box)) })
    open = []
  }
  lines.forEach((line, row) => {
    const words = wordsIn(line, row, grid)
    if (words.length === 0) close()
    else open.push({ words, box: boxAround(words.map((word) => word.box)) })
  })
  close()
  return {
    number,
    widthPt: PAGE_WIDTH_PT,
    heightPt: PAGE_HEIGHT_PT,
    rotation: 0,
    skewDegrees: 0,
    blank: blocks.length === 0,
    source: 'text-layer',
    sourceReason: 'plain-text',
    engine: 'plain-text',
    languages: [],
    meanConfidence: blocks.length === 0 ? 0 : 1,
    blocks,
  }
}

interface Grid {
  readonly columnWidth: number
  readonly lineHeight: number
}

function gridOf(lines: readonly string[]): Grid {
  const columns = lines.reduce((longest, line) => Math.max(longest, line.length), MIN_COLUMNS)
  return {
    columnWidth: (1 - 2 * MARGIN) / columns,
    lineHeight: (1 - 2 * MARGIN) / Math.max(MIN_LINES, lines.length),
  }
}

function wordsIn(line: string, row: number, grid: Grid): Word[] {
  const top = MARGIN + row * grid.lineHeight
  return [...line.matchAll(/\S+/g)].map((match) => {
    const left = MARGIN + match.index * grid.columnWidth
    const right = left + match[0].length * grid.columnWidth
    const box: Box = [left, top, right, top + grid.lineHeight * LINE_FILL]
    return { text: match[0], box, confidence: 1 }
  })
}
