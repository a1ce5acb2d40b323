import type { Box } from './page.ts'
import type { PixelSize } from './raster.ts'
import type { PointSize } from './page.ts'
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

/** A word as it stands on a skewed page: its middle on the upright page, and how long and high it is, in points. */
export interface WordPlace {
  readonly centreXPt: number
  readonly centreYPt: number
  readonly widthPt: number
  readonly heightPt: number
}

/** Steeper angles make the box around a word useless to find back the word. */
const MAX_SLANT_DEGREES = 30

/** The inverse of `boxOnPage`: the word inside its upright box. */
export function wordPlace(box: Box, page: PointSize, skewDegrees: number): WordPlace {
  const angle = (Math.min(Math.abs(skewDegrees), MAX_SLANT_DEGREES) * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const outerWidth = (box[2] - box[0]) * page.widthPt
  const outerHeight = (box[3] - box[1]) * page.heightPt
  const spread = cos * cos - sin * sin
  return {
    centreXPt: ((box[0] + box[2]) / 2) * page.widthPt,
    centreYPt: ((box[1] + box[3]) / 2) * page.heightPt,
    widthPt: Math.max(0, (outerWidth * cos - outerHeight * sin) / spread),
    heightPt: Math.max(0, (outerHeight * cos - outerWidth * sin) / spread),
  }
}

/** Marks lower than this share of their line (dashes, dots, quotes) say nothing about where the line stands. */
const LOW_MARK_SHARE = 0.6

/**
 * Words of one line as they stand on the page. Low marks get the height and place that is usual in the line, so that
 * readers of the result keep them in it.
 */
export function lineOfPlaces(boxes: readonly Box[], page: PointSize, skewDegrees: number): WordPlace[] {
  const places = boxes.map((box) => wordPlace(box, page, skewDegrees))
  const usualHeightPt = middle(places.map((place) => place.heightPt))
  const isLow = (place: WordPlace): boolean => place.heightPt < usualHeightPt * LOW_MARK_SHARE
  const slope = Math.tan((skewDegrees * Math.PI) / 180)
  const risePt = (place: WordPlace): number => place.centreYPt - place.centreXPt * slope
  const usualRisePt = middle(places.filter((place) => !isLow(place)).map(risePt))
  return places.map((place) =>
    isLow(place)
      ? { ...place, heightPt: usualHeightPt, centreYPt: usualRisePt + place.centreXPt * slope }
      : place,
  )
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
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
