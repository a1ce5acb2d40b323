import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { degrees, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFString } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import type { FrontMatter } from '../../../src/domain/disclosure/front-pages.ts'
import { textOf } from '../../../src/domain/recognition/page.ts'
import type { BoundFile, BoundPart } from '../../../src/ports/case-file-binder.ts'
import { skipUnless } from '../../support/skip.ts'
import { textPdf } from '../../support/text-pdf.ts'
import { makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const run = promisify(execFile)
const CREATED_AT = '2026-03-02T09:00:00.000Z'

function frontOf(parts: readonly BoundPart[]): FrontMatter {
  return {
    title: 'Akte 50.10-2026/000003: Hilfe zur Pflege',
    note: 'Musterstadt',
    facts: [{ label: 'Aktenzeichen', value: '50.10-2026/000003' }],
    listed: parts.map((part, index) => ({
      number: index + 1,
      date: '01.03.2026',
      text: `Betreff ${index + 1}`,
      pages: part.pageCount,
      part: index,
    })),
    remarks: ['Nr. 9 ist nicht enthalten.'],
  }
}

describe('a case file bound into one PDF', function () {
  this.timeout(120_000)
  let room: ReadingRoom

  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  async function part(bytes: Uint8Array, pageCount: number, title: string): Promise<BoundPart> {
    return { path: (await room.keep(bytes, 'application/pdf')).path, title, pageCount }
  }

  async function bind(
    parts: readonly BoundPart[],
    title = 'Akte 50.10-2026/000003',
  ): Promise<{ readonly path: string; readonly bound: BoundFile }> {
    const path = join(room.folder, randomUUID())
    const request = { title, createdAt: CREATED_AT, front: frontOf(parts), parts, targetPath: path }
    return { path, bound: await room.reader.bindCaseFile(request, NEVER) }
  }

  it('has cover, index, all pages in order, and a number on each', async function () {
    const parts = [
      await part(await textPdf([['Erstes Blatt'], ['Zweites Blatt']]), 2, '1 Antrag'),
      await part(await textPdf([['Drittes Blatt']]), 1, '2 Bescheid'),
    ]
    const { path, bound } = await bind(parts)
    const bytes = await readFile(path)
    expect(bound).to.deep.equal({
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      pageCount: 5,
    })
    const source = { path, mediaType: 'application/pdf' }
    const texts: string[] = []
    for (let number = 1; number <= 5; number += 1) texts.push(textOf((await room.read(source, number)).page))
    for (const [index, text] of texts.entries())
      expect(text).to.include(`Akte 50.10-2026/000003 · Seite ${index + 1} von 5`)
    expect(texts[0]).to.include('Hilfe zur Pflege')
    expect(texts[1]).to.include('Inhaltsverzeichnis').and.to.include('Nr. 9 ist nicht enthalten.')
    expect(texts[1]?.replace(/\s+/g, ' ')).to.match(/Betreff 1 2 3\b.*Betreff 2 1 5\b/)
    expect([texts[2], texts[3], texts[4]].map((text) => /\w+ Blatt/.exec(text ?? '')?.[0])).to.deep.equal([
      'Erstes Blatt',
      'Zweites Blatt',
      'Drittes Blatt',
    ])
  })

  it('has names as they are written in the number on each page', async function () {
    const blank = Array.from({ length: 8 }, () => ['Blatt'])
    const { path } = await bind([await part(await textPdf(blank), 8, '1 Antrag')], 'Akte Şahin-Dvořák')
    for (const number of [1, 3, 9, 10]) {
      const { page } = await room.read({ path, mediaType: 'application/pdf' }, number)
      expect(textOf(page)).to.include(`Akte Şahin-Dvořák · Seite ${number} von 10`)
    }
  })

  it('has a bookmark for each document that leads to its first page', async function () {
    const parts = [
      await part(await makePdf({ pages: 3 }), 3, '1 Größe'),
      await part(await makePdf(), 1, '2 Anlage'),
    ]
    const { path } = await bind(parts)
    const document = await PDFDocument.load(await readFile(path))
    const pages = document.getPages().map(({ ref }) => ref)
    const marks: [string, number][] = []
    const root = document.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    for (
      let mark = root.lookup(PDFName.of('First'));
      mark instanceof PDFDict;
      mark = mark.lookup(PDFName.of('Next'))
    ) {
      const title = mark.lookup(PDFName.of('Title')) as PDFString
      const target = String(mark.lookup(PDFName.of('Dest')))
        .slice(2)
        .split(' /')[0]
      marks.push([title.decodeText(), pages.findIndex((ref) => String(ref) === target) + 1])
    }
    expect(marks).to.deep.equal([
      ['Akte 50.10-2026/000003', 1],
      ['1 Größe', 3],
      ['2 Anlage', 6],
    ])
    expect(document.getTitle()).to.equal('Akte 50.10-2026/000003: Hilfe zur Pflege')
  })

  it('takes pictures over byte for byte, and numbers pages that lie across or are cut to a part', async function () {
    const jpeg = await (await makeScan()).jpeg().toBuffer()
    const scan = await PDFDocument.load(await makePdf({ pages: 2, backgroundJpeg: jpeg, withText: false }))
    scan.getPage(0).setRotation(degrees(90))
    scan.getPage(1).setCropBox(50, 60, 400, 500)
    const { path } = await bind([await part(await scan.save(), 2, '1 Scan')])
    const document = await PDFDocument.load(await readFile(path))
    const pictures = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFRawStream ? [Buffer.from(object.getContents())] : []))
      .filter((content) => content.equals(jpeg))
    expect(pictures).to.have.length(2)
    const shown = await createPdfSource().open(path)
    try {
      for (const number of [3, 4]) {
        const { textLayer } = await shown.openPage(number)
        const words = textLayer?.words ?? []
        expect(words.map(({ text }) => text).join(' ')).to.equal(
          `Akte 50.10-2026/000003 · Seite ${number} von 4`,
        )
        for (const { text, angleDegrees, box } of words) {
          // Of a single sign the direction cannot be told.
          if (text.length > 1) expect(Math.abs(angleDegrees), 'as the page is shown').to.be.below(10)
          expect(box[1], 'at its foot').to.be.above(0.95)
          expect(box[0], 'at its right').to.be.above(0.5)
          expect(Math.max(box[2], box[3]), 'on it').to.be.below(1)
        }
      }
    } finally {
      await shown[Symbol.asyncDispose]()
    }
  })

  it('carries nothing along that could act', async function () {
    const document = await PDFDocument.load(await makePdf())
    document.addJavaScript('start', 'app.alert("geheim")')
    await document.attach(Buffer.from('geheim'), 'anlage.txt')
    const { path } = await bind([await part(await document.save(), 1, '1')])
    const text = (await readFile(path)).toString('latin1')
    for (const key of ['/JavaScript', '/JS', '/EmbeddedFile', '/OpenAction']) expect(text).not.to.include(key)
  })

  it('names what cannot be taken over, and writes nothing', async function () {
    const whole = await part(await makePdf(), 1, '1')
    const torn = await part(Buffer.from('%PDF-1.7\nno file'), 1, '2')
    const short = await part(await makePdf(), 2, '3')
    for (const [parts, unreadablePart, cause] of [
      [[whole, torn], 1, /^\w*Error: ./],
      [[short, whole], 0, /another number of pages/],
    ] as const) {
      const { path, bound } = await bind(parts)
      expect(bound).to.have.all.keys('unreadablePart', 'cause').and.to.include({ unreadablePart })
      expect('cause' in bound && bound.cause).to.match(cause)
      expect(
        await access(path).then(
          () => true,
          () => false,
        ),
      ).to.equal(false)
    }
  })

  it('fails, and calls no document unreadable, when a file cannot be fetched from the disk', async function () {
    const gone = { path: join(room.folder, randomUUID()), title: '2', pageCount: 1 }
    const end = await bind([await part(await makePdf(), 1, '1'), gone]).catch((error: unknown) => error)
    expect(end).to.be.instanceOf(Error)
  })

  it('is a sound file to other programs', async function () {
    const hasQpdf = await run('qpdf', ['--version']).then(
      () => true,
      () => false,
    )
    const hasPoppler = await run('pdftotext', ['-v']).then(
      () => true,
      () => false,
    )
    skipUnless(this, hasQpdf && hasPoppler, 'qpdf and pdftotext are not installed')
    const { path } = await bind([await part(await makePdf({ pages: 2 }), 2, '1')])
    expect((await run('qpdf', ['--check', path])).stdout).to.include(
      'No syntax or stream encoding errors found',
    )
    expect((await run('pdftotext', [path, '-'])).stdout)
      .to.include('Seite 4 von 4')
      .and.to.include('Jürgen')
  })
})
