import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { isMailroomError } from '../../../src/domain/errors.ts'
import {
  textOf,
  wordsOf,
  type QuarterTurn,
  type RecognizedPage,
} from '../../../src/domain/recognition/page.ts'
import { carriedPage } from '../../../src/domain/stacks/carried-page.ts'
import type { SourceFile } from '../../../src/ports/document-reader.ts'
import { LETTER_WORDS, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

/** So many pages, each with its number in words of its own; the second lies across, the third has a crop box. */
async function madeStack(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage(number === 2 ? [842, 595] : [595, 842])
    if (number === 3) page.setCropBox(20, 30, 500, 700)
    page.drawText(`Seite${number} von ${pages} Antrag auf Wohngeld`, { x: 60, y: 400, size: 18, font })
  }
  return document.save()
}

describe('pages cut out of a stack', function () {
  this.timeout(120_000)
  let room: ReadingRoom

  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  async function cut(
    source: SourceFile,
    taken: readonly { readonly read: RecognizedPage; readonly turn: QuarterTurn }[],
  ): Promise<{ readonly file: SourceFile; readonly document: PDFDocument }> {
    const targetPath = join(room.folder, randomUUID())
    const pages = taken.map(({ read, turn }) => ({ read: { ...read, blocks: [] }, turn }))
    const request = { title: 'Brief', createdAt: '2026-03-02T09:00:00.000Z', pages, targetPath }
    const { pageCount } = await room.reader.extractPages(source, request, NEVER)
    expect(pageCount).to.equal(pages.length)
    const document = await PDFDocument.load(await readFile(targetPath))
    expect(document.getPageCount()).to.equal(pages.length)
    return { file: { path: targetPath, mediaType: 'application/pdf' }, document }
  }

  it('are those that were asked for, in their order, and read again as they were read in the stack', async function () {
    const source = await room.keep(await madeStack(12), 'application/pdf')
    const numbers = [12, 2, 3, 7]
    const reads = []
    for (const number of numbers) reads.push((await room.read(source, number)).page)
    const { file } = await cut(
      source,
      reads.map((read) => ({ read, turn: 0 })),
    )
    expect((await room.reader.inspect(file, NEVER)).pageCount).to.equal(4)
    for (const [index, read] of reads.entries()) {
      const again = (await room.read(file, index + 1)).page
      expect(textOf(again)).to.contain(`Seite${numbers[index]} von 12`)
      const { blocks, widthPt, heightPt, rotation } = again
      const carried = carriedPage(read, { turn: 0 }, index + 1)
      expect({ blocks, widthPt, heightPt, rotation }).to.deep.equal({
        blocks: carried?.blocks,
        widthPt: carried?.widthPt,
        heightPt: carried?.heightPt,
        rotation: 0,
      })
    }
  })

  it('are turned as a person says', async function () {
    const source = await room.keep(await madeStack(3), 'application/pdf')
    const read = (await room.read(source, 1)).page
    const { document } = await cut(source, [
      { read, turn: 90 },
      { read, turn: 180 },
    ])
    expect(document.getPages().map((page) => page.getRotation().angle)).to.deep.equal([90, 180])
    expect(carriedPage(read, { turn: 90 }, 1)).to.equal(undefined)
  })

  it('carry nothing of the pages that stay behind', async function () {
    const source = await room.keep(await madeStack(12), 'application/pdf')
    const { page } = await room.read(source, 1)
    const { file, document } = await cut(source, [{ read: page, turn: 0 }])
    const streams = document.context
      .enumerateIndirectObjects()
      .filter(([, object]) => object instanceof PDFRawStream && !object.dict.has(PDFName.of('Subtype')))
    expect(streams.length).to.be.below(4)
    expect((await readFile(file.path)).length).to.be.below((await readFile(source.path)).length)
  })

  for (const { mediaType, format } of [
    { mediaType: 'image/jpeg', format: 'jpeg' },
    { mediaType: 'image/tiff', format: 'tiff' },
  ] as const) {
    it(`are the very picture of a scan in ${format}, upright, with the same words in the same places`, async function () {
      const scan = await makeScan({ turn: 180 })
      const bytes =
        format === 'jpeg'
          ? await scan.jpeg({ quality: 90 }).toBuffer()
          : await scan.tiff({ compression: 'lzw' }).toBuffer()
      const source = await room.keep(bytes, mediaType)
      const { page } = await room.read(source)
      expect(page.rotation).to.equal(180)
      const { file, document } = await cut(source, [{ read: page, turn: 0 }])
      if (format === 'jpeg') {
        const pictures = document.context
          .enumerateIndirectObjects()
          .flatMap(([, object]) => (object instanceof PDFRawStream ? [Buffer.from(object.contents)] : []))
        expect(pictures.some((picture) => picture.equals(bytes))).to.equal(true)
      }
      const again = (await room.read(file)).page
      expect(again.rotation).to.equal(0)
      // The reader of PDF works with floats of 32 bits.
      expect(again.widthPt).to.be.closeTo(page.widthPt, 0.001)
      expect(again.heightPt).to.be.closeTo(page.heightPt, 0.001)
      const places = (of: RecognizedPage) => wordsOf(of).filter(({ text }) => LETTER_WORDS.includes(text))
      expect(places(page).length).to.be.above(10)
      for (const word of places(page)) {
        const there = places(again).some(
          ({ text, box }) =>
            text === word.text && box.every((edge, side) => Math.abs(edge - (word.box[side] ?? 0)) < 0.005),
        )
        expect(there, word.text).to.equal(true)
      }
    })
  }

  it('are refused where they cannot be copied', async function () {
    const source = await room.keep(await madeStack(2), 'application/pdf')
    const read = { ...(await room.read(source, 1)).page, number: 9 }
    const targetPath = join(room.folder, randomUUID())
    const request = {
      title: 'x',
      createdAt: '2026-03-02T09:00:00.000Z',
      pages: [{ read, turn: 0 as const }],
      targetPath,
    }
    const code = await room.reader.extractPages(source, request, NEVER).then(
      () => 'none',
      (error: unknown) => (isMailroomError(error) ? error.code : String(error)),
    )
    expect(code).to.equal('document-damaged')
  })
})
