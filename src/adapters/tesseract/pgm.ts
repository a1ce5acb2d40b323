import type { GrayRaster } from '../../domain/recognition/raster.ts'

/** Binary PGM (Netpbm P5): no compression, read by Leptonica at memory speed. */
export function toPgm({ widthPx, heightPx, data }: GrayRaster): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${widthPx} ${heightPx}\n255\n`, 'latin1'), data])
}
