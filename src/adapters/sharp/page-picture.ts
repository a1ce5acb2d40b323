import { readFile, stat } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { MailroomError } from '../../domain/errors.ts'
import type { PageRaster } from '../../domain/recognition/raster.ts'
import type { ExifOrientation, PagePicture } from '../../ports/view-copy-writer.ts'
import { pngPicture } from './png-picture.ts'
import { untrusted } from './sandboxed-sharp.ts'
import { tiffPicture } from './tiff-picture.ts'

/** Quality at which text shows no ringing, for pictures whose own compression PDF does not know. */
const JPEG_QUALITY = 88
/** Below this size nobody minds how a picture is packed. */
const SMALL_PICTURE_BYTES = 64 * 1024
/** The most that libvips takes, so that all rows come in one strip, as PDF wants them. */
const ROWS_PER_STRIP = 32_768
/** Tags of TIFF 6.0, section 8, and the value of the first that means one bit 1 is white. */
const PHOTOMETRIC = 262
const STRIP_OFFSETS = 273
const STRIP_BYTE_COUNTS = 279

/**
 * The picture of a page as it can stand in a PDF. JPEG, PNG and the single strips of TIFF are taken over byte by byte
 * where PDF knows them in this form. Black-and-white is packed without loss (CCITT group 4). What was stored without
 * loss stays so while that makes it no larger; anything else becomes a JPEG of high quality.
 */
export async function toPagePicture(path: string, page: number, metadata: Metadata): Promise<PagePicture> {
  const taken = await takenOver(path, page, metadata)
  if (taken !== undefined) return { ...taken, orientation: toOrientation(metadata.orientation) }
  const { width: widthPx, height: heightPx } = metadata.autoOrient
  const isBilevel = metadata.bitsPerSample === 1 && metadata.channels === 1 && heightPx <= ROWS_PER_STRIP
  if (isBilevel) {
    const bytes = await encodeG4(path, page)
    return { kind: 'ccitt-g4', widthPx, heightPx, blackIs1: true, bytes, orientation: 1 }
  }
  const isGray = metadata.space === 'b-w' || metadata.space === 'grey16'
  const lossless = isLossless(metadata) ? pngPicture(await encodePng(path, page, isGray)) : undefined
  if (lossless !== undefined && lossless.bytes.length <= (await storedBytes(path, metadata))) return lossless
  const kind = isGray ? 'jpeg-gray' : 'jpeg-colour'
  return { kind, widthPx, heightPx, bytes: await encodeJpeg(path, page, isGray), orientation: 1 }
}

/** A photo that was decoded elsewhere, because its own compression PDF does not know. */
export async function decodedPagePicture(raster: PageRaster): Promise<PagePicture> {
  const { widthPx, heightPx } = raster
  return { kind: 'jpeg-colour', widthPx, heightPx, bytes: await packJpeg(openRaster(raster)), orientation: 1 }
}

/** Pixels that were decoded within the limits of pages already. */
export function openRaster({ data, widthPx, heightPx, channels }: PageRaster): Sharp {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels }, limitInputPixels: false })
}

async function takenOver(path: string, page: number, metadata: Metadata): Promise<PagePicture | undefined> {
  const { format, channels, width: widthPx, height: heightPx } = metadata
  const isBilevel = metadata.bitsPerSample === 1 && channels === 1
  if (format === 'png') return isBilevel ? undefined : pngPicture(await readFile(path))
  if (channels !== 1 && channels !== 3) return undefined
  if (format === 'tiff') return tiffPicture(path, page)
  if (format !== 'jpeg') return undefined
  const kind = channels === 1 ? 'jpeg-gray' : 'jpeg-colour'
  return { kind, widthPx, heightPx, bytes: await readFile(path), orientation: 1 }
}

function isLossless({ format }: Metadata): boolean {
  return format === 'png' || format === 'gif' || format === 'tiff'
}

/** What a page takes up in its file; alpha and depths that are dropped make room for a little more. */
async function storedBytes(path: string, { pages }: Metadata): Promise<number> {
  return Math.max(SMALL_PICTURE_BYTES, (await stat(path)).size / (pages ?? 1))
}

async function encodePng(path: string, page: number, isGray: boolean): Promise<Buffer> {
  return sharp(path, untrusted(page))
    .flatten({ background: '#fff' })
    .toColourspace(isGray ? 'b-w' : 'srgb')
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer()
}

async function encodeJpeg(path: string, page: number, isGray: boolean): Promise<Uint8Array> {
  return packJpeg(
    sharp(path, untrusted(page))
      .flatten({ background: '#fff' })
      .toColourspace(isGray ? 'b-w' : 'srgb'),
  )
}

async function packJpeg(picture: Sharp): Promise<Uint8Array> {
  return picture.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer()
}

const ORIENTATIONS: readonly ExifOrientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

function toOrientation(value: number | undefined): ExifOrientation {
  return ORIENTATIONS.find((orientation) => orientation === value) ?? 1
}

/** Rows packed by libtiff; bit 1 is white. */
async function encodeG4(path: string, page: number): Promise<Uint8Array> {
  const tiff = await sharp(path, untrusted(page))
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: ROWS_PER_STRIP })
    .toBuffer()
  const entries = tiffEntries(tiff)
  const offset = entries.get(STRIP_OFFSETS)
  const length = entries.get(STRIP_BYTE_COUNTS)
  if (offset === undefined || length === undefined || entries.get(PHOTOMETRIC) !== 1) {
    throw new MailroomError('document-damaged', 'A black-and-white page could not be packed.')
  }
  return tiff.subarray(offset, offset + length)
}

/** Single values of the first directory of a TIFF that libvips wrote just now: little endian, one strip. */
function tiffEntries(tiff: Buffer): Map<number, number> {
  const directory = tiff.readUInt32LE(4)
  const count = tiff.readUInt16LE(directory)
  const entries = new Map<number, number>()
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12
    const isShort = tiff.readUInt16LE(at + 2) === 3
    entries.set(tiff.readUInt16LE(at), isShort ? tiff.readUInt16LE(at + 8) : tiff.readUInt32LE(at + 8))
  }
  return entries
}
