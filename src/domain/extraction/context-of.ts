import { cellAt, centreOf, heightOf, placeOf } from './reading.ts'
import type { Cell, PageText } from './reading.ts'

/** What stands around a value: how a person tells what kind of date or amount it is. */
export interface Surroundings {
  /** Text of the same cell before and after it. */
  readonly before: string
  readonly after: string
  /** Cells to the left in the same row, nearest last. */
  readonly left: string
  readonly right: string
  /** Words straight above: the heading of the column, over any figures in between. */
  readonly above: string
}

/** How many line heights above a value its heading may stand. */
const HEADING_REACH = 3.2
const MAX_AROUND_LENGTH = 160

export function surroundingsOf(page: PageText, start: number, end: number): Surroundings {
  const cell = cellAt(page, start)
  if (cell === undefined) return { before: '', after: '', left: '', right: '', above: '' }
  const row = page.rows[cell.row] ?? []
  const position = row.findIndex((other) => other.index === cell.index)
  const textOfCells = (cells: readonly Cell[]): string => cells.map((other) => other.text).join(' ')
  return {
    before: beforeIn(page, cell, start),
    after: page.text.slice(end, Math.max(end, cell.end)).slice(0, MAX_AROUND_LENGTH),
    left: textOfCells(row.slice(0, position)).slice(-MAX_AROUND_LENGTH),
    right: textOfCells(row.slice(position + 1)).slice(0, MAX_AROUND_LENGTH),
    above: headingOver(page, cell, start, end),
  }
}

/** In running text the line before belongs to it: "zahlbar bis zum" may stand at its end. */
function beforeIn(page: PageText, cell: Cell, start: number): string {
  const own = page.text.slice(cell.start, start)
  const previous = page.cells[cell.index - 1]
  if (previous?.block !== cell.block || previous.row === cell.row || own.length > 40)
    return own.slice(-MAX_AROUND_LENGTH)
  return `${previous.text.slice(-60)}\n${own}`
}

/** A column of figures may be this many rows long before its heading. */
const MAX_COLUMN_ROWS = 15

/** The nearest words above the value: straight above, or over figures of the same column. */
function headingOver(page: PageText, cell: Cell, start: number, end: number): string {
  const [left, , right] = placeOf(page, start, end).box
  let bottom = cell
  for (let row = cell.row - 1; row >= Math.max(0, cell.row - MAX_COLUMN_ROWS); row -= 1) {
    const above = page.rows[row]?.find((other) => other.box[0] < right && left < other.box[2])
    if (above === undefined) continue
    if (centreOf(bottom.box) - centreOf(above.box) > heightOf(bottom.box) * HEADING_REACH) return ''
    if (/\p{L}{2}/u.test(above.text)) return wordsOver(page, above, left, right)
    bottom = above
  }
  return ''
}

/** Of a cell that holds several headings, the words over the value; headings are often a little wider than figures. */
function wordsOver(page: PageText, cell: Cell, left: number, right: number): string {
  const margin = (right - left) * 0.2
  const over = page.words.filter(
    (word) => word.cell === cell.index && word.box[0] < right + margin && left - margin < word.box[2],
  )
  const first = over[0]
  const last = over.at(-1)
  return first === undefined || last === undefined
    ? ''
    : page.text.slice(first.start, last.end).slice(0, MAX_AROUND_LENGTH)
}

/** The nearest cell straight above, within reach. */
export function cellAbove(page: PageText, cell: Cell): Cell | undefined {
  return neighbour(page, cell, -1)
}

/** The nearest cell straight below, within reach. */
export function cellBelow(page: PageText, cell: Cell): Cell | undefined {
  return neighbour(page, cell, 1)
}

function neighbour(page: PageText, cell: Cell, step: 1 | -1): Cell | undefined {
  const reach = heightOf(cell.box) * HEADING_REACH
  for (let row = cell.row + step; row >= 0 && row < page.rows.length; row += step) {
    const near =
      page.rows[row]?.filter((other) => Math.abs(centreOf(other.box) - centreOf(cell.box)) <= reach) ?? []
    if (near.length === 0) return undefined
    const hit = near.find((other) => sharesColumn(other, cell))
    if (hit !== undefined) return hit
  }
  return undefined
}

export function cellRightOf(page: PageText, cell: Cell): Cell | undefined {
  const row = page.rows[cell.row] ?? []
  return row[row.findIndex((other) => other.index === cell.index) + 1]
}

function sharesColumn(a: Cell, b: Cell): boolean {
  return a.box[0] < b.box[2] && b.box[0] < a.box[2]
}
