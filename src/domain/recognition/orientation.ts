import { histogram, levelFromWhite, shrink, type GrayRaster } from './raster.ts'

/** Lines are visible and letters are not at this resolution. */
const PROFILE_PPI = 75
/** Slopes that a scan can have without being turned. */
const SLOPES_DEGREES = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]
const INK_SHARE = 0.72
const MARGIN_SHARE = 0.04
/** Upright letters stay above it; below it the lines stand upright on the page, or there are none. */
const SUSPICIOUS_RATIO = 1

/**
 * How much more the edges of the ink gather in rows than in columns: over 1 where lines of text lie, under 1 where
 * they stand. Upside-down pages look like upright ones.
 */
export function lineProfileRatio(page: GrayRaster, ppi: number): number {
  const small = shrink(page, Math.max(1, Math.round(ppi / PROFILE_PPI)))
  const ink = levelFromWhite(histogram(small.data), 0.3) * INK_SHARE
  const lying = gathering(small, ink, {
    along: 1,
    across: small.widthPx,
    length: small.widthPx,
    count: small.heightPx,
  })
  const standing = gathering(small, ink, {
    along: small.widthPx,
    across: 1,
    length: small.heightPx,
    count: small.widthPx,
  })
  return standing === 0 ? SUSPICIOUS_RATIO : lying / standing
}

/** Whether the lines of text seem to stand upright on the page, so that it has to be turned by 90° or 270°. */
export function linesStand(ratio: number): boolean {
  return ratio < SUSPICIOUS_RATIO
}

/** How to walk through the raster: steps along a line and to the next line, and how far. */
interface Walk {
  readonly along: number
  readonly across: number
  readonly length: number
  readonly count: number
}

function gathering({ data }: GrayRaster, ink: number, walk: Walk): number {
  const bins = new Float64Array(walk.count + walk.length)
  let best = 0
  for (const degrees of SLOPES_DEGREES) {
    bins.fill(0)
    collectEdges(data, ink, walk, Math.tan((degrees * Math.PI) / 180), bins)
    best = Math.max(best, unevenness(bins))
  }
  return best
}

function collectEdges(data: Uint8Array, ink: number, walk: Walk, slope: number, bins: Float64Array): void {
  const { along, across, length, count } = walk
  const lineMargin = Math.floor(count * MARGIN_SHARE)
  const margin = Math.floor(length * MARGIN_SHARE)
  for (let line = lineMargin; line < count - lineMargin - 1; line++) {
    for (let step = margin; step < length - margin; step++) {
      const index = line * across + step * along
      if ((data[index] ?? 255) >= ink || (data[index + across] ?? 255) < ink) continue
      const bin = Math.floor(line - (step - length / 2) * slope + length / 4)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
  }
}

/** Mean square over squared mean, from the first to the last bin with an edge: rows between lines count as empty. */
function unevenness(bins: Float64Array): number {
  let squares = 0
  let sum = 0
  let first = bins.length
  let last = 0
  bins.forEach((count, bin) => {
    if (count === 0) return
    squares += count * count
    sum += count
    first = Math.min(first, bin)
    last = bin
  })
  return sum === 0 ? 0 : (squares * (last - first + 1)) / (sum * sum)
}
