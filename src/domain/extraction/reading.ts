import { boxAround, lineText } from '../recognition/page.ts'
import type { Box, Line, RecognizedPage, Word } from '../recognition/page.ts'

/** What extractors need of a page; recognition adds more, which does not matter here. */
export type ReadablePage = Pick<RecognizedPage, 'number' | 'widthPt' | 'heightPt' | 'blocks'>

/** A word with its offsets in the text of its page. */
export interface PlacedWord {
  readonly start: number
  readonly end: number
  readonly box: Box
  /** Index of its cell. */
  readonly cell: number
}

/** Words of a line without a wide gap between them: a whole line of running text, or one column of a row. */
export interface Cell {
  readonly index: number
  readonly text: string
  readonly start: number
  readonly end: number
  readonly box: Box
  /** Index of its row: cells at the same height, whatever block recognition put them into. */
  readonly row: number
  readonly block: number
}

/**
 * A page as extractors read it. `text` holds the words in reading order: a blank between words, a tabulator at a wide gap,
 * a line break between lines, an empty line between blocks.
 */
export interface PageText {
  readonly number: number
  readonly widthPt: number
  readonly heightPt: number
  readonly text: string
  readonly words: readonly PlacedWord[]
  readonly cells: readonly Cell[]
  /** Cells by row from top to bottom, each row from left to right. */
  readonly rows: readonly (readonly Cell[])[]
}

export interface Place {
  readonly page: number
  readonly box: Box
}

/** Beyond these a file is no letter, and reading more of it would only cost time. */
const MAX_PAGES = 100
const MAX_WORDS_PER_PAGE = 10_000
const MAX_WORD_LENGTH = 200

/** A gap wider than this many line heights parts columns; justified text stays below it. */
const COLUMN_GAP_IN_LINE_HEIGHTS = 1.5

/** Share of the lower cell's height within which two centres lie when the cells are of one row. */
const SAME_ROW_TOLERANCE = 0.5

export function readingOf(pages: readonly ReadablePage[]): readonly PageText[] {
  return pages.slice(0, MAX_PAGES).map(pageTextOf)
}

export function pageTextOf(page: ReadablePage): PageText {
  const draft = layOut(page)
  const rows = rowsOf(draft.cells)
  const rowOf = new Map<number, number>()
  rows.forEach((row, rowIndex) => {
    for (const cell of row) rowOf.set(cell.index, rowIndex)
  })
  const cells = draft.cells.map((cell) => ({ ...cell, row: rowOf.get(cell.index) ?? 0 }))
  return {
    number: page.number,
    widthPt: page.widthPt,
    heightPt: page.heightPt,
    text: draft.text,
    words: draft.words,
    cells,
    rows: rows.map((row) => row.flatMap((cell) => cells[cell.index] ?? [])),
  }
}

/** The page and the smallest box around the words that touch the range. */
export function placeOf(page: PageText, start: number, end: number): Place {
  const boxes: Box[] = []
  for (let index = firstWordEndingAfter(page.words, start); index < page.words.length; index += 1) {
    const word = page.words[index]
    if (word === undefined || word.start >= end) break
    boxes.push(word.box)
  }
  return { page: page.number, box: boxAround(boxes) }
}

/** The cell in which the offset lies; for a blank between two cells the one after it. */
export function cellAt(page: PageText, offset: number): Cell | undefined {
  const word = page.words[firstWordEndingAfter(page.words, offset)]
  return word === undefined ? undefined : page.cells[word.cell]
}

/** Index of the first word that ends after the offset, by halving. */
function firstWordEndingAfter(words: readonly PlacedWord[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    const word = words[middle]
    if (word !== undefined && word.end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

interface Draft {
  text: string
  readonly words: PlacedWord[]
  readonly cells: Omit<Cell, 'row'>[]
}

function layOut(page: ReadablePage): Draft {
  const draft: Draft = { text: '', words: [], cells: [] }
  page.blocks.forEach((block, blockIndex) => {
    if (draft.text !== '') draft.text += '\n'
    for (const line of block.lines) {
      if (draft.words.length >= MAX_WORDS_PER_PAGE) return
      addLine(draft, line, blockIndex, page)
    }
  })
  return draft
}

function addLine(draft: Draft, line: Line, block: number, page: ReadablePage): void {
  let separator = draft.text === '' ? '' : '\n'
  for (const words of columnsOf(line, page)) {
    draft.text += separator
    const start = draft.text.length
    const index = draft.cells.length
    words.forEach((word, position) => {
      if (position > 0) draft.text += ' '
      const wordStart = draft.text.length
      draft.text += word.text
      draft.words.push({ start: wordStart, end: draft.text.length, box: word.box, cell: index })
    })
    const text = lineText({ words })
    draft.cells.push({
      index,
      text,
      start,
      end: draft.text.length,
      box: boxAround(words.map((word) => word.box)),
      block,
    })
    separator = '\t'
  }
}

/** Splits a line where the gap between two words is too wide for a blank. */
function columnsOf(line: Line, page: ReadablePage): Word[][] {
  const columns: Word[][] = []
  let previous: Word | undefined
  for (const word of line.words) {
    const printed = printedWord(word)
    if (printed.text === '') continue
    const column = columns.at(-1)
    if (column === undefined || previous === undefined || isWideGap(previous, printed, page))
      columns.push([printed])
    else column.push(printed)
    previous = printed
  }
  return columns
}

/** A word without blanks or control characters, of bounded length. */
function printedWord(word: Word): Word {
  const text = word.text
    .slice(0, MAX_WORD_LENGTH)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, '')
    .normalize('NFC')
  return { ...word, text }
}

function isWideGap(left: Word, right: Word, page: ReadablePage): boolean {
  const gapPt = (right.box[0] - left.box[2]) * page.widthPt
  const heightPt = Math.max(heightOf(left.box), heightOf(right.box)) * page.heightPt
  return gapPt > heightPt * COLUMN_GAP_IN_LINE_HEIGHTS
}

function rowsOf<C extends Pick<Cell, 'box' | 'index'>>(cells: readonly C[]): C[][] {
  const rows: C[][] = []
  const byHeight = cells.toSorted((a, b) => centreOf(a.box) - centreOf(b.box) || a.index - b.index)
  for (const cell of byHeight) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && isSameRow(first.box, cell.box)) row.push(cell)
    else rows.push([cell])
  }
  return rows.map((row) => row.toSorted((a, b) => a.box[0] - b.box[0] || a.index - b.index))
}

function isSameRow(a: Box, b: Box): boolean {
  return Math.abs(centreOf(a) - centreOf(b)) <= Math.min(heightOf(a), heightOf(b)) * SAME_ROW_TOLERANCE
}

/** Height of the middle of a box on the page. */
export function centreOf(box: Box): number {
  return (box[1] + box[3]) / 2
}

export function heightOf(box: Box): number {
  return box[3] - box[1]
}
