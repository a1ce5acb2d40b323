import { expect } from 'chai'
import sharp from 'sharp'
import { textOf, wordsOf } from '../../../src/domain/recognition/page.ts'
import type { PagePreview } from '../../../src/ports/document-reader.ts'
import { LETTER_LINES, LETTER_WORDS, lineStart, makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

/** So far that a picture of the letter stands below the text of the letter, at 200 ppi. */
const LOWER_BY_PX = 900

/** Share of the letter's words that are there, each once. */
function foundShare(found: readonly string[]): number {
  const left = [...found]
  const hits = LETTER_WORDS.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return hits.length / LETTER_WORDS.length
}

/** Mean darkness of the upper and the lower half: the letter's text stands in the upper one. */
async function halves({ bytes, widthPx, heightPx }: PagePreview): Promise<{ upper: number; lower: number }> {
  const half = { left: 0, width: widthPx, height: Math.floor(heightPx / 2) }
  const mean = async (top: number): Promise<number> => {
    const { channels } = await sharp(
      await sharp(bytes)
        .extract({ ...half, top })
        .png()
        .toBuffer(),
    ).stats()
    return 255 - (channels[0]?.mean ?? 255)
  }
  return { upper: await mean(0), lower: await mean(half.height) }
}

describe('Reading documents behind the wall', function () {
  this.timeout(120_000)
  let room: ReadingRoom
  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  it('tells what it knows of a PDF without reading it', async function () {
    const source = await room.keep(
      await makePdf({ pages: 3, title: 'Antrag auf Größeres' }),
      'application/pdf',
    )
    expect(await room.reader.inspect(source, NEVER)).to.deep.equal({
      pageCount: 3,
      title: 'Antrag auf Größeres',
      features: {
        signatures: [],
        isProtected: false,
        form: 'none',
        hasEmbeddedFiles: false,
        isPortfolio: false,
        hasScripts: false,
      },
    })
  })

  it('takes the text of a born-digital page as it is, each line a line', async function () {
    const { page } = await room.read(await room.keep(await makePdf(), 'application/pdf'))
    expect(page).to.include({
      source: 'text-layer',
      sourceReason: 'text-layer-sound',
      rotation: 0,
      meanConfidence: 1,
    })
    expect(textOf(page).replace(/\n+/gu, '\n').split('\n')).to.deep.equal(LETTER_LINES)
    expect(page.languages).to.deep.equal(['deu'])
  })

  it('places the words of a text layer where they are drawn', async function () {
    const { page } = await room.read(await room.keep(await makePdf(), 'application/pdf'))
    const lines = page.blocks.flatMap((block) => block.lines)
    lines.forEach((line, index) => {
      const { x, y } = lineStart(index)
      expect(line.box[0]).to.be.closeTo(x, 0.003)
      // Descenders and commas reach below the baseline by up to a quarter of 13 pt.
      expect(line.box[3]).to.be.within(y - 0.001, y + 0.005)
    })
  })

  for (const rotate of [90, 180, 270]) {
    it(`turns a page upright whose own text stands at ${rotate}°`, async function () {
      const source = await room.keep(await makePdf({ rotate }), 'application/pdf')
      const { page, previews } = await room.read(source)
      expect(page.rotation).to.equal(360 - rotate)
      expect([page.widthPt, page.heightPt]).to.deep.equal([595, 842])
      expect(page.blocks[0]?.box[0]).to.be.closeTo(lineStart(0).x, 0.003)
      // Nothing was drawn for reading it; its picture is drawn when somebody looks.
      expect(previews).to.deep.equal([])
      const picture = await room.reader.drawPage(source, 1, { turn: page.rotation, widthPx: 300 }, NEVER)
      expect(picture.widthPx).to.equal(300)
      const { upper, lower } = await halves(picture)
      expect(upper).to.be.above(lower * 2)
    })
  }

  for (const turn of [0, 90, 180, 270] as const) {
    it(`recognises a tilted scan that lies at ${turn}° and shows it upright`, async function () {
      const scan = await makeScan({ turn, skewDegrees: 1.2 })
      const { page, previews } = await room.read(await room.keep(await scan.jpeg().toBuffer(), 'image/jpeg'))
      expect(page.source).to.equal('ocr')
      expect(page.rotation).to.equal((360 - turn) % 360)
      expect(page.skewDegrees).to.be.closeTo(1.2, 0.1)
      expect(foundShare(wordsOf(page).map((word) => word.text))).to.be.at.least(0.95)
      expect(page.widthPt).to.be.closeTo(595, 1)
      const { upper, lower } = await halves(previews[0] ?? expect.fail('no preview'))
      expect(upper).to.be.above(lower * 1.2)
    })
  }

  it('places recognised words on the page as it was, not as it was straightened', async function () {
    const scan = await makeScan({ skewDegrees: 2 })
    const { page } = await room.read(await room.keep(await scan.png().toBuffer(), 'image/png'))
    const first =
      wordsOf(page).find((word) => word.text === 'Stadtverwaltung') ?? expect.fail('word not found')
    const last = wordsOf(page).find((word) => word.text === 'Parkausweis.') ?? expect.fail('word not found')
    const tilt = Math.tan((2 * Math.PI) / 180) * (595 / 842)
    const expectedY = (line: number, x: number): number => lineStart(line).y + (x - 0.5) * tilt
    expect((first.box[1] + first.box[3]) / 2).to.be.closeTo(
      expectedY(0, (first.box[0] + first.box[2]) / 2) - 0.005,
      0.006,
    )
    expect((last.box[1] + last.box[3]) / 2).to.be.closeTo(
      expectedY(3, (last.box[0] + last.box[2]) / 2) - 0.005,
      0.006,
    )
  })

  it('reads each page of a scan of several', async function () {
    const pages = [await makeScan({ ppi: 200 }), await makeScan({ ppi: 200 })]
    const pngs = await Promise.all(pages.map((page) => page.png().toBuffer()))
    const tiff = await sharp(pngs, { join: { animated: true } })
      .withMetadata({ density: 200 })
      .tiff({ compression: 'lzw' })
      .toBuffer()
    const source = await room.keep(tiff, 'image/tiff')
    expect((await room.reader.inspect(source, NEVER)).pageCount).to.equal(2)
    const { page } = await room.read(source, 2)
    expect(page.number).to.equal(2)
    expect(foundShare(wordsOf(page).map((word) => word.text))).to.be.at.least(0.95)
  })

  it('recognises a PDF that is only a picture', async function () {
    const backgroundJpeg = await (await makeScan()).jpeg().toBuffer()
    const pdf = await makePdf({ backgroundJpeg, withText: false })
    const { page } = await room.read(await room.keep(pdf, 'application/pdf'))
    expect(page).to.include({ source: 'ocr', sourceReason: 'no-text-layer' })
    expect(foundShare(wordsOf(page).map((word) => word.text))).to.be.at.least(0.95)
  })

  it('adds what a picture says to what the text layer says', async function () {
    const scan = await (await makeScan()).png().toBuffer()
    const { width, height } = await sharp(scan).metadata()
    const upper = sharp(scan).extract({ left: 0, top: 0, width, height: height - LOWER_BY_PX })
    const backgroundJpeg = await upper.extend({ top: LOWER_BY_PX, background: '#fff' }).jpeg().toBuffer()
    const { page } = await room.read(await room.keep(await makePdf({ backgroundJpeg }), 'application/pdf'))
    expect(page.source).to.equal('mixed')
    const twice = wordsOf(page).filter((word) => word.text === 'Straßenverkehr,')
    expect(twice.map((word) => word.confidence === 1)).to.deep.equal([true, false])
  })

  it('calls an empty sheet blank, with its punch holes and dust', async function () {
    const hole = Buffer.from('<svg width="60" height="60"><circle cx="30" cy="30" r="24"/></svg>')
    const sheet = sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#eee' } })
      .composite([800, 1400].map((top) => ({ input: hole, left: 70, top })))
      .withMetadata({ density: 200 })
    const { page, previews } = await room.read(await room.keep(await sheet.jpeg().toBuffer(), 'image/jpeg'))
    expect(page).to.include({ blank: true, meanConfidence: 0 })
    expect(page.blocks).to.deep.equal([])
    expect(previews.map((preview) => preview.widthPx)).to.deep.equal([300, 1600])
  })

  it('reads the same page alike whatever was read before', async function () {
    const scan = await room.keep(await (await makeScan({ skewDegrees: 0.7 })).jpeg().toBuffer(), 'image/jpeg')
    const other = await room.keep(await (await makeScan({ turn: 90 })).png().toBuffer(), 'image/png')
    const first = await room.read(scan)
    await room.read(other)
    expect((await room.read(scan)).page).to.deep.equal(first.page)
  })
})
