import { expect } from 'chai'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
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
})
