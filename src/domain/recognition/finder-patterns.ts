import type { Chain, Matcher } from './bar-chains.ts'
import { boxAround, type Box } from './page.ts'
import type { PixelSize } from './raster.ts'

/** The corners of a QR code: black, white, black, white, black as 1 : 1 : 3 : 1 : 1, in rows and in columns. */
const PROFILE = [1, 1, 3, 1, 1]
const UNITS = 7
/** Share of a unit by which a run may differ. */
const TOLERANCE = 0.55
const MIN_UNIT_MM = 0.3
/** The middle of a corner shows it over three units. */
const MIN_LENGTH_UNITS = 1.8
/** Corners of one code are alike in size. */
const SAME_SIZE = 0.3
const SAME_MIDDLE = 0.15
/** Version 40 has 177 modules a side. */
const MAX_SIDE_UNITS = 190

/** Sees the corner of a QR code in the runs of a line. */
export function finderMatcher(pxPerMm: number): Matcher {
  const min = MIN_UNIT_MM * UNITS * pxPerMm
  return (runs, first, start) => {
    const middle = runs[first + 2] ?? 0
    // The middle is the widest; most places end here.
    if (middle < (runs[first] ?? 0) || middle < (runs[first + 1] ?? 0)) return undefined
    let total = 0
    for (let index = 0; index < PROFILE.length; index++) total += runs[first + index] ?? Number.NaN
    if (!(total >= min)) return undefined
    const unit = total / UNITS
    const fits = PROFILE.every((wanted, index) => {
      const off = Math.abs((runs[first + index] ?? 0) - wanted * unit)
      return off <= Math.max(1, wanted * unit * TOLERANCE)
    })
    return fits ? { text: 'corner', start, end: start + total } : undefined
  }
}

/** Places where corners of QR codes are, whether a code can be read there or not. */
export function finderPatternsOf(chains: readonly Chain[], map: PixelSize): Box[] {
  const corners = chains.filter(({ widthPx, lengthPx }) => lengthPx >= (widthPx / UNITS) * MIN_LENGTH_UNITS)
  const crossed = corners.filter((corner, index) =>
    corners.some((other, at) => at !== index && isAlike(corner, other) && isConcentric(corner, other, map)),
  )
  return groups(crossed, map)
}

/** Along rows and along columns the same middle is seen. */
function isConcentric(a: Chain, b: Chain, { widthPx, heightPx }: PixelSize): boolean {
  const reach = a.widthPx * SAME_MIDDLE
  const dx = (a.box[0] + a.box[2] - b.box[0] - b.box[2]) / 2
  const dy = (a.box[1] + a.box[3] - b.box[1] - b.box[3]) / 2
  return Math.abs(dx) * widthPx <= reach && Math.abs(dy) * heightPx <= reach
}

function overlaps(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

function isAlike(a: Chain, b: Chain): boolean {
  return Math.abs(a.widthPx - b.widthPx) <= SAME_SIZE * Math.max(a.widthPx, b.widthPx)
}

/** Boxes around corners of one size that are not further apart than those of the largest code; one alone is none. */
function groups(corners: readonly Chain[], map: PixelSize): Box[] {
  const found: Box[] = []
  const left = [...corners]
  for (let first = left.pop(); first !== undefined; first = left.pop()) {
    const { box, widthPx } = first
    const reach = (widthPx / UNITS) * MAX_SIDE_UNITS
    const isNear = (other: Chain): boolean =>
      isAlike(first, other) &&
      Math.abs(other.box[0] - box[0]) * map.widthPx <= reach &&
      Math.abs(other.box[1] - box[1]) * map.heightPx <= reach
    const near = left.filter(isNear)
    if (near.some((other) => !overlaps(other.box, box))) {
      found.push(boxAround([box, ...near.map((other) => other.box)]))
    }
    for (const other of near) left.splice(left.indexOf(other), 1)
  }
  return found
}
