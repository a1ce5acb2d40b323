import { expect } from 'chai'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { degrees, PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { openReadingRoom, type ReadingRoom } from './reading-room.ts'

const MODULE_PX = 6
const LEITWEG_ID = '04011000-12345-03'

async function loadWriter(): Promise<void> {
  const bytes = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}

/** A letter with its own text and a code of filled squares, as programs draw it, turned by `/Rotate`. */
async function letterWithCode(rotate: number): Promise<Uint8Array> {
  const { symbol } = await writeBarcode(LEITWEG_ID, { format: 'QRCode' })
  const document = await PDFDocument.create()
  const page = document.addPage([595, 842])
  const font = await document.embedFont(StandardFonts.Helvetica)
  const line = 'Sehr geehrte Damen und Herren, anbei senden wir Ihnen die Rechnung.'
  for (let row = 0; row < 20; row++) page.drawText(line, { x: 70, y: 760 - row * 16, size: 11, font })
  for (let at = 0; at < symbol.data.length; at++) {
    if (symbol.data[at] !== 0) continue
    const x = 430 + 2 * (at % symbol.width)
    const y = 180 - 2 * Math.floor(at / symbol.width)
    page.drawRectangle({ x, y, width: 2, height: 2, color: rgb(0, 0, 0) })
  }
  page.setRotation(degrees(rotate))
  return document.save()
}

/** An A4 page at 150 ppi with a code in the lower right corner. */
async function pageWithCode(turnDegrees: number): Promise<Buffer> {
  const { symbol } = await writeBarcode(LEITWEG_ID, { format: 'QRCode' })
  const { data, width, height } = symbol
  const code = await sharp(Buffer.from(data), { raw: { width, height, channels: 1 } })
    .resize({ width: width * MODULE_PX, kernel: 'nearest' })
    .png()
    .toBuffer()
  const page = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: 'white' } })
    .composite([{ input: code, left: 900, top: 1400 }])
    .png()
    .toBuffer()
  return sharp(page).rotate(turnDegrees).withMetadata({ density: 150 }).png().toBuffer()
}

describe('codes on pages behind the wall', function () {
  this.timeout(120_000)
  let room: ReadingRoom

  before(async function () {
    await loadWriter()
    room = await openReadingRoom()
  })
  after(() => room.close())

  for (const turnDegrees of [0, 90]) {
    it(`are read with their place on a page turned by ${turnDegrees}°`, async function () {
      const { page } = await room.read(await room.keep(await pageWithCode(turnDegrees), 'image/png'))
      expect(page.barcodes?.map(({ format, text }) => [format, text])).to.deep.equal([['QRCode', LEITWEG_ID]])
      const [left, top, right, bottom] = page.barcodes?.[0]?.box ?? [0, 0, 0, 0]
      expect(right - left).to.be.within(0.05, 0.25)
      expect(bottom - top).to.be.within(0.03, 0.25)
      if (turnDegrees === 0) expect([left > 0.7, top > 0.75]).to.deep.equal([true, true])
    })
  }

  for (const rotate of [0, 270]) {
    it(`are found among the drawings of a letter that has its own text, turned by ${rotate}°`, async function () {
      const source = await room.keep(await letterWithCode(rotate), 'application/pdf')
      const { page, previews } = await room.read(source)
      expect([page.source, previews.length]).to.deep.equal(['text-layer', 0])
      expect(page.barcodes?.map(({ format, text }) => [format, text])).to.deep.equal([['QRCode', LEITWEG_ID]])
      const [left, top, right, bottom] = page.barcodes?.[0]?.box ?? [0, 0, 0, 0]
      // The code begins at 430 pt from the left and 182 pt from the lower edge, and is some 50 pt wide.
      expect(left).to.be.closeTo(430 / 595, 0.01)
      expect(top).to.be.closeTo(660 / 842, 0.01)
      expect(right - left).to.be.within(0.06, 0.12)
      expect(bottom - top).to.be.within(0.04, 0.09)
    })
  }
})
