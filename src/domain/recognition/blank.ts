import { inkSpots, type InkSpot } from './components.ts'
import { shrink, type GrayRaster, type PixelSize } from './raster.ts'

/** Resolution at which spots are judged: dust vanishes in the mean, a full stop still shows. */
const JUDGING_PPI = 100
/** On a whitened page; pencil is lighter than ink. */
const INK_BELOW = 190
/** Dust and specks of compression. */
const MIN_SPOT_PX = 4
/** Shadows of the scanner's edge lie in this part of the page. */
const EDGE_SHARE = 0.02
/** Punch holes: solid, 3 to 10 mm, within 20 mm of an edge. */
const HOLE = { minInch: 0.12, maxInch: 0.4, edgeInch: 0.8, minFill: 0.6 }
/** What may remain on a page that nobody would call written on: about one full stop. */
const MAX_BLANK_INK_PX = 14

/**
 * Whether nothing is written, printed or drawn on a whitened page. Holes, scanner edges and dust do not count;
 * a single handwritten word does.
 */
export function isBlank(page: GrayRaster, ppi: number): boolean {
  const factor = Math.max(1, Math.round(ppi / JUDGING_PPI))
  const small = shrink(page, factor)
  const smallPpi = ppi / factor
  whitenEdges(small)
  let inkPx = 0
  for (const spot of inkSpots(small, INK_BELOW)) {
    if (spot.areaPx < MIN_SPOT_PX || isPunchHole(spot, small, smallPpi)) continue
    inkPx += spot.areaPx
    if (inkPx > MAX_BLANK_INK_PX) return false
  }
  return true
}

function whitenEdges({ widthPx, heightPx, data }: GrayRaster): void {
  const edge = Math.ceil(Math.max(widthPx, heightPx) * EDGE_SHARE)
  data.fill(255, 0, edge * widthPx)
  data.fill(255, (heightPx - edge) * widthPx)
  for (let y = edge; y < heightPx - edge; y++) {
    data.fill(255, y * widthPx, y * widthPx + edge)
    data.fill(255, (y + 1) * widthPx - edge, (y + 1) * widthPx)
  }
}

function isPunchHole(spot: InkSpot, { widthPx, heightPx }: PixelSize, ppi: number): boolean {
  const width = spot.right - spot.left + 1
  const height = spot.bottom - spot.top + 1
  const edge = HOLE.edgeInch * ppi
  const nearEdge =
    spot.left < edge || spot.top < edge || spot.right > widthPx - edge || spot.bottom > heightPx - edge
  const sized = [width, height].every((side) => side >= HOLE.minInch * ppi && side <= HOLE.maxInch * ppi)
  return nearEdge && sized && spot.areaPx > width * height * HOLE.minFill
}
