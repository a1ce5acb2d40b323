import type { ImageCodec } from '../../ports/image-codec.ts'
import { openRaster } from './page-picture.ts'

/** Legible letters at a third of JPEG's size; the fastest effort, because previews must not cost more than reading. */
const PREVIEW_WEBP = { quality: 70, effort: 0, smartSubsample: false }

export function createImageCodec(): ImageCodec {
  return {
    async toGray(raster) {
      if (raster.channels === 1) return raster
      const { widthPx, heightPx } = raster
      const data = await openRaster(raster).removeAlpha().toColourspace('b-w').raw().toBuffer()
      return { widthPx, heightPx, data }
    },
    async encodeJpeg(raster) {
      const { widthPx, heightPx } = raster
      const bytes = await openRaster(raster)
        .removeAlpha()
        .toColourspace('srgb')
        .jpeg({ quality: 80 })
        .toBuffer()
      return { kind: 'jpeg-colour', widthPx, heightPx, bytes, orientation: 1 }
    },
    async encodePreview(raster, turn, widthPx) {
      const upright = openRaster(raster).removeAlpha().rotate(turn)
      const ownWidthPx = turn === 90 || turn === 270 ? raster.heightPx : raster.widthPx
      const picture = ownWidthPx === widthPx ? upright : upright.resize({ width: widthPx, kernel: 'cubic' })
      const { data, info } = await picture.webp(PREVIEW_WEBP).toBuffer({ resolveWithObject: true })
      return { widthPx: info.width, heightPx: info.height, bytes: data }
    },
  }
}
