import { MailroomError } from '../errors.ts'
import type { PointSize } from './page.ts'
import type { PixelSize } from './raster.ts'

/**
 * Gates that come before any work on a page. A scan of A3 at 600 ppi has 70 megapixels; the largest page that the PDF
 * standard knows measures 14,400 points (ISO 32000-1, annex C.2).
 */
const MAX_PAGES = 2000
export const MAX_PAGE_SIDE_PT = 14_400
export const MAX_PAGE_PIXELS = 100_000_000
/** JPEG and most scanners end here; beyond it a picture is a bomb or no page. */
const MAX_PAGE_SIDE_PX = 65_500
/** Rasters are made smaller than this before recognition: memory of the engine grows with the area. */
export const MAX_RECOGNITION_PIXELS = 40_000_000
/** Tesseract refuses rasters with a side over 32,767 pixels. */
export const MAX_RECOGNITION_SIDE_PX = 32_000

/** @throws {MailroomError} `document-limits` when there are more pages than the gate lets through */
export function assertPageCount(pageCount: number): void {
  if (pageCount > MAX_PAGES) throw overLimit('MAX_PAGES', MAX_PAGES, pageCount)
}

/** @throws {MailroomError} `document-limits` when a page is larger than PDF allows */
export function assertPageBox({ widthPt, heightPt }: PointSize): void {
  const longest = Math.max(widthPt, heightPt)
  if (longest > MAX_PAGE_SIDE_PT) throw overLimit('MAX_PAGE_SIDE_PT', MAX_PAGE_SIDE_PT, longest)
}

/** @throws {MailroomError} `document-limits` when a picture has too many pixels to be a page */
export function assertPagePixels({ widthPx, heightPx }: PixelSize): void {
  const longest = Math.max(widthPx, heightPx)
  if (longest > MAX_PAGE_SIDE_PX) throw overLimit('MAX_PAGE_SIDE_PX', MAX_PAGE_SIDE_PX, longest)
  const pixels = widthPx * heightPx
  if (pixels > MAX_PAGE_PIXELS) throw overLimit('MAX_PAGE_PIXELS', MAX_PAGE_PIXELS, pixels)
}

function overLimit(limit: string, allowed: number, found: number): MailroomError {
  return new MailroomError('document-limits', 'The document is larger than this system reads.', {
    facts: { limit, allowed, found },
  })
}
