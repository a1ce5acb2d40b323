import type { InkMap } from './bar-runs.ts'
import type { Box } from './page.ts'

/** Side of the cells that are judged: half a dozen bars, or two or three strokes of letters. */
const CELL_MM = 2
/** Mean slope of gray in a cell with bars, as a share of the contrast of the page; blurred bars still reach it. */
const MIN_SLOPE = 0.05
/** 1 where all edges run one way, 0 where they run in all directions. */
const MIN_COHERENCE = 0.72
/** Neighbours belong together when their edges differ by less, as radians. */
const MAX_TURN = Math.PI / 9
/** Smaller clusters are letters and ends of rules. */
const MIN_CELLS = { side: 3, count: 18 }
/** Of the box around a cluster; one that leans fills less of it. */
const MIN_FILL = 0.4

/** Places full of parallel edges, as bar codes are, however they lie and however blurred they are. */
export function barTextures(map: InkMap): Box[] {
  const cellPx = Math.max(4, Math.round(CELL_MM * map.pxPerMm))
  const columns = Math.floor(map.widthPx / cellPx)
  const rows = Math.floor(map.heightPx / cellPx)
  const directions = new Float32Array(columns * rows).fill(Number.NaN)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      directions[row * columns + column] = directionOf(map, column * cellPx, row * cellPx, cellPx)
    }
  }
  return clusters(directions, columns).map(({ left, top, right, bottom }): Box => {
    const [x, y] = [cellPx / map.widthPx, cellPx / map.heightPx]
    return [left * x, top * y, Math.min(1, (right + 1) * x), Math.min(1, (bottom + 1) * y)]
  })
}

/** Which way the edges of a cell run, from its structure tensor; not a number where they do not agree or are none. */
function directionOf({ gray, contrast }: InkMap, left: number, top: number, side: number): number {
  const { data, widthPx, heightPx } = gray
  let [xx, yy, xy] = [0, 0, 0]
  const right = Math.min(left + side, widthPx - 1)
  const bottom = Math.min(top + side, heightPx - 1)
  for (let y = top; y < bottom; y++) {
    let here = data[y * widthPx + left] ?? 255
    for (let x = left; x < right; x++) {
      const at = y * widthPx + x
      const next = data[at + 1] ?? 255
      const dx = next - here
      const dy = (data[at + widthPx] ?? 255) - here
      xx += dx * dx
      yy += dy * dy
      xy += dx * dy
      here = next
    }
  }
  const energy = xx + yy
  if (Math.sqrt(energy) / side < MIN_SLOPE * contrast) return Number.NaN
  return Math.hypot(xx - yy, 2 * xy) < MIN_COHERENCE * energy ? Number.NaN : Math.atan2(2 * xy, xx - yy) / 2
}

interface Cluster {
  left: number
  top: number
  right: number
  bottom: number
  count: number
}

function clusters(directions: Float32Array, columns: number): Cluster[] {
  const found: Cluster[] = []
  const seen = new Uint8Array(directions.length)
  for (let start = 0; start < directions.length; start++) {
    if (seen[start] === 1 || Number.isNaN(directions[start])) continue
    const cluster = grownFrom(start, directions, seen, columns)
    if (isArea(cluster)) found.push(cluster)
  }
  return found
}

function grownFrom(start: number, directions: Float32Array, seen: Uint8Array, columns: number): Cluster {
  const cluster = { left: columns, top: Number.MAX_SAFE_INTEGER, right: 0, bottom: 0, count: 0 }
  const open = [start]
  seen[start] = 1
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const column = cell % columns
    const row = (cell - column) / columns
    cluster.left = Math.min(cluster.left, column)
    cluster.right = Math.max(cluster.right, column)
    cluster.top = Math.min(cluster.top, row)
    cluster.bottom = Math.max(cluster.bottom, row)
    cluster.count++
    for (const beside of besides(cell, columns, directions.length)) {
      if (seen[beside] === 1 || !runsAlike(directions[cell], directions[beside])) continue
      seen[beside] = 1
      open.push(beside)
    }
  }
  return cluster
}

function besides(cell: number, columns: number, cells: number): number[] {
  const column = cell % columns
  const sides = [cell - columns, cell + columns]
  if (column > 0) sides.push(cell - 1)
  if (column < columns - 1) sides.push(cell + 1)
  return sides.filter((side) => side >= 0 && side < cells)
}

/** Directions of edges are the same after half a turn; comparing with nothing is false. */
function runsAlike(a = Number.NaN, b = Number.NaN): boolean {
  const turn = Math.abs(a - b)
  return Math.min(turn, Math.PI - turn) <= MAX_TURN
}

function isArea({ left, top, right, bottom, count }: Cluster): boolean {
  const width = right - left + 1
  const height = bottom - top + 1
  const isWide = width >= MIN_CELLS.side && height >= MIN_CELLS.side
  return isWide && count >= MIN_CELLS.count && count >= width * height * MIN_FILL
}
