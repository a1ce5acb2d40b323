import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { textOf, type RecognizedPage } from '../../../src/domain/recognition/page.ts'
import { burntPlaces, withoutCovered } from '../../../src/domain/redaction/covered.ts'
import {
  coveredFolded,
  hiddenWords,
  wordPlaces,
  type MarkedPage,
} from '../../../src/domain/redaction/hidden-words.ts'
import type { SourceFile } from '../../../src/ports/document-reader.ts'
import type { FileTraces, PagePlaces, PageTraces } from '../../../src/ports/redactor.ts'
import { skipUnless } from '../../support/skip.ts'
import { makePdf, makeScan } from './made-documents.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const run = promisify(execFile)
const NOTHING: FileTraces = { text: 0, bytes: 0, extras: 0 }
/** Of the letter. */
const SECRET = ['Jürgen Ähnlich', 'Parkausweis']
const SECRET_WORDS = ['jürgen', 'ähnlich', 'parkausweis']
const LANGUAGES = ['deu', 'eng']

interface Redacted {
  readonly file: SourceFile
  readonly burnt: readonly PagePlaces[]
  readonly marked: readonly MarkedPage[]
}

describe('a redacted version', function () {
  this.timeout(240_000)
  let room: ReadingRoom

  before(async function () {
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
  })

  async function redacted(
    source: SourceFile,
    pages: readonly RecognizedPage[],
    words: readonly string[] = SECRET,
  ): Promise<Redacted> {
    const marked = pages.map((page) => {
      const boxes = words.flatMap((word) => wordPlaces(page, word))
      return { page, burnt: burntPlaces(page, boxes) }
    })
    const burnt = marked.map(({ page, burnt: boxes }) => ({ page: page.number, boxes }))
    const targetPath = join(room.folder, randomUUID())
    const request = {
      pages: marked.map(({ page, burnt: places }) => withoutCovered(page, places)),
      burnt,
      title: 'geschwaerzt-1.pdf',
      createdAt: '2026-03-02T09:00:00.000Z',
      targetPath,
    }
    const { pageCount } = await room.reader.redact(source, request, NEVER)
    expect(pageCount).to.equal(pages.length)
    return { file: { path: targetPath, mediaType: 'application/pdf' }, burnt, marked }
  }

  function search(file: SourceFile, { burnt, marked }: Redacted): Promise<FileTraces> {
    const request = { burnt, words: hiddenWords(marked), pageCount: marked.length }
    return room.reader.searchRedacted(file, request, NEVER)
  }

  function reread(file: SourceFile, { burnt, marked }: Redacted): Promise<PageTraces> {
    const [page] = marked
    const words = page === undefined ? [] : coveredFolded(page)
    return room.reader.rereadRedacted(
      file,
      1,
      { boxes: burnt[0]?.boxes ?? [], words, languages: LANGUAGES },
      NEVER,
    )
  }

  /** The bytes, and each packed part unpacked. */
  async function allBytes(path: string): Promise<string> {
    const bytes = await readFile(path)
    const text = bytes.toString('latin1')
    const parts = [text]
    for (const { index } of text.matchAll(/stream\n/g)) {
      try {
        parts.push(inflateSync(bytes.subarray(index + 7)).toString('latin1'))
      } catch {
        // Not packed, or a picture.
      }
    }
    return parts.join('\n').toLowerCase()
  }

  async function expectNothingLeft(version: Redacted): Promise<void> {
    expect(hiddenWords(version.marked)).to.include.members(SECRET_WORDS)
    expect(await search(version.file, version)).to.deep.equal(NOTHING)
    const traces = await reread(version.file, version)
    expect(traces).to.deep.include({ picture: 0, recognised: 0, codes: 0, isStillVisible: false })
    const bytes = await allBytes(version.file.path)
    for (const word of SECRET_WORDS) {
      const utf16 = Buffer.from(word, 'utf16le').swap16()
      for (const spelling of [word, Buffer.from(word).toString('latin1'), utf16.toString('hex')])
        expect(bytes, spelling).not.to.include(spelling.toLowerCase())
    }
    const again = (await room.read(version.file)).page
    expect(textOf(again)).to.include('Stadtverwaltung')
    for (const word of SECRET_WORDS) expect(textOf(again).toLowerCase()).not.to.include(word)
  }

  for (const turn of [0, 90, 180] as const) {
    it(`of a scan turned by ${turn} degrees gives nothing back`, async function () {
      const jpeg = await (await makeScan({ turn, skewDegrees: turn === 0 ? 1.5 : 0 })).jpeg().toBuffer()
      const source = await room.keep(jpeg, 'image/jpeg')
      const { page } = await room.read(source)
      await expectNothingLeft(await redacted(source, [page]))
    })
  }

  it('of a PDF holds nothing of what the PDF carried beside its pages', async function () {
    const document = await PDFDocument.load(await makePdf({ title: 'Parkausweis Jürgen Ähnlich' }))
    document.setAuthor('Jürgen Ähnlich')
    document.setKeywords(['Parkausweis'])
    document.addJavaScript('start', 'app.alert("Parkausweis")')
    await document.attach(Buffer.from('Jürgen Ähnlich'), 'parkausweis.txt')
    document.getForm().createTextField('Parkausweis').addToPage(document.getPage(0), { x: 20, y: 20 })
    const source = await room.keep(await document.save(), 'application/pdf')
    const { page } = await room.read(source)
    await expectNothingLeft(await redacted(source, [page]))
  })

  it('has no letters that nobody sees', async function () {
    const document = await PDFDocument.load(await makePdf())
    const font = await document.embedFont(StandardFonts.Helvetica)
    const white = rgb(1, 1, 1)
    document.getPage(0).drawText('Geheimsache Nordhafen', { x: 70, y: 120, size: 12, font, color: white })
    const source = await room.keep(await document.save(), 'application/pdf')
    const { page } = await room.read(source)
    expect(textOf(page), 'the original has it').to.include('Nordhafen')
    const { file } = await redacted(source, [page])
    expect(textOf((await room.read(file)).page)).not.to.include('Nordhafen')
    expect(await allBytes(file.path)).not.to.include(
      Buffer.from('nordhafen', 'utf16le').swap16().toString('hex'),
    )
  })

  it('keeps what was not marked readable, and says where a marked word is still to be read', async function () {
    const source = await room.keep(await makePdf({ pages: 2 }), 'application/pdf')
    const pages = [(await room.read(source, 1)).page, (await room.read(source, 2)).page]
    const [first, second] = pages
    if (first === undefined || second === undefined) expect.fail('The letter has two pages.')
    const version = await redacted(source, [first, { ...second, blocks: second.blocks }], ['Parkausweis'])
    expect(await search(version.file, version)).to.deep.equal(NOTHING)
    const halfway = await redacted(source, [first], ['Parkausweis']).catch((error: unknown) => error)
    expect(halfway, 'pages are all there or none').to.be.instanceOf(Error)
    const words = ['gebühr']
    const request = { boxes: [[0, 0, 0.01, 0.01] as const], words, languages: LANGUAGES }
    const traces = await room.reader.rereadRedacted(version.file, 1, request, NEVER)
    expect(traces.isStillVisible).to.equal(true)
    expect(traces.picture, 'what is not black is told').to.equal(1)
  })

  it('that was not burnt is found out by each check', async function () {
    const source = await room.keep(await makePdf({ title: 'Parkausweis' }), 'application/pdf')
    const { page } = await room.read(source)
    const version = await redacted(source, [page])
    const cheating = await search(source, version)
    expect(cheating.text).to.be.at.least(SECRET_WORDS.length)
    expect(cheating.bytes).to.be.at.least(1)
    const traces = await reread(source, version)
    expect(traces.picture).to.equal(version.burnt[0]?.boxes.length)
    expect(traces.recognised).to.be.at.least(2)
  })

  it('with a program, a form or a file in it is found out', async function () {
    const document = await PDFDocument.create()
    document.addPage()
    document.addJavaScript('start', 'app.alert(1)')
    await document.attach(Buffer.from('x'), 'x.txt')
    const file = await room.keep(await document.save(), 'application/pdf')
    const request = { burnt: [], words: [], pageCount: 1 }
    expect((await room.reader.searchRedacted(file, request, NEVER)).extras).to.be.at.least(2)
  })

  it('gives nothing back to pdftotext', async function () {
    const hasPoppler = await run('pdftotext', ['-v']).then(
      () => true,
      () => false,
    )
    skipUnless(this, hasPoppler, 'pdftotext is not installed')
    const source = await room.keep(await makePdf(), 'application/pdf')
    const { page } = await room.read(source)
    const { file } = await redacted(source, [page])
    const { stdout } = await run('pdftotext', [file.path, '-'])
    expect(stdout).to.include('Stadtverwaltung')
    for (const word of ['Jürgen', 'Ähnlich', 'Parkausweis']) expect(stdout).not.to.include(word)
    const { stdout: facts } = await run('pdfinfo', [file.path])
    expect(facts)
      .to.include('geschwaerzt-1.pdf')
      .and.to.match(/JavaScript:\s+no/)
  })
})
