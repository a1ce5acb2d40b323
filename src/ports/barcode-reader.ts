import type { PageBarcode } from '../domain/barcodes/page-barcode.ts'
import type { Box } from '../domain/recognition/page.ts'
import type { PageRaster } from '../domain/recognition/raster.ts'

export interface CodeFindings {
  readonly barcodes: readonly PageBarcode[]
  /** Where there is a code whose check sums are wrong. */
  readonly damaged: readonly Box[]
}

/** Finds bar codes and matrix codes on a page, inside the wall. A page without any gives none; it never fails for that. */
export interface BarcodeReader {
  /** Boxes are in 0..1 of the raster as given. */
  read(page: PageRaster): Promise<CodeFindings>
}
