import sharp, { type SharpOptions } from 'sharp'
import { MAX_PAGE_PIXELS } from '../../domain/recognition/limits.ts'

/** Loaders that run code, read other files or are not needed: SVG, PDF, ImageMagick, libvips' own format and CSV. */
const BLOCKED_LOADERS = [
  'VipsForeignLoadSvg',
  'VipsForeignLoadPdf',
  'VipsForeignLoadMagick',
  'VipsForeignLoadVips',
  'VipsForeignLoadOpenslide',
  'VipsForeignLoadFits',
  'VipsForeignLoadNifti',
  'VipsForeignLoadMat',
  'VipsForeignLoadAnalyze',
  'VipsForeignLoadRad',
  'VipsForeignLoadPpm',
  'VipsForeignLoadCsv',
  'VipsForeignLoadMatrix',
]

/**
 * Closes what libvips offers beyond pictures of pages. One thread: a child of the pool is the unit of concurrency.
 * Call once per process, before any picture is opened.
 */
export function restrictSharp(): void {
  sharp.block({ operation: BLOCKED_LOADERS })
  sharp.concurrency(1)
  sharp.cache(false)
}

/** How foreign pictures are opened: size checked before decoding, broken data is an error. */
export function untrusted(page: number): SharpOptions {
  return { limitInputPixels: MAX_PAGE_PIXELS, failOn: 'error', page, autoOrient: true }
}
