import type { Box, PointSize } from '../recognition/page.ts'

/** Something drawn on a page, in 0..1 of the page as shown. */
export interface Mark {
  readonly box: Box
  /** Bars that it may hold at most; `Infinity` for what can be a code by itself, as pictures can. */
  readonly strokes: number
}

/** Millimetres are 72 / 25.4 points. */
const POINTS_PER_MM = 72 / 25.4
/** The narrowest gaps of bar codes that are read from print are below 2 mm; rules of tables are further apart. */
const CELL_PT = 2 * POINTS_PER_MM
/** The shortest code of all, EAN-8, has 22 bars. */
const MIN_STROKES = 20
/** Codes need white around them: ten times the narrowest bar. */
const QUIET_ZONE_PT = 5 * POINTS_PER_MM
/** Searching one large place is faster than many small ones. */
const MAX_PLACES = 6

/** The parts of a page that can hold a code: pictures, and clusters of small strokes. Empty where nothing is drawn. */
export function codePlaces(marks: readonly Mark[], page: PointSize): readonly Box[] {
  const alone = marks.filter(({ strokes }) => strokes >= MIN_STROKES).map(({ box }) => box)
  const small = marks.filter(({ strokes }) => strokes < MIN_STROKES)
  const places = [...alone, ...clusters(small, page)].map((box) => withQuietZone(box, page))
  if (places.length <= MAX_PLACES) return merged(places)
  const groups = places.length > MAX_PLACES * MAX_PLACES ? [around(places)] : merged(places)
  return groups.length > MAX_PLACES ? [around(groups)] : groups
}

/** Boxes around marks that lie close together and are many enough, found on a grid laid over the page. */
function clusters(marks: readonly Mark[], page: PointSize): Box[] {
  const columns = Math.max(1, Math.ceil(page.widthPt / CELL_PT))
  const rows = Math.max(1, Math.ceil(page.heightPt / CELL_PT))
  const groupOf = new Int32Array(columns * rows)
  const cells = marks.map(({ box }) => cellsUnder(box, columns, rows))
  for (const covered of cells) for (const cell of covered) groupOf[cell] = -1
  const groups = numberGroups(groupOf, columns)
  const found = Array.from({ length: groups }, () => ({ strokes: 0, boxes: [] as Box[] }))
  marks.forEach(({ box, strokes }, index) => {
    const group = found[(groupOf[cells[index]?.[0] ?? 0] ?? 0) - 1]
    if (group === undefined) return
    group.strokes += strokes
    group.boxes.push(box)
  })
  return found.filter(({ strokes }) => strokes >= MIN_STROKES).map(({ boxes }) => around(boxes))
}

function cellsUnder([x0, y0, x1, y1]: Box, columns: number, rows: number): number[] {
  const cells: number[] = []
  const at = (share: number, count: number): number => Math.min(count - 1, Math.floor(share * count))
  for (let row = at(y0, rows); row <= at(y1, rows); row++) {
    for (let column = at(x0, columns); column <= at(x1, columns); column++) cells.push(row * columns + column)
  }
  return cells
}

/** Gives covered cells (-1) that touch the same number, from 1 on; says how many there are. */
function numberGroups(groupOf: Int32Array, columns: number): number {
  let groups = 0
  for (let cell = 0; cell < groupOf.length; cell++) {
    if (groupOf[cell] !== -1) continue
    groups++
    const open = [cell]
    groupOf[cell] = groups
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const beside of neighbours(next, columns)) {
        if (groupOf[beside] !== -1) continue
        groupOf[beside] = groups
        open.push(beside)
      }
    }
  }
  return groups
}

function neighbours(cell: number, columns: number): number[] {
  const column = cell % columns
  const sides = [cell - columns, cell + columns]
  if (column > 0) sides.push(cell - 1)
  if (column < columns - 1) sides.push(cell + 1)
  return sides
}

function withQuietZone([x0, y0, x1, y1]: Box, { widthPt, heightPt }: PointSize): Box {
  const x = QUIET_ZONE_PT / widthPt
  const y = QUIET_ZONE_PT / heightPt
  return [Math.max(0, x0 - x), Math.max(0, y0 - y), Math.min(1, x1 + x), Math.min(1, y1 + y)]
}

/** Boxes that overlap become one, until none do. */
function merged(boxes: readonly Box[]): Box[] {
  const apart: Box[] = []
  for (let box of boxes) {
    for (let index = apart.findIndex((other) => overlap(other, box)); index !== -1;) {
      box = around([box, ...apart.splice(index, 1)])
      index = apart.findIndex((other) => overlap(other, box))
    }
    apart.push(box)
  }
  return apart
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

function around(boxes: readonly Box[]): Box {
  return boxes.reduce((a, b) => [
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.max(a[2], b[2]),
    Math.max(a[3], b[3]),
  ])
}
