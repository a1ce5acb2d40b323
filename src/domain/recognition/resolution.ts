import { MailroomError } from '../errors.ts'
import { MAX_RECOGNITION_PIXELS, MAX_RECOGNITION_SIDE_PX } from './limits.ts'
import type { PointSize } from './page.ts'
import type { PixelSize } from './raster.ts'

/** Points per inch: the default unit of PDF user space (ISO 32000-1, 8.3.2.3). */
export const POINTS_PER_INCH = 72

/** Measured on scanned letters and invoices: fewer errors than at 250 ppi, as few as at 300, and faster than that. */
const RECOGNITION_PPI = 275
/** Enlarging a scan further invents edges and costs time. */
const MAX_ENLARGEMENT = 1.25
/** Letters of coarser scans are lower than the models have seen; to this resolution twice the size is no loss. */
const COARSE_SCAN = { ppi: 250, maxEnlargement: 2 }
/**
 * Scanners and faxes write resolutions in this range, with one axis at least above the defaults of software (72, 96);
 * the coarse axis of a fax is 98 ppi, more or less.
 */
const PLAUSIBLE_PPI = { min: 90, finerAxis: 98, max: 1300 }
/** Long side of A4 in inches, for pictures that do not say how large their page is. */
export const A4_LONG_SIDE_INCH = 11.69

/**
 * Sampling resolution of a scanned page, in pixels per inch (ppi).
 *
 * The two axes can differ (a fax is 204 × 98 ppi); the geometric mean is returned, so that the letters of the finer
 * axis are not thrown away when the page is drawn with square pixels.
 *
 * @throws {MailroomError} `page-geometry-invalid` when a side is not finite and > 0
 */
export function resolutionPpi(image: PixelSize, page: PointSize): number {
  const sides = [image.widthPx, image.heightPx, page.widthPt, page.heightPt]
  if (!sides.every((side) => Number.isFinite(side) && side > 0)) {
    throw new MailroomError('page-geometry-invalid', 'A page side must be a positive number.', {
      facts: { image, page },
    })
  }
  const horizontal = image.widthPx / (page.widthPt / POINTS_PER_INCH)
  const vertical = image.heightPx / (page.heightPt / POINTS_PER_INCH)
  return Math.sqrt(horizontal * vertical)
}

/**
 * Size of the page that a picture shows. The resolution named in the file is believed when a scanner could have
 * written it; otherwise the picture (a photo, a screenshot) is taken for a page as long as A4.
 */
export function picturePageSize(
  image: PixelSize,
  named: { xPpi: number; yPpi: number } | undefined,
): PointSize {
  const believed = named !== undefined && isPlausible(named.xPpi, named.yPpi)
  const guessed = Math.max(image.widthPx, image.heightPx) / A4_LONG_SIDE_INCH
  return {
    widthPt: (image.widthPx / (believed ? named.xPpi : guessed)) * POINTS_PER_INCH,
    heightPt: (image.heightPx / (believed ? named.yPpi : guessed)) * POINTS_PER_INCH,
  }
}

function isPlausible(xPpi: number, yPpi: number): boolean {
  const [coarser, finer] = [Math.min(xPpi, yPpi), Math.max(xPpi, yPpi)]
  return coarser >= PLAUSIBLE_PPI.min && finer >= PLAUSIBLE_PPI.finerAxis && finer <= PLAUSIBLE_PPI.max
}

/**
 * Resolution at which a page is recognised.
 *
 * @param nativePpi resolution of the scan on the page; undefined for pages that are drawn and have none
 */
export function recognitionPpi(page: PointSize, nativePpi: number | undefined): number {
  const wanted = nativePpi === undefined ? RECOGNITION_PPI : scanPpi(nativePpi)
  const widthInch = page.widthPt / POINTS_PER_INCH
  const heightInch = page.heightPt / POINTS_PER_INCH
  const areaBound = Math.sqrt(MAX_RECOGNITION_PIXELS / (widthInch * heightInch))
  const sideBound = MAX_RECOGNITION_SIDE_PX / Math.max(widthInch, heightInch)
  return Math.min(wanted, areaBound, sideBound)
}

function scanPpi(nativePpi: number): number {
  const coarse = Math.min(COARSE_SCAN.ppi, nativePpi * COARSE_SCAN.maxEnlargement)
  return Math.min(RECOGNITION_PPI, Math.max(nativePpi * MAX_ENLARGEMENT, coarse))
}

/** Pixels of a page at a resolution, at least one each way. */
export function pixelsAt(page: PointSize, ppi: number): PixelSize {
  return {
    widthPx: Math.max(1, Math.round((page.widthPt / POINTS_PER_INCH) * ppi)),
    heightPx: Math.max(1, Math.round((page.heightPt / POINTS_PER_INCH) * ppi)),
  }
}
