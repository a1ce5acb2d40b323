import { cellAt, centreOf, heightOf } from './reading.ts'
import type { Cell, PageText } from './reading.ts'

/** What stands around a value: how a person tells what kind of date or amount it is. */
export interface Surroundings {
  /** Text of the same cell before and after it. */
  readonly before: string
  readonly after: string
  /** Cells to the left in the same row, nearest last. */
  readonly left: string
  readonly right: string
  /** The nearest cell straight above. */
  readonly above: string
}

/** How many line heights above a value its heading may stand. */
const HEADING_REACH = 2.6
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
    above: cellAbove(page, cell)?.text.slice(0, MAX_AROUND_LENGTH) ?? '',
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

/** The nearest cell above whose columns touch, within reach. */
export function cellAbove(page: PageText, cell: Cell, reach = HEADING_REACH): Cell | undefined {
  const highest = centreOf(cell.box) - heightOf(cell.box) * reach
  for (let row = cell.row - 1; row >= 0; row -= 1) {
    const cells = page.rows[row] ?? []
    const first = cells[0]
    if (first === undefined || centreOf(first.box) < highest) return undefined
    const above = cells.find((other) => sharesColumn(other, cell))
    if (above !== undefined) return above
  }
  return undefined
}

/** The nearest cell below whose columns touch, within reach. */
export function cellBelow(page: PageText, cell: Cell, reach = HEADING_REACH): Cell | undefined {
  const lowest = centreOf(cell.box) + heightOf(cell.box) * reach
  for (let row = cell.row + 1; row < page.rows.length; row += 1) {
    const cells = page.rows[row] ?? []
    const first = cells[0]
    if (first === undefined || centreOf(first.box) > lowest) return undefined
    const below = cells.find((other) => sharesColumn(other, cell))
    if (below !== undefined) return below
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
