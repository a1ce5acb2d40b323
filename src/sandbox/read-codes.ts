import type { PageBarcode } from '../domain/barcodes/page-barcode.ts'
import { inkMap } from '../domain/recognition/bar-runs.ts'
import type { Box } from '../domain/recognition/page.ts'
import type { PageRaster } from '../domain/recognition/raster.ts'
import { findBars } from '../domain/recognition/unread-codes.ts'
import type { BarcodeReader } from '../ports/barcode-reader.ts'
import type { ImageCodec } from '../ports/image-codec.ts'
import type { SourcePage } from '../ports/page-source.ts'

/** The narrowest bars that post carries are 0.25 mm wide: two pixels. */
const BARCODE_PPI = 200

export interface CodeReaderParts {
  readonly codec: ImageCodec
  readonly barcodes: BarcodeReader
}

/** Boxes are in 0..1 of what was looked at. */
export interface PageCodes {
  readonly barcodes: readonly PageBarcode[]
  /** Whatever looks like a code, those that were read among them. */
  readonly places: readonly Box[]
}

/** Codes that ZXing reads and, on the same picture, patch codes, which it does not know. */
export async function readCodes(parts: CodeReaderParts, raster: PageRaster, ppi: number): Promise<PageCodes> {
  const { barcodes, damaged } = await parts.barcodes.read(raster)
  const map = inkMap(await parts.codec.toGray(raster), ppi)
  if (map === undefined) return { barcodes, places: damaged }
  const { patches, places } = findBars(map)
  return { barcodes: [...barcodes, ...apartFrom(barcodes, patches)], places: [...damaged, ...places] }
}

/** Four bars within a larger code are a part of it. */
function apartFrom(codes: readonly PageBarcode[], patches: readonly PageBarcode[]): PageBarcode[] {
  return patches.filter(({ box: [x0, y0, x1, y1] }) =>
    codes.every(({ box }) => box[0] >= x1 || box[2] <= x0 || box[1] >= y1 || box[3] <= y0),
  )
}

/** Looks where something is drawn that can be a code: most pages with their own text have none. */
export async function readDrawnCodes(parts: CodeReaderParts, { drawings }: SourcePage): Promise<PageCodes> {
  const barcodes: PageBarcode[] = []
  const places: Box[] = []
  for (const place of drawings?.places() ?? []) {
    const raster = await drawings?.draw(place, BARCODE_PPI)
    if (raster === undefined) continue
    const found = await readCodes(parts, raster, BARCODE_PPI)
    barcodes.push(...found.barcodes.map((barcode) => ({ ...barcode, box: boxWithin(place, barcode.box) })))
    places.push(...found.places.map((box) => boxWithin(place, box)))
  }
  return { barcodes, places }
}

function boxWithin([left, top, right, bottom]: Box, [x0, y0, x1, y1]: Box): Box {
  const x = (share: number): number => left + share * (right - left)
  const y = (share: number): number => top + share * (bottom - top)
  return [x(x0), y(y0), x(x1), y(y1)]
}
