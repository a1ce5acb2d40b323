import type { GrayRaster } from './raster.ts'
import type { PixelBox } from './uncovered-ink.ts'

/** White around each strip, so that lines are told apart and nothing touches the edge. */
const MARGIN_PX = 20
/** Boxes of words are tight; what of a letter lies outside is taken along, in shares of the line's height. */
const PADDING_SHARE = 0.15

/** Tesseract refuses pictures higher than 32,767 pixels; forty lines of common print take 3,000. */
const MAX_HEIGHT_PX = 16_000

/** Lines of a page cut out and put one below the other, to be read as a text of their own. */
export interface LineStrips {
  readonly raster: GrayRaster
  /** Where a box of the strips lies on the page; undefined for one that lies in no strip. */
  toPage(box: PixelBox): PixelBox | undefined
}

interface Strip {
  readonly source: PixelBox
  /** Upper edge in the raster of strips. */
  readonly top: number
}

/** The first lines come first; what would make the stack too high is left out. */
export function stackLines(page: GrayRaster, lines: readonly PixelBox[]): LineStrips {
  const strips: Strip[] = []
  let heightPx = MARGIN_PX
  for (const line of lines) {
    const source = padded(line, page)
    if (heightPx + source.bottom - source.top > MAX_HEIGHT_PX) continue
    strips.push({ source, top: heightPx })
    heightPx += source.bottom - source.top + MARGIN_PX
  }
  const widest = Math.max(0, ...strips.map(({ source }) => source.right - source.left))
  const widthPx = widest + 2 * MARGIN_PX
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  for (const { source, top } of strips) {
    for (let y = source.top; y < source.bottom; y++) {
      const row = page.data.subarray(y * page.widthPx + source.left, y * page.widthPx + source.right)
      data.set(row, (top + y - source.top) * widthPx + MARGIN_PX)
    }
  }
  return { raster: { widthPx, heightPx, data }, toPage: (box) => placeOnPage(box, strips) }
}

function padded({ left, top, right, bottom }: PixelBox, { widthPx, heightPx }: GrayRaster): PixelBox {
  const padding = Math.ceil((bottom - top) * PADDING_SHARE)
  return {
    left: Math.max(0, left - padding),
    top: Math.max(0, top - padding),
    right: Math.min(widthPx, right + padding),
    bottom: Math.min(heightPx, bottom + padding),
  }
}

function placeOnPage({ left, top, right, bottom }: PixelBox, strips: readonly Strip[]): PixelBox | undefined {
  const middle = (top + bottom) / 2
  const strip = strips.find(
    (candidate) =>
      middle >= candidate.top && middle < candidate.top + candidate.source.bottom - candidate.source.top,
  )
  if (strip === undefined) return undefined
  const dx = strip.source.left - MARGIN_PX
  const dy = strip.source.top - strip.top
  return { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy }
}
