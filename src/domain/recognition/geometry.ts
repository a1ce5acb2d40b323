import type { Box } from './page.ts'
import type { PixelSize } from './raster.ts'
import type { PointSize } from './resolution.ts'
import type { PixelBox } from './uncovered-ink.ts'

/**
 * Maps a box of the straightened raster to the page as it was: turned back by the skew around the centre, then scaled
 * to 0..1. The result is the upright box around the turned one, as a PDF reader reports it too.
 */
export function boxOnPage(box: PixelBox, { widthPx, heightPx }: PixelSize, skewDegrees: number): Box {
  const angle = (skewDegrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const dx = (box.left + box.right) / 2 - widthPx / 2
  const dy = (box.top + box.bottom) / 2 - heightPx / 2
  const centreX = widthPx / 2 + cos * dx - sin * dy
  const centreY = heightPx / 2 + sin * dx + cos * dy
  const width = box.right - box.left
  const height = box.bottom - box.top
  const halfWidth = (width * cos + height * Math.abs(sin)) / 2
  const halfHeight = (height * cos + width * Math.abs(sin)) / 2
  return [
    clamp((centreX - halfWidth) / widthPx),
    clamp((centreY - halfHeight) / heightPx),
    clamp((centreX + halfWidth) / widthPx),
    clamp((centreY + halfHeight) / heightPx),
  ]
}

/** A word as it stands on a skewed page: where its baseline begins and how long and high it is, in points. */
export interface SlantedBox {
  /** Lower left corner; origin top left of the upright page. */
  readonly xPt: number
  readonly yPt: number
  readonly widthPt: number
  readonly heightPt: number
}

/** Steeper angles make the box around a word useless to find back the word. */
const MAX_SLANT_DEGREES = 30

/** The inverse of `boxOnPage`: the word inside its upright box. */
export function slantedBox(box: Box, page: PointSize, skewDegrees: number): SlantedBox {
  const angle = (Math.min(Math.abs(skewDegrees), MAX_SLANT_DEGREES) * Math.sign(skewDegrees) * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const outerWidth = (box[2] - box[0]) * page.widthPt
  const outerHeight = (box[3] - box[1]) * page.heightPt
  const spread = cos * cos - sin * sin
  const widthPt = Math.max(0, (outerWidth * cos - outerHeight * Math.abs(sin)) / spread)
  const heightPt = Math.max(0, (outerHeight * cos - outerWidth * Math.abs(sin)) / spread)
  const centreX = ((box[0] + box[2]) / 2) * page.widthPt
  const centreY = ((box[1] + box[3]) / 2) * page.heightPt
  return {
    xPt: centreX + cos * (-widthPt / 2) - sin * (heightPt / 2),
    yPt: centreY + sin * (-widthPt / 2) + cos * (heightPt / 2),
    widthPt,
    heightPt,
  }
}

/** Scales a box of the page to pixels of a raster of the same page, outwards. */
export function boxInPixels(box: Box, { widthPx, heightPx }: PixelSize): PixelBox {
  return {
    left: Math.floor(box[0] * widthPx),
    top: Math.floor(box[1] * heightPx),
    right: Math.ceil(box[2] * widthPx),
    bottom: Math.ceil(box[3] * heightPx),
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
