import { boxAround, type Box, type QuarterTurn } from './page.ts'
import type { GrayRaster, PixelSize } from './raster.ts'
import { A4_LONG_SIDE_INCH } from './resolution.ts'
import { addTurns, turnBox } from './turn.ts'

/** A place on a picture, in pixels. */
export interface PicturePoint {
  readonly x: number
  readonly y: number
}

/** A sheet of paper on a picture, in pixels of the picture. */
export interface Sheet extends PixelSize {
  readonly topLeft: PicturePoint
  readonly topRight: PicturePoint
  readonly bottomRight: PicturePoint
  readonly bottomLeft: PicturePoint
}

/** Numerators and depth of the place on the picture, each as constant + u × along + v × down. */
interface Projection {
  readonly x: Linear
  readonly y: Linear
  readonly depth: Linear
}

interface Linear {
  readonly constant: number
  readonly along: number
  readonly down: number
}

/** Projective map of the unit square to four corners (P. Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3). */
function projectionOf({ topLeft, topRight, bottomRight, bottomLeft }: Sheet): Projection {
  const [d1x, d1y] = [topRight.x - bottomRight.x, topRight.y - bottomRight.y]
  const [d2x, d2y] = [bottomLeft.x - bottomRight.x, bottomLeft.y - bottomRight.y]
  const sumX = topLeft.x - topRight.x + bottomRight.x - bottomLeft.x
  const sumY = topLeft.y - topRight.y + bottomRight.y - bottomLeft.y
  const whole = d1x * d2y - d2x * d1y
  const g = (sumX * d2y - d2x * sumY) / whole
  const h = (d1x * sumY - sumX * d1y) / whole
  const between = (from: number, along: number, down: number): Linear => ({
    constant: from,
    along: along - from + g * along,
    down: down - from + h * down,
  })
  return {
    x: between(topLeft.x, topRight.x, bottomLeft.x),
    y: between(topLeft.y, topRight.y, bottomLeft.y),
    depth: { constant: 1, along: g, down: h },
  }
}

/** @param u and v from the top left corner of the sheet, 0..1 */
function placeOnPicture({ x, y, depth }: Projection, u: number, v: number): PicturePoint {
  const valueOf = ({ constant, along, down }: Linear): number => constant + along * u + down * v
  return { x: valueOf(x) / valueOf(depth), y: valueOf(y) / valueOf(depth) }
}

const distance = (a: PicturePoint, b: PicturePoint): number => Math.hypot(b.x - a.x, b.y - a.y)
/** Opposite sides of a sheet seen straight from above are as long as each other. */
const STRAIGHT_VIEW_SHARE = 0.02
/** Sheets whose sides come out near the proportion of DIN paper, and in perspective, are taken to be A4. */
const DIN = { ratio: Math.SQRT2, from: 1.2, to: 1.65 }
/** Enlarging further invents edges. */
const MAX_ENLARGEMENT = 1.5

/** Size of the sheet when it lies flat: A4 at the resolution of the page, else the pixels that it has on the picture. */
function flatSize({ topLeft, topRight, bottomRight, bottomLeft }: Sheet, ppi: number): PixelSize {
  const [top, bottom] = [distance(topLeft, topRight), distance(bottomLeft, bottomRight)]
  const [left, right] = [distance(topLeft, bottomLeft), distance(topRight, bottomRight)]
  const [width, height] = [(top + bottom) / 2, (left + right) / 2]
  const isTilted = differs(top, bottom) || differs(left, right)
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (!isTilted || long < short * DIN.from || long > short * DIN.to) {
    return { widthPx: Math.round(width), heightPx: Math.round(height) }
  }
  const flatLong = Math.round(Math.min(long * MAX_ENLARGEMENT, A4_LONG_SIDE_INCH * ppi))
  const flatShort = Math.round(flatLong / DIN.ratio)
  return height >= width
    ? { widthPx: flatShort, heightPx: flatLong }
    : { widthPx: flatLong, heightPx: flatShort }
}

function differs(one: number, other: number): boolean {
  return Math.abs(one - other) > Math.max(one, other) * STRAIGHT_VIEW_SHARE
}

/** The sheet alone, as if it had been seen straight from above. */
export function flatten(picture: GrayRaster, sheet: Sheet, ppi: number): GrayRaster {
  const { widthPx, heightPx } = flatSize(sheet, ppi)
  const { x, y, depth } = projectionOf(sheet)
  const data = new Uint8Array(widthPx * heightPx)
  const step = 1 / widthPx
  for (let row = 0; row < heightPx; row++) {
    const v = (row + 0.5) / heightPx
    const [rowX, rowY, rowDepth] = [x, y, depth].map(({ constant, down }) => constant + down * v)
    let [atX, atY, atDepth] = [rowX ?? 0, rowY ?? 0, rowDepth ?? 1]
    atX += x.along * step * 0.5
    atY += y.along * step * 0.5
    atDepth += depth.along * step * 0.5
    for (let column = 0; column < widthPx; column++) {
      data[row * widthPx + column] = levelAt(picture, atX / atDepth - 0.5, atY / atDepth - 0.5)
      atX += x.along * step
      atY += y.along * step
      atDepth += depth.along * step
    }
  }
  return { widthPx, heightPx, data }
}

/** Bilinear mean of four neighbours; white outside of the picture. */
function levelAt({ widthPx, heightPx, data }: GrayRaster, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left >= widthPx - 1 || top >= heightPx - 1) return 255
  const at = top * widthPx + left
  const shareX = x - left
  const upper = (data[at] ?? 255) * (1 - shareX) + (data[at + 1] ?? 255) * shareX
  const lower = (data[at + widthPx] ?? 255) * (1 - shareX) + (data[at + widthPx + 1] ?? 255) * shareX
  return upper + (lower - upper) * (y - top)
}

/**
 * Where a box of the upright sheet lies on the upright picture.
 *
 * @param turn what makes both upright
 */
export function boxOnPicture(box: Box, sheet: Sheet, turn: QuarterTurn): Box {
  const projection = projectionOf(sheet)
  const place = (u: number, v: number): PicturePoint => placeOnPicture(projection, u, v)
  const [x0, y0, x1, y1] = turnBox(box, addTurns(0, -turn))
  const corners = [place(x0, y0), place(x1, y0), place(x0, y1), place(x1, y1)]
  const around = boxAround(
    corners.map(({ x, y }): Box => [
      x / sheet.widthPx,
      y / sheet.heightPx,
      x / sheet.widthPx,
      y / sheet.heightPx,
    ]),
  )
  const [left, top, right, bottom] = around.map((side) => Math.min(1, Math.max(0, side)))
  return turnBox([left ?? 0, top ?? 0, right ?? 1, bottom ?? 1], turn)
}

/** Mean angle by which the sheet is turned on the picture, clockwise. */
export function slantDegrees({ topLeft, topRight, bottomRight, bottomLeft }: Sheet): number {
  const level = (a: PicturePoint, b: PicturePoint): number => Math.atan2(b.y - a.y, b.x - a.x)
  const upright = (a: PicturePoint, b: PicturePoint): number => Math.atan2(a.x - b.x, b.y - a.y)
  const angles = [
    level(topLeft, topRight),
    level(bottomLeft, bottomRight),
    upright(topLeft, bottomLeft),
    upright(topRight, bottomRight),
  ]
  return (angles.reduce((sum, angle) => sum + angle, 0) / angles.length) * (180 / Math.PI)
}
