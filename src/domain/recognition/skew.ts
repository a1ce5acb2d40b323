import { histogram, levelFromWhite, shrink, type GrayRaster } from './raster.ts'

/** The angle of the text lines on a page. */
export interface Skew {
  /** Positive when lines go down to the right. */
  readonly degrees: number
  /** Sharpness of the line profile at this angle relative to one three degrees off; about 1 where there are no lines. */
  readonly score: number
}

/** Steeper pages are not scans that slipped; tesseract's own layout deals with them. */
const MAX_DEGREES = 6
/** Resolution of the raster in which lines are looked for. */
const SEARCH_PPI = 100
const MARGIN_SHARE = 0.03
/** Fewer lower edges than this are no text. */
const MIN_EDGES = 200
/** Ink is darker than this share of the paper. */
const INK_SHARE = 0.72

/** Below the first angle straightening costs sharpness and gains nothing; beyond the second the estimate is not text. */
const WORTH_STRAIGHTENING = { minDegrees: 0.12, maxDegrees: 5.5, minScore: 1.8 }

const NO_SKEW: Skew = { degrees: 0, score: 0 }

/**
 * Finds the angle at which the lower edges of the letters fall into the fewest rows (projection profile), to 0.03°.
 */
export function estimateSkew(raster: GrayRaster, ppi: number): Skew {
  const edges = lowerEdges(shrink(raster, Math.max(1, Math.round(ppi / SEARCH_PPI))))
  if (edges.xs.length < MIN_EDGES) return NO_SKEW
  const sharpness = profileSharpness(edges)
  let best = search(sharpness, 0, MAX_DEGREES, 0.25)
  for (const step of [0.1, 0.03]) best = search(sharpness, best, 3 * step, step)
  return { degrees: best, score: sharpness(best) / Math.max(1, sharpness(best + 3)) }
}

/** Whether turning the page back by the estimated angle helps recognition. */
export function isWorthStraightening({ degrees, score }: Skew): boolean {
  const { minDegrees, maxDegrees, minScore } = WORTH_STRAIGHTENING
  return score > minScore && Math.abs(degrees) >= minDegrees && Math.abs(degrees) < maxDegrees
}

interface Edges {
  /** Distance from the middle of the page. */
  readonly xs: Float32Array
  readonly ys: Float32Array
  readonly heightPx: number
}

function lowerEdges({ widthPx, heightPx, data }: GrayRaster): Edges {
  const ink = levelFromWhite(histogram(data), 0.3) * INK_SHARE
  const marginX = Math.floor(widthPx * MARGIN_SHARE)
  const marginY = Math.floor(heightPx * MARGIN_SHARE)
  const xs: number[] = []
  const ys: number[] = []
  for (let y = marginY; y < heightPx - marginY - 1; y++) {
    for (let x = marginX; x < widthPx - marginX; x++) {
      const here = data[y * widthPx + x] ?? 255
      const below = data[(y + 1) * widthPx + x] ?? 255
      if (here < ink && below >= ink) {
        xs.push(x - widthPx / 2)
        ys.push(y)
      }
    }
  }
  return { xs: Float32Array.from(xs), ys: Float32Array.from(ys), heightPx }
}

/** Sum of the squared row counts along lines of an angle: large when edges gather in few rows. */
function profileSharpness({ xs, ys, heightPx }: Edges): (degrees: number) => number {
  const rows = new Uint32Array(heightPx * 2 + 400)
  const offset = heightPx / 2 + 200
  return (degrees) => {
    rows.fill(0)
    const slope = Math.tan((degrees * Math.PI) / 180)
    for (let i = 0; i < xs.length; i++) {
      const row = Math.floor((ys[i] ?? 0) - (xs[i] ?? 0) * slope + offset)
      rows[row] = (rows[row] ?? 0) + 1
    }
    let sum = 0
    for (const count of rows) sum += count * count
    return sum
  }
}

function search(sharpness: (degrees: number) => number, centre: number, reach: number, step: number): number {
  let best = centre
  let bestSharpness = -1
  for (let degrees = centre - reach; degrees <= centre + reach + 1e-9; degrees += step) {
    const found = sharpness(degrees)
    if (found > bestSharpness) {
      bestSharpness = found
      best = degrees
    }
  }
  return best
}

/** Turns the page content back by a small angle around its centre; the size stays, corners are filled with white. */
export function straighten(raster: GrayRaster, degrees: number): GrayRaster {
  const { widthPx, heightPx, data } = raster
  const out = new Uint8Array(data.length).fill(255)
  const angle = (degrees * Math.PI) / 180
  const stepX = Math.round(Math.cos(angle) * 65_536)
  const stepY = Math.round(Math.sin(angle) * 65_536)
  const centreX = widthPx / 2
  const centreY = heightPx / 2
  for (let y = 0; y < heightPx; y++) {
    let fixedX = Math.round((centreX + Math.cos(angle) * -centreX - Math.sin(angle) * (y - centreY)) * 65_536)
    let fixedY = Math.round((centreY + Math.sin(angle) * -centreX + Math.cos(angle) * (y - centreY)) * 65_536)
    for (let x = 0; x < widthPx; x++) {
      const left = fixedX >> 16
      const top = fixedY >> 16
      if (left >= 0 && top >= 0 && left < widthPx - 1 && top < heightPx - 1) {
        out[y * widthPx + x] = blend(
          data,
          top * widthPx + left,
          widthPx,
          (fixedX >> 8) & 255,
          (fixedY >> 8) & 255,
        )
      }
      fixedX += stepX
      fixedY += stepY
    }
  }
  return { widthPx, heightPx, data: out }
}

/** Bilinear mean of four neighbours; the shares are of 256. */
function blend(data: Uint8Array, index: number, widthPx: number, shareX: number, shareY: number): number {
  const upper = (data[index] ?? 255) * (256 - shareX) + (data[index + 1] ?? 255) * shareX
  const lower = (data[index + widthPx] ?? 255) * (256 - shareX) + (data[index + widthPx + 1] ?? 255) * shareX
  return (upper * (256 - shareY) + lower * shareY) >> 16
}
