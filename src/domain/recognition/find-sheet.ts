import type { PicturePoint, Sheet } from './perspective.ts'
import { histogram, levelFromWhite, shrink, type GrayRaster, type PixelSize } from './raster.ts'

/** Long side on which the sheet is looked for: its edges show, its letters hardly. */
const SEARCH_PX = 600
/** Ground is darker than this share of the paper. */
const GROUND_SHARE = 0.72
/** The frame of the picture, as a share of its sides; at least so much of it shows the ground. */
const FRAME = { share: 0.012, samples: 4, minGround: 0.5, groundQuantile: 0.65 }
/** Every 97th pixel: a prime, so that no regular pattern of the page is hit. */
const SAMPLING_STEP = 97
/** Between ground and paper; nearer to the ground, because paper may lie in shadow. */
const THRESHOLD_SHARE = 0.25
/** Sheets that are smaller are something on a page, not the page. */
const MIN_SHEET_SHARE = 0.3
/** Corners of pages are folded and covered by fingers. */
const EDGE_MIDDLE = { from: 0.12, to: 0.88 }
/** Points of an edge lie within so many pixels of a line, but for so many of them. */
const STRAIGHT = { withinPx: 2.5, minShare: 0.7 }
/** Corners may lie a little outside of the picture, and angles differ from right ones. */
const LIMITS = { outsideShare: 0.04, minSine: 0.9 }
/** Below it the sheet fills the picture. */
const MIN_INSET_SHARE = 0.012
/** Neighbours on the ground seldom differ by more: text beside a bright box does. */
const PLAIN_GROUND = { step: 40, maxShare: 0.04, marginPx: 8 }

/**
 * Finds the one sheet of paper that lies on a darker ground: photos of letters and scans with a dark border. Undefined
 * for pages that fill the picture and for everything that is not clearly a sheet.
 */
export function findSheet(raster: GrayRaster): Sheet | undefined {
  const paper = levelFromWhite(histogram(raster.data, SAMPLING_STEP), 0.4)
  const ground = groundLevel(raster, paper)
  if (ground === undefined) return undefined
  const factor = Math.max(1, Math.round(Math.max(raster.widthPx, raster.heightPx) / SEARCH_PX))
  const small = shrink(raster, factor)
  const outline = outlineOf(small, ground + (paper - ground) * THRESHOLD_SHARE)
  if (outline === undefined) return undefined
  const corners = cornersOf(outline, small)
  if (corners === undefined || !isPlainGround(small, outline)) return undefined
  const scaled = corners.map(({ x, y }) => ({ x: x * factor, y: y * factor }))
  const [topLeft, topRight, bottomRight, bottomLeft] = scaled
  if (!topLeft || !topRight || !bottomRight || !bottomLeft) return undefined
  const { widthPx, heightPx } = raster
  return { widthPx, heightPx, topLeft, topRight, bottomRight, bottomLeft }
}

/** Level of what frames the picture; undefined where that is paper, as on nearly all pages. */
function groundLevel({ widthPx, heightPx, data }: GrayRaster, paper: number): number | undefined {
  const frame: number[] = []
  const deepest = Math.max(2, Math.round(Math.max(widthPx, heightPx) * FRAME.share))
  const step = Math.max(1, Math.round(deepest / FRAME.samples))
  for (let depth = 0; depth < deepest; depth += step) {
    for (let x = 0; x < widthPx; x += step) {
      frame.push(data[depth * widthPx + x] ?? 255, data[(heightPx - 1 - depth) * widthPx + x] ?? 255)
    }
    for (let y = deepest; y < heightPx - deepest; y += step) {
      frame.push(data[y * widthPx + depth] ?? 255, data[(y + 1) * widthPx - 1 - depth] ?? 255)
    }
  }
  const isGround = (level: number): boolean => level < paper * GROUND_SHARE
  if (frame.filter(isGround).length < frame.length * FRAME.minGround) return undefined
  return frame.sort((a, b) => a - b)[Math.floor(frame.length * FRAME.groundQuantile)]
}

/** First and last bright pixel of each row and column of the sheet; -1 where it has none. */
interface Outline {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly top: Int32Array
  readonly bottom: Int32Array
}

function outlineOf(small: GrayRaster, threshold: number): Outline | undefined {
  const { widthPx, heightPx, data } = small
  const start = brightNearMiddle(small, threshold)
  if (start === undefined) return undefined
  const outline: Outline = {
    left: new Int32Array(heightPx).fill(-1),
    right: new Int32Array(heightPx).fill(-1),
    top: new Int32Array(widthPx).fill(-1),
    bottom: new Int32Array(widthPx).fill(-1),
  }
  const seen = new Uint8Array(data.length)
  const stack = [start]
  seen[start] = 1
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const x = index % widthPx
    const y = (index - x) / widthPx
    extend(outline, x, y)
    for (const next of neighboursOf(small, x, y)) {
      if (seen[next] === 1 || (data[next] ?? 0) <= threshold) continue
      seen[next] = 1
      stack.push(next)
    }
  }
  return coveredShare(outline, widthPx) >= MIN_SHEET_SHARE ? outline : undefined
}

function neighboursOf({ widthPx, heightPx }: PixelSize, x: number, y: number): number[] {
  const index = y * widthPx + x
  const found: number[] = []
  if (x > 0) found.push(index - 1)
  if (x < widthPx - 1) found.push(index + 1)
  if (y > 0) found.push(index - widthPx)
  if (y < heightPx - 1) found.push(index + widthPx)
  return found
}

function extend({ left, right, top, bottom }: Outline, x: number, y: number): void {
  const [first = -1, highest = -1] = [left[y], top[x]]
  left[y] = first === -1 ? x : Math.min(first, x)
  right[y] = Math.max(right[y] ?? -1, x)
  top[x] = highest === -1 ? y : Math.min(highest, y)
  bottom[x] = Math.max(bottom[x] ?? -1, y)
}

function brightNearMiddle({ widthPx, heightPx, data }: GrayRaster, threshold: number): number | undefined {
  const middle = Math.floor(heightPx / 2) * widthPx + Math.floor(widthPx / 2)
  for (let reach = 0; reach < widthPx / 4; reach++) {
    for (const index of [middle + reach, middle - reach]) {
      if ((data[index] ?? 0) > threshold) return index
    }
  }
  return undefined
}

function coveredShare({ left, right }: Outline, widthPx: number): number {
  let pixels = 0
  left.forEach((from, row) => {
    if (from !== -1) pixels += (right[row] ?? from) - from + 1
  })
  return pixels / (widthPx * left.length)
}

/** A line as offset + slope × place along the side. */
interface EdgeLine {
  readonly offset: number
  readonly slope: number
}

/** The four corners, clockwise from the top left; undefined when the outline is no sheet or fills the picture. */
function cornersOf(
  { left, right, top, bottom }: Outline,
  { widthPx, heightPx }: GrayRaster,
): PicturePoint[] | undefined {
  const [leftLine, rightLine, topLine, bottomLine] = [left, right, top, bottom].map(straightEdge)
  if (!leftLine || !rightLine || !topLine || !bottomLine) return undefined
  const corners = [
    crossing(leftLine, topLine),
    crossing(rightLine, topLine),
    crossing(rightLine, bottomLine),
    crossing(leftLine, bottomLine),
  ]
  const isNear = ({ x, y }: PicturePoint): boolean => {
    const [dx, dy] = [widthPx * LIMITS.outsideShare, heightPx * LIMITS.outsideShare]
    return x > -dx && y > -dy && x < widthPx + dx && y < heightPx + dy
  }
  const fills = corners.every(({ x, y }, index) => {
    const [atX, atY] = [index === 1 || index === 2 ? widthPx : 0, index >= 2 ? heightPx : 0]
    return Math.hypot(x - atX, y - atY) < SEARCH_PX * MIN_INSET_SHARE
  })
  return !fills && corners.every(isNear) && hasRightAngles(corners) ? corners : undefined
}

/** Fits a line to the middle part of a side, twice, the second time without what lies apart. */
function straightEdge(side: Int32Array): EdgeLine | undefined {
  const present = [...side.keys()].filter((place) => side[place] !== -1)
  const [first = 0, last = 0] = [present[0], present.at(-1)]
  const from = first + (last - first) * EDGE_MIDDLE.from
  const to = first + (last - first) * EDGE_MIDDLE.to
  const places = present.filter((place) => place >= from && place <= to)
  let line = fitLine(side, places)
  const distanceAt = (place: number): number =>
    Math.abs((side[place] ?? 0) - line.offset - line.slope * place)
  for (let round = 0; round < 3; round++) {
    const usual = places.map(distanceAt).sort((a, b) => a - b)[Math.floor(places.length / 2)] ?? 0
    const limit = Math.max(STRAIGHT.withinPx, usual * 2)
    line = fitLine(
      side,
      places.filter((place) => distanceAt(place) <= limit),
    )
  }
  const straight = places.filter((place) => distanceAt(place) <= STRAIGHT.withinPx)
  return straight.length >= Math.max(10, places.length * STRAIGHT.minShare) ? line : undefined
}

function fitLine(side: Int32Array, places: readonly number[]): EdgeLine {
  const count = Math.max(1, places.length)
  const meanPlace = places.reduce((sum, place) => sum + place, 0) / count
  const meanValue = places.reduce((sum, place) => sum + (side[place] ?? 0), 0) / count
  let [along, across] = [0, 0]
  for (const place of places) {
    along += (place - meanPlace) ** 2
    across += (place - meanPlace) * ((side[place] ?? 0) - meanValue)
  }
  const slope = along === 0 ? 0 : across / along
  return { slope, offset: meanValue - slope * meanPlace }
}

/** Of a standing line (x by y) and a lying one (y by x). */
function crossing(standing: EdgeLine, lying: EdgeLine): PicturePoint {
  const y = (lying.offset + lying.slope * standing.offset) / (1 - lying.slope * standing.slope)
  return { x: standing.offset + standing.slope * y, y }
}

function hasRightAngles(corners: readonly PicturePoint[]): boolean {
  return corners.every((corner, index) => {
    const [before, after] = [corners[(index + 3) % 4] ?? corner, corners[(index + 1) % 4] ?? corner]
    const [ax, ay, bx, by] = [
      before.x - corner.x,
      before.y - corner.y,
      after.x - corner.x,
      after.y - corner.y,
    ]
    const sine = (bx * ay - by * ax) / Math.max(1, Math.hypot(ax, ay) * Math.hypot(bx, by))
    return sine >= LIMITS.minSine
  })
}

/** Whether there is nothing like text around the sheet. */
function isPlainGround({ widthPx, heightPx, data }: GrayRaster, { left, right }: Outline): boolean {
  let [pixels, steps] = [0, 0]
  for (let y = 0; y < heightPx; y++) {
    const [from, to] = groundBounds(left[y] ?? -1, right[y] ?? -1, widthPx)
    for (let x = 1; x < widthPx; x++) {
      if (x === from) x = Math.max(x, to)
      const here = y * widthPx + x
      pixels += 1
      if (Math.abs((data[here] ?? 0) - (data[here - 1] ?? 0)) > PLAIN_GROUND.step) steps += 1
    }
  }
  return steps <= pixels * PLAIN_GROUND.maxShare
}

/** Where the ground of a row ends and begins again; rows without sheet are ground altogether. */
function groundBounds(left: number, right: number, widthPx: number): readonly [from: number, to: number] {
  if (left === -1) return [widthPx, widthPx]
  const { marginPx } = PLAIN_GROUND
  return [Math.max(1, left - marginPx), Math.min(widthPx - 1, right + marginPx)]
}
