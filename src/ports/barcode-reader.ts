import type { PageBarcode } from '../domain/barcodes/page-barcode.ts'
import type { PageRaster } from '../domain/recognition/raster.ts'

/** Finds bar codes and matrix codes on a page, inside the wall. A page without any gives none; it never fails for that. */
export interface BarcodeReader {
  /** Boxes are in 0..1 of the raster as given. */
  read(page: PageRaster): Promise<PageBarcode[]>
}
