import { inkSpots, type InkSpot } from './components.ts'
import { shrink, type GrayRaster } from './raster.ts'

/** A box in pixels of the raster; right and bottom are outside. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Ink that belongs to a word but lies just outside its box. */
const PADDING_PX = 3
/** Boxes this high hold no word: a frame or a photo that was read as one. Blanking them would hide text. */
const LARGEST_WORD = { usualHeights: 4, heightShare: 0.08 }
const INK_BELOW = 130
/** Text-like spots relative to the usual height of a word. */
const LETTER = { minHeight: 0.4, maxHeight: 2.2, minWidth: 0.08, maxWidth: 6, minFill: 0.12 }
/** Fewer spots are specks and parts of drawings. */
const MIN_LETTERS = 8
const USUAL_WORD_HEIGHT_PX = 30

/** Whitens recognised words, so that only what was not read remains. */
export function coverWords(page: GrayRaster, boxes: readonly PixelBox[]): GrayRaster {
  const usualPx = usualWordHeightPx(boxes) * LARGEST_WORD.usualHeights
  const highestPx = Math.max(usualPx, page.heightPx * LARGEST_WORD.heightShare)
  return coverBoxes(
    page,
    boxes.filter((box) => box.bottom - box.top <= highestPx),
  )
}

/** Whitens boxes whatever their size. */
export function coverBoxes(page: GrayRaster, boxes: readonly PixelBox[]): GrayRaster {
  const data = Uint8Array.from(page.data)
  for (const box of boxes) {
    const left = Math.max(0, box.left - PADDING_PX)
    const right = Math.min(page.widthPx, box.right + PADDING_PX)
    const bottom = Math.min(page.heightPx, box.bottom + PADDING_PX)
    for (let y = Math.max(0, box.top - PADDING_PX); y < bottom; y++) {
      data.fill(255, y * page.widthPx + left, y * page.widthPx + right)
    }
  }
  return { widthPx: page.widthPx, heightPx: page.heightPx, data }
}

/** Middle height of the words; the height of common print where there are none. */
export function usualWordHeightPx(boxes: readonly PixelBox[]): number {
  const heights = boxes.map((box) => box.bottom - box.top).sort((a, b) => a - b)
  return heights[Math.floor(heights.length / 2)] ?? USUAL_WORD_HEIGHT_PX
}

/** Whether enough letter-like ink is left on a page to be worth another look. */
export function hasUnreadText(rest: GrayRaster, wordHeightPx: number): boolean {
  return unreadArea(rest, wordHeightPx) !== undefined
}

/** The part of a page with all letter-like ink that is left on it; undefined where that is too little to look again. */
export function unreadArea(rest: GrayRaster, wordHeightPx: number): PixelBox | undefined {
  const factor = 2
  const height = wordHeightPx / factor
  const letters = inkSpots(shrink(rest, factor), INK_BELOW).filter((spot) => isLetterLike(spot, height))
  if (letters.length < MIN_LETTERS) return undefined
  const around = Math.ceil(wordHeightPx)
  let [left, top, right, bottom] = [rest.widthPx, rest.heightPx, 0, 0]
  for (const spot of letters) {
    left = Math.min(left, spot.left * factor - around)
    top = Math.min(top, spot.top * factor - around)
    right = Math.max(right, (spot.right + 1) * factor + around)
    bottom = Math.max(bottom, (spot.bottom + 1) * factor + around)
  }
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(rest.widthPx, right),
    bottom: Math.min(rest.heightPx, bottom),
  }
}

function isLetterLike(spot: InkSpot, wordHeight: number): boolean {
  const width = spot.right - spot.left + 1
  const height = spot.bottom - spot.top + 1
  return (
    height > wordHeight * LETTER.minHeight &&
    height < wordHeight * LETTER.maxHeight &&
    width > wordHeight * LETTER.minWidth &&
    width < wordHeight * LETTER.maxWidth &&
    spot.areaPx > width * height * LETTER.minFill
  )
}
