import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import type { QrCodeWriter } from '../../ports/qr-code-writer.ts'

const BLACK = 0

/** Draws with ZXing's WebAssembly build, loaded from the package when the first code is wanted. */
export function createQrCodeWriter(): QrCodeWriter {
  let ready: Promise<void> | undefined
  return {
    async write(text) {
      await (ready ??= loadEngine())
      const { svg, error } = await writeBarcode(text, { format: 'QRCode', addQuietZones: true })
      if (error !== '') throw new Error(`The QR code cannot be drawn: ${error}`)
      return svg
    },
    async modules(text) {
      await (ready ??= loadEngine())
      const options = { format: 'QRCode', ecLevel: 'M', addQuietZones: false } as const
      const { symbol, error } = await writeBarcode(text, options)
      if (error !== '') throw new Error(`The QR code cannot be drawn: ${error}`)
      const { data, width } = symbol
      return { size: width, isDark: (column, row) => data[row * width + column] === BLACK }
    },
  }
}

async function loadEngine(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  const bytes = await readFile(path)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}
