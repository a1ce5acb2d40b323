import { histogram, levelFromWhite, type GrayRaster } from './raster.ts'

/** Cells of about 3.6 mm: larger than a letter, smaller than a shadow. */
const CELLS_PER_INCH = 7
/** Within a cell, this share of the pixels is taken to be paper or lighter. */
const PAPER_SHARE = 0.2
/** Between the lightest and the darkest fifth of a cell without print lies nothing but grain. */
const GRAIN_SHARES = { light: PAPER_SHARE, dark: 0.8 }
/** Three quarters of the cells of a page have print or pictures at most; the others show the grain. */
const EMPTY_CELLS_SHARE = 0.25
/**
 * Whitening makes thin pale strokes thinner, so paper that is light, even and without grain is left as it is. Scans of
 * clean print have a grain of 0.008 to 0.017 of the paper's level, of usual office scanners 0.03, of bad ones 0.08.
 */
const CLEAN_PAPER = { minLevel: 225, maxGrain: 0.022, minEvenness: 0.88 }
/** Pixels at this share of the paper level or above become white. */
const WHITE_FROM = 0.88
/** Cells darker than this share of the usual paper are holes, photos or black borders: neighbours decide. */
const DARK_CELL = 0.8
const DARKEST_PAPER = 0.6
/** Of pages in uneven light, where dark cells are paper in shadow. */
const DARKEST_SHADOW = 0.2
/**
 * Shadows of hands and lamps: the darkest cells are below this share of the lightest ones, neighbours seldom differ by a
 * step, and nothing in them is lighter than their paper. Areas printed in colour have edges, and white letters in them.
 */
const UNEVEN_LIGHT = { minLevel: 30, maxEvenness: 0.8, step: 0.82, maxSteps: 0.02, maxLightPrint: 0.1 }
/** So much lighter than the paper of its cell is no grain; so few pixels of a cell are enough. */
const LIGHT_PRINT = { ratio: 1.25, share: 0.02 }
/** Levels a gray scan of paper has; outside it the page is already clean, or it is a photo or white on black. */
const MEDIAN_LEVEL = { min: 110, max: 247 }
/** Lightest level that 85 % of the pixels reach, relative to the median; below it much of the page is shaded on purpose. */
const MIN_LIGHT_SHARE = 0.75
/** Every 97th pixel: a prime, so that no regular pattern of the page is hit. */
const SAMPLING_STEP = 97

/** Whether the page is a gray scan of paper whose background is uneven or gray but not made of coloured areas. */
export function isPaperScan({ data }: GrayRaster): boolean {
  const counts = histogram(data, SAMPLING_STEP)
  const median = levelFromWhite(counts, 0.5)
  const light = levelFromWhite(counts, 0.85)
  return median >= MEDIAN_LEVEL.min && median <= MEDIAN_LEVEL.max && light > median * MIN_LIGHT_SHARE
}

/**
 * Divides the page by the level of its paper, cell by cell (flat-field correction): shadows, folds and gray paper
 * become white, ink keeps its contrast.
 */
export function whitenPaper(raster: GrayRaster, ppi: number): GrayRaster {
  const cellPx = cellSizePx(ppi)
  return divideByPaper(raster, liftDarkCells(measurePaper(raster, cellPx), DARKEST_PAPER), cellPx)
}

/** Whitens the paper of scans unless it is clean, and that of pages in uneven light. */
export function whitenUncleanPaper(raster: GrayRaster, ppi: number): GrayRaster {
  const cellPx = cellSizePx(ppi)
  const paper = measurePaper(raster, cellPx)
  if (isPaperScan(raster)) {
    return isClean(paper) ? raster : divideByPaper(raster, liftDarkCells(paper, DARKEST_PAPER), cellPx)
  }
  return isUnevenlyLit(paper) ? divideByPaper(raster, liftDarkCells(paper, DARKEST_SHADOW), cellPx) : raster
}

function isUnevenlyLit(paper: MeasuredPaper): boolean {
  const sorted = Float32Array.from(paper.levels).sort()
  const [dark, light] = [quantile(sorted, 0.05), quantile(sorted, 0.95)]
  const { minLevel, maxEvenness, maxSteps, maxLightPrint } = UNEVEN_LIGHT
  if (dark < minLevel || dark > light * maxEvenness) return false
  return stepShare(paper) <= maxSteps && lightPrintShare(paper, light * maxEvenness) <= maxLightPrint
}

/** Share of the pairs of neighbours between which the light changes by a step. */
function stepShare({ columns, rows, levels }: PaperGrid): number {
  let [pairs, steps] = [0, 0]
  const compare = (here: number, there: number): void => {
    const [a, b] = [levels[here] ?? 0, levels[there] ?? 0]
    pairs += 1
    if (Math.min(a, b) < Math.max(a, b) * UNEVEN_LIGHT.step) steps += 1
  }
  for (let cell = 0; cell < columns * rows; cell++) {
    if ((cell + 1) % columns !== 0) compare(cell, cell + 1)
    if (cell + columns < columns * rows) compare(cell, cell + columns)
  }
  return steps / Math.max(1, pairs)
}

/** Share of the dark cells in which something is lighter than the paper. */
function lightPrintShare({ levels, lightest }: MeasuredPaper, darkBelow: number): number {
  let [dark, printed] = [0, 0]
  levels.forEach((level, cell) => {
    if (level >= darkBelow) return
    dark += 1
    if ((lightest[cell] ?? 0) > level * LIGHT_PRINT.ratio) printed += 1
  })
  return printed / Math.max(1, dark)
}

function cellSizePx(ppi: number): number {
  return Math.max(16, Math.round(ppi / CELLS_PER_INCH))
}

interface PaperGrid {
  readonly columns: number
  readonly rows: number
  readonly levels: Float32Array
}

interface MeasuredPaper extends PaperGrid {
  /** Unevenness within each cell, as a share of its level. */
  readonly grains: Float32Array
  /** What the lightest pixels of each cell reach. */
  readonly lightest: Float32Array
}

function isClean({ levels, grains }: MeasuredPaper): boolean {
  const { minLevel, maxGrain, minEvenness } = CLEAN_PAPER
  const sorted = Float32Array.from(levels).sort()
  const [dark, usual, light] = [0.05, 0.5, 0.95].map((share) => quantile(sorted, share))
  if (dark === undefined || usual === undefined || light === undefined) return false
  const grain = quantile(Float32Array.from(grains).sort(), EMPTY_CELLS_SHARE)
  return usual >= minLevel && dark >= light * minEvenness && grain <= maxGrain
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

function measurePaper(raster: GrayRaster, cellPx: number): MeasuredPaper {
  const columns = Math.ceil(raster.widthPx / cellPx)
  const rows = Math.ceil(raster.heightPx / cellPx)
  const levels = new Float32Array(columns * rows)
  const grains = new Float32Array(columns * rows)
  const lightest = new Float32Array(columns * rows)
  const counts = new Uint32Array(256)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column
      const total = countCell(raster, column * cellPx, row * cellPx, cellPx, counts)
      const level = levelReached(counts, total * GRAIN_SHARES.light)
      levels[cell] = level
      lightest[cell] = levelReached(counts, total * LIGHT_PRINT.share)
      grains[cell] = (level - levelReached(counts, total * GRAIN_SHARES.dark)) / Math.max(1, level)
    }
  }
  return { columns, rows, levels, grains, lightest }
}

/** Counts the levels in one cell; every second pixel each way is enough. Returns how many were counted. */
function countCell(
  raster: GrayRaster,
  left: number,
  top: number,
  cellPx: number,
  counts: Uint32Array,
): number {
  counts.fill(0)
  const bottom = Math.min(raster.heightPx, top + cellPx)
  const right = Math.min(raster.widthPx, left + cellPx)
  let total = 0
  for (let y = top; y < bottom; y += 2) {
    for (let x = left; x < right; x += 2) {
      const level = raster.data[y * raster.widthPx + x] ?? 0
      counts[level] = (counts[level] ?? 0) + 1
      total++
    }
  }
  return total
}

/** The level that so many pixels reach or exceed. */
function levelReached(counts: Uint32Array, wanted: number): number {
  let seen = 0
  let level = 255
  for (; level > 0; level--) {
    seen += counts[level] ?? 0
    if (seen >= wanted) break
  }
  return level
}

/** @param darkest level of paper, as a share of the usual one */
function liftDarkCells({ columns, rows, levels }: PaperGrid, darkest: number): PaperGrid {
  const usual = Float32Array.from(levels).sort()[Math.floor(levels.length * 0.6)] ?? 255
  const lifted = Float32Array.from(levels, (level, index) => {
    if (level >= usual * DARK_CELL) return Math.max(level, 1)
    const row = Math.floor(index / columns)
    const brightest = brightestAround({ columns, rows, levels }, index % columns, row)
    return Math.max(brightest, usual * darkest, 1)
  })
  return { columns, rows, levels: lifted }
}

function brightestAround({ columns, rows, levels }: PaperGrid, column: number, row: number): number {
  let brightest = 0
  for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
    for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
      brightest = Math.max(brightest, levels[y * columns + x] ?? 0)
    }
  }
  return brightest
}

/** Steps of the table that maps pixel / paper to a level; ratios from 0 to 2. */
const RATIO_STEPS = 1024

function divideByPaper(raster: GrayRaster, paper: PaperGrid, cellPx: number): GrayRaster {
  const { widthPx, heightPx, data } = raster
  const levelOfRatio = ratioTable()
  const out = new Uint8Array(data.length)
  const rowPaper = new Float32Array(paper.columns)
  for (let y = 0; y < heightPx; y++) {
    blendRows(paper, (y + 0.5) / cellPx - 0.5, rowPaper)
    const start = y * widthPx
    for (let x = 0; x < widthPx; x++) {
      const position = Math.max(0, (x + 0.5) / cellPx - 0.5)
      const left = Math.floor(position)
      const a = rowPaper[left] ?? 255
      const b = rowPaper[Math.min(left + 1, paper.columns - 1)] ?? 255
      const level = a + (b - a) * (position - left)
      const ratio = Math.min(2 * RATIO_STEPS - 1, Math.floor(((data[start + x] ?? 0) * RATIO_STEPS) / level))
      out[start + x] = levelOfRatio[ratio] ?? 255
    }
  }
  return { widthPx, heightPx, data: out }
}

function blendRows({ columns, rows, levels }: PaperGrid, position: number, target: Float32Array): void {
  const clamped = Math.min(Math.max(0, position), rows - 1)
  const upper = Math.floor(clamped)
  const lower = Math.min(upper + 1, rows - 1)
  const share = clamped - upper
  for (let x = 0; x < columns; x++) {
    const a = levels[upper * columns + x] ?? 255
    const b = levels[lower * columns + x] ?? 255
    target[x] = a + (b - a) * share
  }
}

function ratioTable(): Uint8Array {
  return Uint8Array.from({ length: 2 * RATIO_STEPS }, (_, step) => {
    const ratio = step / RATIO_STEPS
    return ratio >= WHITE_FROM ? 255 : Math.round((255 * ratio) / WHITE_FROM)
  })
}
