import type { QuarterTurn } from '../domain/recognition/page.ts'
import type { GrayRaster, PageRaster } from '../domain/recognition/raster.ts'
import type { PagePicture } from './view-copy-writer.ts'

/** An encoded picture and its size. */
export interface EncodedImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: Uint8Array
}

/** Converts rasters that were made inside the wall; it never decodes foreign bytes. */
export interface ImageCodec {
  toGray(raster: PageRaster): Promise<GrayRaster>
  /** JPEG of a page that was drawn, for a view copy of a file that cannot be rewritten. */
  encodeJpeg(raster: PageRaster): Promise<PagePicture>
  /** WebP of the page turned clockwise and then made `widthPx` wide. */
  encodePreview(raster: PageRaster, turn: QuarterTurn, widthPx: number): Promise<EncodedImage>
}
