import type { Box } from '../recognition/page.ts'
import type { GrayRaster, PageRaster, PixelSize } from '../recognition/raster.ts'

/** What packing with loss makes of black stays below this. */
const MOST_LIGHT_OF_BLACK = 64
/** Along the edge of a burnt place its neighbours shine in; pixels. */
const EDGE_PX = 8
/** Pixels that are too light, among those of a place, before it counts as not black. */
const MAX_LIGHT_SHARE = 0.002

export interface PixelArea {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Whole pixels, the half ones too. */
export function pixelArea([x0, y0, x1, y1]: Box, { widthPx, heightPx }: PixelSize): PixelArea {
  const within = (value: number, limit: number): number => Math.min(limit, Math.max(0, value))
  return {
    left: within(Math.floor(x0 * widthPx), widthPx),
    top: within(Math.floor(y0 * heightPx), heightPx),
    right: within(Math.ceil(x1 * widthPx), widthPx),
    bottom: within(Math.ceil(y1 * heightPx), heightPx),
  }
}

/** The picture with these places black: what was there is not in it any more. */
export function burn(raster: PageRaster, places: readonly Box[]): PageRaster {
  const data = raster.data.slice()
  const { channels, widthPx } = raster
  for (const place of places) {
    const { left, top, right, bottom } = pixelArea(place, raster)
    for (let y = top; y < bottom; y += 1) {
      const row = y * widthPx
      data.fill(0, (row + left) * channels, (row + right) * channels)
      if (channels === 4) for (let x = left; x < right; x += 1) data[(row + x) * channels + 3] = 255
    }
  }
  return { ...raster, data }
}

/** Whether a place is black all over, but for its edge. */
export function isBlack({ data, widthPx, heightPx }: GrayRaster, place: Box): boolean {
  const { left, top, right, bottom } = pixelArea(place, { widthPx, heightPx })
  const [edgeX, edgeY] = [edgeOf(right - left), edgeOf(bottom - top)]
  let light = 0
  let seen = 0
  for (let y = top + edgeY; y < bottom - edgeY; y += 1) {
    for (let x = left + edgeX; x < right - edgeX; x += 1) {
      seen += 1
      if ((data[y * widthPx + x] ?? 0) > MOST_LIGHT_OF_BLACK) light += 1
    }
  }
  return light <= seen * MAX_LIGHT_SHARE
}

/** Letters and what they stand on differ by so many levels of gray at least, or nobody reads them. */
const LEAST_CONTRAST = 40

/** Whether anything can be seen on one of the places. */
export function hasInk(gray: GrayRaster, places: readonly Box[]): boolean {
  return places.some((place) => {
    const { left, top, right, bottom } = pixelArea(place, gray)
    let [darkest, lightest] = [255, 0]
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * gray.widthPx + left; at < y * gray.widthPx + right; at += 1) {
        const level = gray.data[at] ?? 0
        darkest = Math.min(darkest, level)
        lightest = Math.max(lightest, level)
      }
    }
    return lightest - darkest >= LEAST_CONTRAST
  })
}

/** A third of what is smaller than the edge is wide. */
function edgeOf(sizePx: number): number {
  return Math.min(EDGE_PX, Math.floor(sizePx / 3))
}
