import type { GrayRaster } from './raster.ts'

/** Cells of half a millimetre: wider than most strokes of a letter, narrower than what lies between a frame and its text. */
const CELLS_PER_INCH = 50
/** Strokes and rules up to this many cells to either side are print on the field, not its end. */
const STROKE_CELLS = 2
/** Levels of fields: below it is black with white letters, above it the engines tell ink from paper by themselves. */
const FIELD_LEVEL = { darkest: 80, lightest: 225 }
/** Neighbours of one field differ by less; photos and drawings fall apart. */
const MAX_STEP = 8
/** About 30 mm²: a column that is wide enough for one letter. */
const MIN_CELLS = 120
/** What is darker than this share of a field is print on it; fewer cells with it are no letter. */
const DARK_PRINT = { share: 0.6, minCells: 4 }
/** White letters: lighter than the field and, in the same half millimetre, hardly lighter than it. */
const LIGHT_PRINT = { strokeRatio: 1.25, groundRatio: 1.1 }
/** Pixels at this share of the level of their field or above become white. */
const WHITE_FROM = 0.88

interface Cells {
  readonly columns: number
  readonly rows: number
  readonly cellPx: number
}

/**
 * Makes gray fields of forms and tables white under their print: engines take the whole page by one threshold, and what
 * lies below it is a black field to them. Fields without print, as beside the paper of a scan, and those with more white
 * than black print are left.
 */
export function whitenTints(raster: GrayRaster, ppi: number): GrayRaster {
  const cellPx = Math.max(2, Math.round(ppi / CELLS_PER_INCH))
  const cells = {
    columns: Math.floor(raster.widthPx / cellPx),
    rows: Math.floor(raster.heightPx / cellPx),
    cellPx,
  }
  const lightest = lightestLevels(raster, cells)
  if (!lightest.some(isFieldLevel)) return raster
  const ground = withoutStrokes(lightest, cells)
  const levels = new Uint8Array(ground.length)
  const seen = new Uint8Array(ground.length)
  for (let start = 0; start < ground.length; start++) {
    if (seen[start] === 1 || !isFieldLevel(ground[start])) continue
    const field = takeField(ground, start, cells, seen)
    if (field.length < MIN_CELLS || !hasDarkPrint(field, ground, lightest, raster, cells)) continue
    for (const cell of field) levels[cell] = ground[cell] ?? 0
  }
  return levels.some((level) => level > 0) ? divide(raster, withEdges(levels, cells), cells) : raster
}

function isFieldLevel(level: number | undefined): boolean {
  return level !== undefined && level >= FIELD_LEVEL.darkest && level <= FIELD_LEVEL.lightest
}

/** The lightest level of each cell; every second pixel each way is enough. */
function lightestLevels({ widthPx, data }: GrayRaster, { columns, rows, cellPx }: Cells): Uint8Array {
  const lightest = new Uint8Array(columns * rows)
  for (let y = 0; y < rows * cellPx; y += 2) {
    const row = Math.floor(y / cellPx) * columns
    for (let column = 0; column < columns; column++) {
      const from = y * widthPx + column * cellPx
      let light = lightest[row + column] ?? 0
      for (let at = from; at < from + cellPx; at += 2) {
        const level = data[at] ?? 0
        if (level > light) light = level
      }
      lightest[row + column] = light
    }
  }
  return lightest
}

/** Whether anything in a cell is darker than `level`. */
function isDarkerIn(
  cell: number,
  level: number,
  { widthPx, data }: GrayRaster,
  { columns, cellPx }: Cells,
): boolean {
  const column = cell % columns
  const top = ((cell - column) / columns) * cellPx
  for (let y = top; y < top + cellPx; y++) {
    const from = y * widthPx + column * cellPx
    for (let at = from; at < from + cellPx; at++) if ((data[at] ?? 255) < level) return true
  }
  return false
}

/** What lies behind strokes: the lightest around, and of that the darkest around, which puts edges back (a closing). */
function withoutStrokes(levels: Uint8Array, { columns, rows }: Cells): Uint8Array {
  const widened = alongRows(alongRows(levels, columns, 1), rows, 1)
  return alongRows(alongRows(widened, columns, -1), rows, -1)
}

/** The lightest (1) or darkest (-1) level to either side, with rows and columns exchanged: a second call puts them back. */
function alongRows(levels: Uint8Array, columns: number, sign: 1 | -1): Uint8Array {
  const rows = levels.length / columns
  const found = new Uint8Array(levels.length)
  for (let row = 0; row < rows; row++) {
    const start = row * columns
    for (let column = 0; column < columns; column++) {
      let level = levels[start + column] ?? 0
      const last = Math.min(columns - 1, column + STROKE_CELLS)
      for (let x = Math.max(0, column - STROKE_CELLS); x <= last; x++) {
        const other = levels[start + x] ?? 0
        if ((other - level) * sign > 0) level = other
      }
      found[column * rows + row] = level
    }
  }
  return found
}

/** The cells that hang together with `start`, each hardly lighter or darker than its neighbour. */
function takeField(ground: Uint8Array, start: number, { columns }: Cells, seen: Uint8Array): number[] {
  const field: number[] = []
  const stack = [start]
  seen[start] = 1
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    field.push(cell)
    const level = ground[cell] ?? 0
    const column = cell % columns
    const around = [cell - columns, cell + columns]
    if (column > 0) around.push(cell - 1)
    if (column < columns - 1) around.push(cell + 1)
    for (const next of around) {
      const other = ground[next]
      if (other === undefined || seen[next] === 1 || !isFieldLevel(other)) continue
      if (Math.abs(other - level) > MAX_STEP) continue
      seen[next] = 1
      stack.push(next)
    }
  }
  return field
}

/** Whether a field is printed dark, and more so than light. */
function hasDarkPrint(
  field: readonly number[],
  ground: Uint8Array,
  lightest: Uint8Array,
  raster: GrayRaster,
  cells: Cells,
): boolean {
  const isInked = (cell: number): boolean =>
    isDarkerIn(cell, (ground[cell] ?? 0) * DARK_PRINT.share, raster, cells)
  const dark = field.filter(isInked).length
  return dark >= DARK_PRINT.minCells && dark >= lightPrint(field, ground, lightest, raster, cells)
}

/**
 * How many cells around a field have light strokes in them. Where it borders on white lies one such cell, in letters lie
 * several side by side.
 */
function lightPrint(
  field: readonly number[],
  ground: Uint8Array,
  lightest: Uint8Array,
  raster: GrayRaster,
  cells: Cells,
): number {
  const { columns } = cells
  const level = field.reduce((sum, cell) => sum + (ground[cell] ?? 0), 0) / field.length
  const { left, right, top, bottom } = boxOf(field, columns)
  const crossed = new Uint8Array(ground.length)
  let count = 0
  for (let row = top; row <= bottom; row++) {
    for (let cell = row * columns + left; cell <= row * columns + right; cell++) {
      if ((lightest[cell] ?? 0) < level * LIGHT_PRINT.strokeRatio) continue
      if (!isDarkerIn(cell, level * LIGHT_PRINT.groundRatio, raster, cells)) continue
      if (isDarkerIn(cell, level * DARK_PRINT.share, raster, cells)) continue
      crossed[cell] = 1
      const [above, before, corner] = [cell - columns, cell - 1, cell - columns - 1]
      if (crossed[above] === 1 && crossed[before] === 1 && crossed[corner] === 1) count += 1
    }
  }
  return count
}

function boxOf(
  field: readonly number[],
  columns: number,
): { left: number; right: number; top: number; bottom: number } {
  let [left, right, top, bottom] = [columns, 0, Number.MAX_SAFE_INTEGER, 0]
  for (const cell of field) {
    const column = cell % columns
    const row = (cell - column) / columns
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  }
  return { left, right, top, bottom }
}

/** The cells in which a field ends are partly white; they take the level of the field beside them. */
function withEdges(levels: Uint8Array, { columns, rows }: Cells): Uint8Array {
  const wider = Uint8Array.from(levels)
  for (let cell = 0; cell < levels.length; cell++) {
    if (levels[cell] !== 0) continue
    const column = cell % columns
    const row = (cell - column) / columns
    let level = 0
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        level = Math.max(level, levels[y * columns + x] ?? 0)
      }
    }
    wider[cell] = level
  }
  return wider
}

function divide(raster: GrayRaster, levels: Uint8Array, { columns, rows, cellPx }: Cells): GrayRaster {
  const { widthPx, heightPx } = raster
  const data = Uint8Array.from(raster.data)
  for (let y = 0; y < heightPx; y++) {
    const row = Math.min(rows - 1, Math.floor(y / cellPx)) * columns
    for (let x = 0; x < widthPx; x++) {
      const level = levels[row + Math.min(columns - 1, Math.floor(x / cellPx))] ?? 0
      if (level === 0) continue
      const at = y * widthPx + x
      data[at] = Math.min(255, Math.round(((data[at] ?? 0) * 255) / (level * WHITE_FROM)))
    }
  }
  return { widthPx, heightPx, data }
}
