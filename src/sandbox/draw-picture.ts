import { pixelsAt, POINTS_PER_INCH, recognitionPpi } from '../domain/recognition/resolution.ts'
import type { DrawPageOptions, PagePreview } from '../ports/document-reader.ts'
import type { ImageCodec } from '../ports/image-codec.ts'
import type { SourcePage } from '../ports/page-source.ts'

/** A picture of the page as people see it: drawn at once in the size that was asked for, within the gates of recognition. */
export async function drawPicture(
  codec: ImageCodec,
  page: SourcePage,
  { turn, widthPx }: DrawPageOptions,
): Promise<PagePreview> {
  const lying = turn === 90 || turn === 270
  const uprightWidthPt = lying ? page.heightPt : page.widthPt
  const ppi = Math.min((widthPx * POINTS_PER_INCH) / uprightWidthPt, recognitionPpi(page, page.nativePpi))
  const raster = await page.draw(pixelsAt(page, ppi))
  return codec.encodePreview(raster, turn, lying ? raster.heightPx : raster.widthPx)
}
