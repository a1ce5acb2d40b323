import { open, type FileHandle } from 'node:fs/promises'
import type { PagePicture } from '../../ports/view-copy-writer.ts'
import { readTiffDirectory, type TiffDirectory } from './tiff-directory.ts'

/** Tags of TIFF 6.0 (sections 8, 11 and 22) and what their values mean. */
const TAG = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffset: 273,
  samplesPerPixel: 277,
  stripBytes: 279,
  t6Options: 293,
  jpegTables: 347,
} as const
const CCITT_G4 = 4
const JPEG = 7
const BLACK_IS_ZERO = 1
const YCBCR = 6
const REVERSED_BITS = 2
const MAX_STRIP_BYTES = 256 * 1024 * 1024

/**
 * The packed picture of a page whose strip PDF takes over as it is: CCITT group 4 and JPEG in one strip. Undefined for
 * everything else; then the page is packed anew.
 */
export async function tiffPicture(path: string, page: number): Promise<PagePicture | undefined> {
  const file = await open(path)
  try {
    const directory = await readTiffDirectory(file, page)
    if (directory === undefined) return undefined
    const compression = directory.single(TAG.compression)
    if (compression === CCITT_G4) return await faxPicture(file, directory)
    return compression === JPEG ? await jpegPicture(file, directory) : undefined
  } finally {
    await file.close()
  }
}

async function faxPicture(file: FileHandle, directory: TiffDirectory): Promise<PagePicture | undefined> {
  const bytes = await onlyStrip(file, directory)
  const isPlain =
    (directory.single(TAG.bitsPerSample) ?? 1) === 1 &&
    (directory.single(TAG.samplesPerPixel) ?? 1) === 1 &&
    (directory.single(TAG.t6Options) ?? 0) === 0
  if (bytes === undefined || !isPlain) return undefined
  const isReversed = directory.single(TAG.fillOrder) === REVERSED_BITS
  return {
    kind: 'ccitt-g4',
    ...sizeOf(directory),
    blackIs1: directory.single(TAG.photometric) === BLACK_IS_ZERO,
    bytes: isReversed ? bytes.map(reverseBits) : bytes,
    orientation: 1,
  }
}

function reverseBits(byte: number): number {
  let reversed = 0
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit)
  return reversed
}

async function jpegPicture(file: FileHandle, directory: TiffDirectory): Promise<PagePicture | undefined> {
  const photometric = directory.single(TAG.photometric)
  const samples = directory.single(TAG.samplesPerPixel) ?? 1
  const isGray = samples === 1 && photometric === BLACK_IS_ZERO
  const isColour = samples === 3 && photometric === YCBCR
  const bytes = isGray || isColour ? await wholeJpeg(file, directory) : undefined
  return bytes && { kind: isGray ? 'jpeg-gray' : 'jpeg-colour', ...sizeOf(directory), bytes, orientation: 1 }
}

/** Quantisation and Huffman tables stand apart and are put back in front (TIFF Technical Note 2). */
async function wholeJpeg(file: FileHandle, directory: TiffDirectory): Promise<Buffer | undefined> {
  const strip = await onlyStrip(file, directory)
  if (strip === undefined || !directory.has(TAG.jpegTables)) return strip
  const tables = await directory.bytes(TAG.jpegTables)
  return tables && Buffer.concat([tables.subarray(0, -2), strip.subarray(2)])
}

function sizeOf(directory: TiffDirectory): { widthPx: number; heightPx: number } {
  return { widthPx: directory.single(TAG.width) ?? 0, heightPx: directory.single(TAG.height) ?? 0 }
}

async function onlyStrip(file: FileHandle, directory: TiffDirectory): Promise<Buffer | undefined> {
  const offset = directory.single(TAG.stripOffset)
  const length = directory.single(TAG.stripBytes)
  if (offset === undefined || length === undefined || length > MAX_STRIP_BYTES) return undefined
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
  return bytesRead === length && length > 0 ? buffer : undefined
}
