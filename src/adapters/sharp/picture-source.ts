import sharp, { type Metadata, type OutputInfo } from 'sharp'
import { MailroomError } from '../../domain/errors.ts'
import { assertPageBox, assertPageCount, assertPagePixels } from '../../domain/recognition/limits.ts'
import type { PageRaster, PixelSize } from '../../domain/recognition/raster.ts'
import { picturePageSize, resolutionPpi } from '../../domain/recognition/resolution.ts'
import type { OpenDocument, PageSource, SourcePage } from '../../ports/page-source.ts'
import { decodedPagePicture, openRaster, toPagePicture } from './page-picture.ts'
import { untrusted } from './sandboxed-sharp.ts'
import { readTiffResolution } from './tiff-directory.ts'

/** Media type → names under which sharp reports it. HEIC is told apart by its codec, which libvips as it comes cannot decode. */
const FORMATS: ReadonlyMap<string, readonly string[]> = new Map([
  ['image/jpeg', ['jpeg']],
  ['image/png', ['png']],
  ['image/tiff', ['tiff']],
  ['image/webp', ['webp']],
  ['image/gif', ['gif']],
  ['image/heic', ['heif']],
  ['image/heif', ['heif']],
  ['image/avif', ['heif', 'avif']],
])

/** Decodes the main picture of a HEIC file as it is to be looked at; fails as a page source does. */
export type HeicDecoder = (path: string) => Promise<PageRaster>

/** Reads scans and photos; each page of a multi-page TIFF is a page. */
export function createPictureSource(decodeHeic: HeicDecoder): PageSource {
  return {
    engine: 'libvips',
    reads: (mediaType) => FORMATS.has(mediaType),
    open: (path) => openPicture(path, decodeHeic),
    async [Symbol.asyncDispose]() {
      // Nothing is kept between documents.
    },
  }
}

async function openPicture(path: string, decodeHeic: HeicDecoder): Promise<OpenDocument> {
  const metadata = await readMetadata(path, 0)
  if (isHeic(metadata)) return openHeic(metadata, path, decodeHeic)
  const pageCount = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1
  assertPageCount(pageCount)
  return {
    pageCount,
    title: undefined,
    features: undefined,
    openPage: (pageNumber) => openPage(path, pageNumber, pageCount),
    embeddedFiles: () => [],
    async [Symbol.asyncDispose]() {
      // Files are opened by each decoding and closed after it.
    },
  }
}

async function readMetadata(path: string, page: number): Promise<Metadata> {
  return guarded(() => sharp(path, { ...untrusted(page), limitInputPixels: false }).metadata())
}

function isHeic({ format, compression }: Metadata): boolean {
  return format === 'heif' && compression === 'hevc'
}

/** Decoded once and kept while the document is open; its size is checked before. */
async function openHeic(
  { width, height }: Metadata,
  path: string,
  decodeHeic: HeicDecoder,
): Promise<OpenDocument> {
  assertPagePixels({ widthPx: width, heightPx: height })
  const raster = await decodeHeic(path)
  assertPagePixels(raster)
  return onePage(decodedPage(raster))
}

function onePage(page: SourcePage): OpenDocument {
  return {
    pageCount: 1,
    title: undefined,
    features: undefined,
    async openPage(pageNumber) {
      if (pageNumber !== 1) throw noSuchPage(pageNumber)
      return page
    },
    embeddedFiles: () => [],
    async [Symbol.asyncDispose]() {
      // The pixels go with the document.
    },
  }
}

function decodedPage(raster: PageRaster): SourcePage {
  const page = picturePageSize(raster, undefined)
  assertPageBox(page)
  return {
    ...page,
    nativePpi: resolutionPpi(raster, page),
    pictureShare: 1,
    textLayer: undefined,
    drawings: undefined,
    picture: () => decodedPagePicture(raster),
    async draw({ widthPx, heightPx }) {
      const { data, info } = await openRaster(raster)
        .resize({ width: widthPx, height: heightPx, fit: 'fill', kernel: 'lanczos3' })
        .raw()
        .toBuffer({ resolveWithObject: true })
      return toPageRaster(data, info)
    },
  }
}

async function openPage(path: string, pageNumber: number, pageCount: number): Promise<SourcePage> {
  if (pageNumber > pageCount) {
    throw noSuchPage(pageNumber)
  }
  const index = pageNumber - 1
  const metadata = await readMetadata(path, index)
  const size: PixelSize = { widthPx: metadata.autoOrient.width, heightPx: metadata.autoOrient.height }
  assertPagePixels(size)
  const page = picturePageSize(size, await namedResolution(path, index, metadata))
  assertPageBox(page)
  const channels = metadata.space === 'b-w' || metadata.space === 'grey16' ? 1 : 3
  return {
    ...page,
    nativePpi: resolutionPpi(size, page),
    pictureShare: 1,
    textLayer: undefined,
    drawings: undefined,
    picture: () => guarded(() => toPagePicture(path, index, metadata)),
    draw: (wanted) => drawPicture(path, index, wanted, channels),
  }
}

/** Resolution as shown: the axes change places with the pictures that are stored lying. */
async function namedResolution(
  path: string,
  page: number,
  metadata: Metadata,
): Promise<{ xPpi: number; yPpi: number } | undefined> {
  const density = metadata.density
  const stored =
    metadata.format === 'tiff'
      ? await readTiffResolution(path, page)
      : density === undefined
        ? undefined
        : { xPpi: density, yPpi: density }
  if (stored === undefined || (metadata.orientation ?? 1) < 5) return stored
  return { xPpi: stored.yPpi, yPpi: stored.xPpi }
}

async function drawPicture(
  path: string,
  page: number,
  size: PixelSize,
  channels: 1 | 3,
): Promise<PageRaster> {
  const { data, info } = await guarded(() =>
    sharp(path, untrusted(page))
      .flatten({ background: '#fff' })
      .resize({ width: size.widthPx, height: size.heightPx, fit: 'fill', kernel: 'lanczos3' })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  )
  return toPageRaster(data, info)
}

function toPageRaster(data: Buffer, info: OutputInfo): PageRaster {
  const { channels, width, height } = info
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new MailroomError('document-damaged', 'The picture has an unexpected number of channels.', {
      facts: { channels },
    })
  }
  return { widthPx: width, heightPx: height, channels, data }
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw asPictureError(error)
  }
}

function asPictureError(error: unknown): MailroomError {
  if (error instanceof MailroomError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/pixel limit/iu.test(message)) {
    return new MailroomError('document-limits', 'The picture has too many pixels.', { cause: error })
  }
  if (/heif:.*(?:support|codec|decoder)/iu.test(message)) return undecodable(error)
  if (/unsupported image format|not a known file format|blocked/iu.test(message)) {
    return new MailroomError('unsupported-media-type', 'The picture has a format that cannot be read.', {
      cause: error,
    })
  }
  return new MailroomError('document-damaged', 'The picture cannot be read.', { cause: error })
}

function noSuchPage(pageNumber: number): MailroomError {
  return new MailroomError('document-damaged', 'The picture has no such page.', { facts: { pageNumber } })
}

function undecodable(cause?: unknown): MailroomError {
  return new MailroomError(
    'picture-unreadable',
    'Pictures like this cannot be decoded by this installation.',
    {
      cause,
    },
  )
}
