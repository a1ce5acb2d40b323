import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  prepareZXingModule,
  readBarcodes,
  type ReadInputBarcodeFormat,
  type ReadResult,
} from 'zxing-wasm/reader'
import type { PageBarcode } from '../../domain/barcodes/page-barcode.ts'
import type { PageRaster, PixelSize } from '../../domain/recognition/raster.ts'
import type { BarcodeReader } from '../../ports/barcode-reader.ts'

/** What post carries; looking for more kinds costs time on every page. */
const FORMATS: ReadInputBarcodeFormat[] = [
  'QRCode',
  'DataMatrix',
  'PDF417',
  'Aztec',
  'Code128',
  'Code39',
  'ITF',
  'EAN13',
]
/** A page with more codes is a parts list, and nobody looks at them. */
const MAX_CODES = 20
const MAX_TEXT_LENGTH = 4000
const WHITE = 255

/** Reads with ZXing's WebAssembly build, which is loaded from the package and never from elsewhere. */
export function createBarcodeReader(): BarcodeReader {
  let ready: Promise<void> | undefined
  return {
    async read(page) {
      await (ready ??= loadEngine())
      const results = await readBarcodes(graymap(page), {
        formats: FORMATS,
        // Trying harder finds nothing more on the test pictures and takes two to four times as long.
        tryHarder: false,
        tryRotate: true,
        tryInvert: false,
        maxNumberOfSymbols: MAX_CODES,
        returnErrors: true,
      })
      const codes = results.map((result) => ({ result, barcode: toBarcode(result, page) }))
      return {
        barcodes: codes.filter(({ result }) => isRead(result)).map(({ barcode }) => barcode),
        damaged: codes.filter(({ result }) => !isRead(result)).map(({ barcode }) => barcode.box),
      }
    },
  }
}

function isRead({ isValid, text }: ReadResult): boolean {
  return isValid && text !== ''
}

async function loadEngine(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = await readFile(path)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

/** A portable graymap (PGM, "P5"): the one form of picture that the engine takes without a browser. */
function graymap({ widthPx, heightPx, channels, data }: PageRaster): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${widthPx} ${heightPx}\n255\n`)
  const bytes = new Uint8Array(header.length + widthPx * heightPx)
  bytes.set(header)
  const levels = bytes.subarray(header.length)
  if (channels === 1) levels.set(data.subarray(0, levels.length))
  else writeLuminance(data, channels, levels)
  return bytes
}

/** Rec. 601 weights in 1/256. A plain loop without calls: a page has millions of pixels. */
function writeLuminance(data: Uint8Array, channels: number, levels: Uint8Array): void {
  for (let target = 0, at = 0; target < levels.length; target++, at += channels) {
    const red = data[at] ?? WHITE
    const green = data[at + 1] ?? WHITE
    const blue = data[at + 2] ?? WHITE
    levels[target] = (77 * red + 150 * green + 29 * blue) >> 8
  }
}

function toBarcode({ format, text, position }: ReadResult, { widthPx, heightPx }: PixelSize): PageBarcode {
  const corners = [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft]
  const xs = corners.map(({ x }) => share(x, widthPx))
  const ys = corners.map(({ y }) => share(y, heightPx))
  return {
    format,
    text: text.slice(0, MAX_TEXT_LENGTH),
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  }
}

function share(pixels: number, whole: number): number {
  return Math.min(1, Math.max(0, pixels / whole))
}
