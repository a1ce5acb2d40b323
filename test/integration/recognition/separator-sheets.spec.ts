import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import sharp, { type Sharp } from 'sharp'
import { createSheetPageWriter } from '../../../src/adapters/pdf-lib/sheet-pages.ts'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import { createImageCodec } from '../../../src/adapters/sharp/image-codec.ts'
import { createBarcodeReader } from '../../../src/adapters/zxing/barcode-reader.ts'
import { createQrCodeWriter } from '../../../src/adapters/zxing/qr-code-writer.ts'
import type { PageRaster } from '../../../src/domain/recognition/raster.ts'
import { printableSheet, type PrintableSheet } from '../../../src/domain/stacks/printable-sheet.ts'
import { readCodes } from '../../../src/sandbox/read-codes.ts'

const PPI = 200
const SIZE = { widthPx: 1654, heightPx: 2339 }
const COVER = { unit: '33.2', documentType: 'widerspruch', level: 'strict' } as const
const NAMES = { unit: '33.2 Bürgerbüro', documentType: 'Widerspruch', level: 'Streng vertraulich' }

const DAMAGES: readonly (readonly [name: string, damage: (page: Sharp) => Sharp])[] = [
  ['as printed', (page) => page],
  ['turned by 90°', (page) => page.rotate(90)],
  ['turned by 180°', (page) => page.rotate(180)],
  ['turned by 270°', (page) => page.rotate(270)],
  ['leaning by 7°', (page) => page.rotate(7, { background: 'white' })],
  ['fuzzy', (page) => page.blur(5)],
  ['pale', (page) => page.linear(0.3, 170)],
  ['its upper half', (page) => page.extract({ left: 0, top: 0, width: 1654, height: 1100 })],
  ['its lower half', (page) => page.extract({ left: 0, top: 1240, width: 1654, height: 1099 })],
  ['its left half', (page) => page.extract({ left: 0, top: 0, width: 800, height: 2339 })],
  ['its right half', (page) => page.extract({ left: 854, top: 0, width: 800, height: 2339 })],
]

describe('sheets that we print', function () {
  this.timeout(60_000)
  const codec = createImageCodec()
  const barcodes = createBarcodeReader()
  let folder: string

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** As a scanner sees it. */
  async function drawn(sheet: PrintableSheet): Promise<PageRaster> {
    const path = join(folder, `${sheet.heading}.pdf`)
    const code = await createQrCodeWriter().modules(sheet.code)
    await writeFile(path, await createSheetPageWriter().sheetsOf(sheet, code, 2))
    const source = createPdfSource()
    const document = await source.open(path)
    expect(document.pageCount).to.equal(2)
    const raster = await (await document.openPage(2)).draw(SIZE)
    await document[Symbol.asyncDispose]()
    await source[Symbol.asyncDispose]()
    return raster
  }

  async function damaged(raster: PageRaster, damage: (page: Sharp) => Sharp): Promise<PageRaster> {
    const { widthPx: width, heightPx: height, channels, data } = raster
    const picture = damage(sharp(data, { raw: { width, height, channels } }).flatten({ background: 'white' }))
    const { data: bytes, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true })
    return { widthPx: info.width, heightPx: info.height, channels: 1, data: bytes }
  }

  async function textsOn(page: PageRaster): Promise<Set<string>> {
    const found = await readCodes({ codec, barcodes }, page, PPI)
    return new Set(found.barcodes.map(({ format, text }) => `${format} ${text}`))
  }

  for (const [name, damage] of DAMAGES) {
    it(`are read, ${name}`, async function () {
      const separator = await textsOn(await damaged(await drawn(printableSheet({}, {})), damage))
      expect([...separator]).to.include('QRCode PATCHT')
      expect([...separator]).to.include('PatchCode PATCHT')
      const cover = printableSheet(COVER, NAMES)
      const said = await textsOn(await damaged(await drawn(cover), damage))
      expect([...said]).to.include(`QRCode ${cover.code}`)
    })
  }
})
