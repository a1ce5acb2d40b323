import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { PDFArray, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import sharp from 'sharp'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { wordsOf, type RecognizedPage } from '../../../src/domain/recognition/page.ts'
import type { SourceFile, ViewCopy } from '../../../src/ports/document-reader.ts'
import { skipUnless } from '../../support/skip.ts'
import { LETTER_WORDS, makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const PDFTOTEXT = '/usr/bin/pdftotext'
const CREATED_AT = '2026-11-22T20:05:49.000Z'

interface FoundWord {
  readonly text: string
  /** Middle of the word, in points from the top left. */
  readonly x: number
  readonly y: number
}

interface FoundPage {
  readonly widthPt: number
  readonly heightPt: number
  readonly words: readonly FoundWord[]
}

/** What another reader (Poppler) finds in a PDF. */
function readWithPoppler(path: string): FoundPage[] {
  const html = execFileSync(PDFTOTEXT, ['-bbox', path, '-']).toString('utf8')
  return html
    .split('<page ')
    .slice(1)
    .map((page) => ({
      widthPt: Number(/width="([\d.]+)"/u.exec(page)?.[1]),
      heightPt: Number(/height="([\d.]+)"/u.exec(page)?.[1]),
      words: [
        ...page.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</gu),
      ].map(([, x0, y0, x1, y1, text]) => ({
        text: (text ?? '').replaceAll('&amp;', '&'),
        x: (Number(x0) + Number(x1)) / 2,
        y: (Number(y0) + Number(y1)) / 2,
      })),
    }))
}

/** Share of the recognised words that the other reader finds within 3 pt of where they were recognised. */
function placedShare(page: RecognizedPage, found: FoundPage): number {
  const words = wordsOf(page)
  const placed = words.filter(({ text, box }) =>
    found.words.some(
      (word) =>
        word.text === text &&
        Math.abs(word.x - ((box[0] + box[2]) / 2) * page.widthPt) < 3 &&
        Math.abs(word.y - ((box[1] + box[3]) / 2) * page.heightPt) < 3,
    ),
  )
  return placed.length / words.length
}

describe('Searchable view copies', function () {
  this.timeout(120_000)
  let room: ReadingRoom
  before(async function () {
    skipUnless(this, existsSync(PDFTOTEXT), 'pdftotext (poppler-utils) is not installed')
    room = await openReadingRoom()
  })
  after(async function () {
    // `before` may have skipped.
    if (existsSync(PDFTOTEXT)) await room.close()
  })

  async function copyOf(
    source: SourceFile,
  ): Promise<{ path: string; pages: RecognizedPage[]; copy: ViewCopy }> {
    const { pageCount } = await room.reader.inspect(source, NEVER)
    const pages: RecognizedPage[] = []
    for (let number = 1; number <= pageCount; number++) pages.push((await room.read(source, number)).page)
    const path = join(room.folder, `${randomUUID()}.pdf`)
    const request = { title: 'Prüfung', createdAt: CREATED_AT, pages, targetPath: path }
    const copy = await room.reader.writeViewCopy(source, request, NEVER)
    return { path, pages, copy }
  }

  it('reports size and hash of what it wrote', async function () {
    const { path, copy } = await copyOf(await room.keep(await makePdf(), 'application/pdf'))
    const bytes = await readFile(path)
    expect(copy).to.deep.equal({
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      // Helvetica is not embedded in the letter.
      conformance: { claim: 'none', faults: ['foreign-fonts'] },
    })
  })

  it('never writes over a file that is there', async function () {
    const source = await room.keep(await makePdf(), 'application/pdf')
    const { page } = await room.read(source)
    const request = { title: 'x', createdAt: CREATED_AT, pages: [page], targetPath: source.path }
    const error = await room.reader.writeViewCopy(source, request, NEVER).catch((thrown: unknown) => thrown)
    expect(isMailroomError(error, 'already-exists')).to.equal(true)
  })

  it('leaves the text of a born-digital page alone', async function () {
    const { path } = await copyOf(await room.keep(await makePdf({ pages: 2 }), 'application/pdf'))
    for (const page of readWithPoppler(path)) {
      expect(page.words.map((word) => word.text)).to.deep.equal(LETTER_WORDS)
    }
  })

  for (const turn of [0, 90, 180, 270] as const) {
    for (const packing of ['jpeg', 'pdf', 'pdf turned by its own /Rotate'] as const) {
      it(`puts the words of a tilted scan at ${turn}° where they stand (${packing})`, async function () {
        const jpeg = await (await makeScan({ turn, skewDegrees: 1.5 })).jpeg().toBuffer()
        const rotate = packing === 'pdf' ? 0 : 90
        const source =
          packing === 'jpeg'
            ? await room.keep(jpeg, 'image/jpeg')
            : await room.keep(await wrapJpeg(jpeg, rotate), 'application/pdf')
        const { path, pages } = await copyOf(source)
        const [page] = pages
        const [found] = readWithPoppler(path)
        if (page === undefined || found === undefined) return expect.fail('no page')
        // Poppler names the sides of the stored page but places words on the shown one.
        expect(Math.max(found.widthPt, found.heightPt)).to.be.closeTo(page.heightPt, 0.5)
        expect(placedShare(page, found)).to.be.at.least(0.98)
      })
    }
  }

  it('takes a JPEG over byte by byte', async function () {
    const jpeg = await (await makeScan()).jpeg().toBuffer()
    const { path } = await copyOf(await room.keep(jpeg, 'image/jpeg'))
    expect((await readFile(path)).includes(jpeg)).to.equal(true)
  })

  it('packs black-and-white without loss and small', async function () {
    const scan = await (await makeScan()).png().toBuffer()
    const tiff = await sharp(scan)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1 })
      .toBuffer()
    const { path } = await copyOf(await room.keep(tiff, 'image/tiff'))
    expect((await stat(path)).size).to.be.below(tiff.length + 8000)
  })

  it('shows a photo upright that was stored lying or mirrored', async function () {
    const jpeg = await (await makeScan()).flop().jpeg().toBuffer()
    const stored = await sharp(jpeg).withMetadata({ orientation: 2, density: 200 }).jpeg().toBuffer()
    const { path, pages } = await copyOf(await room.keep(stored, 'image/jpeg'))
    const [page] = pages
    const [found] = readWithPoppler(path)
    if (page === undefined || found === undefined) return expect.fail('no page')
    expect(wordsOf(page).length).to.be.above(30)
    expect(placedShare(page, found)).to.be.at.least(0.98)
  })

  it('takes out what could act when the copy is opened', async function () {
    const document = await PDFDocument.load(await makePdf())
    document.addJavaScript('greet', 'app.alert(1)')
    const action = document.context.obj({ Type: 'Action', S: 'JavaScript', JS: 'app.alert(2)' })
    document.catalog.set(PDFName.of('OpenAction'), action)
    const link = document.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 9, 9],
      A: { S: 'Launch', F: 'x.exe' },
    })
    document.getPages()[0]?.node.set(PDFName.of('Annots'), document.context.obj([link]))
    const { path } = await copyOf(await room.keep(await document.save(), 'application/pdf'))
    const copy = await PDFDocument.load(await readFile(path))
    expect(copy.catalog.get(PDFName.of('OpenAction'))).to.equal(undefined)
    const annotations = copy.getPages()[0]?.node.lookup(PDFName.of('Annots'), PDFArray)
    expect(annotations?.lookup(0)?.toString()).to.not.contain('Launch')
    expect(copy.catalog.lookup(PDFName.of('Names'))?.toString() ?? '').to.not.contain('JavaScript')
  })

  it('draws the pages of a PDF that can be shown but not rewritten', async function () {
    const { path, pages } = await copyOf(await room.keep(untypedPageTree(), 'application/pdf'))
    expect(readWithPoppler(path)).to.have.length(pages.length)
  })
})

/** A scan to PDF: one picture on one page. */
async function wrapJpeg(jpeg: Uint8Array, rotate: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const picture = await document.embedJpg(jpeg)
  const page = document.addPage([(picture.width / 200) * 72, (picture.height / 200) * 72])
  page.drawImage(picture, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() })
  page.node.set(PDFName.of('Rotate'), document.context.obj(rotate))
  return document.save()
}

/** A page tree without its /Type: viewers do not mind, the writing library does. */
function untypedPageTree(): Uint8Array {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Count 1/Kids[3 0 R]>>\nendobj\n' +
      '3 0 obj\n<</Type/Page/MediaBox[0 0 300 200]/Parent 2 0 R>>\nendobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n',
    'latin1',
  )
}
