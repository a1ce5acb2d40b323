import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { FOLDER_PREFIX } from '../../../src/adapters/child-pool/protocol.ts'
import { findLibreOffice } from '../../../src/adapters/libreoffice/office-converter.ts'
import type { ConvertedType } from '../../../src/domain/intake/media-kinds.ts'
import { textOf } from '../../../src/domain/recognition/page.ts'
import { docx, odf, xlsx } from '../../support/office-files.ts'
import { makeZip } from '../../support/zip.ts'
import { skipUnless } from '../../support/skip.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

const OOXML = 'application/vnd.openxmlformats-officedocument'
const ODF = 'application/vnd.oasis.opendocument'
const SENTENCE = 'Sehr geehrte Damen und Herren, die Straße ist nass.'
const SECRET = 'Dienstgeheimnis'

describe('office files become PDF', function () {
  this.timeout(180_000)
  const outerFolder = process.env['TMPDIR']
  let room: ReadingRoom
  let count = 0

  before(async function () {
    // Children make their folders beside those of others unless told otherwise.
    process.env['TMPDIR'] = await mkdtemp(join(tmpdir(), 'office-test-'))
    room = await openReadingRoom()
  })
  after(async function () {
    await room.close()
    await rm(tmpdir(), { recursive: true })
    if (outerFolder === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = outerFolder
  })

  async function convert(content: string | Buffer, mediaType: ConvertedType): Promise<string> {
    const path = join(room.folder, `file-${(count += 1)}`)
    await writeFile(path, content)
    const written = await room.reader.toPdf({ path, mediaType }, `${path}.pdf`, NEVER)
    expect((await readFile(`${path}.pdf`)).byteLength).to.equal(written.sizeBytes)
    return `${path}.pdf`
  }

  /** What the way that every PDF goes reads of it. */
  async function textAfter(content: string | Buffer, mediaType: ConvertedType): Promise<string> {
    const source = { path: await convert(content, mediaType), mediaType: 'application/pdf' }
    const { pageCount } = await room.reader.inspect(source, NEVER)
    expect(pageCount).to.be.at.least(1)
    const { page } = await room.read(source)
    expect(page.source).to.equal('text-layer')
    return textOf(page)
  }

  it('lays text out without any program, whatever it is written in', async function () {
    for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
      const mark = encoding === 'utf16le' ? '\ufeff' : ''
      const text = await textAfter(
        Buffer.from(`${mark}${SENTENCE}\r\n\r\nZweiter Absatz`, encoding),
        'text/plain',
      )
      expect(text).to.include(SENTENCE).and.include('Zweiter Absatz')
    }
  })

  it('lists what an archive holds', async function () {
    const zip = makeZip([
      { name: 'Antrag.pdf', content: 'x' },
      { name: 'geheim.pdf', content: 'x', flags: 1 },
    ])
    const text = await textAfter(zip, 'application/zip')
    expect(text).to.include('Antrag.pdf').and.include('geheim.pdf').and.include('mit Passwort')
  })

  it('says what is too long', async function () {
    const failure = await convert('x\n'.repeat(100_000), 'text/plain').catch((error: unknown) => error)
    expect(failure).to.include({ code: 'document-limits' })
  })

  describe('with LibreOffice', function () {
    before(function () {
      skipUnless(this, findLibreOffice() !== undefined, 'LibreOffice (Writer and Calc) is not installed')
    })

    const files: readonly { name: string; mediaType: ConvertedType; content: () => string | Buffer }[] = [
      {
        name: 'DOCX',
        mediaType: `${OOXML}.wordprocessingml.document`,
        content: () => docx([SENTENCE]),
      },
      { name: 'XLSX', mediaType: `${OOXML}.spreadsheetml.sheet`, content: () => xlsx([SENTENCE]) },
      { name: 'ODT', mediaType: `${ODF}.text`, content: () => odf('text', `<text:p>${SENTENCE}</text:p>`) },
      {
        name: 'ODS',
        mediaType: `${ODF}.spreadsheet`,
        content: () =>
          odf(
            'spreadsheet',
            `<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string"><text:p>${SENTENCE}</text:p></table:table-cell></table:table-row></table:table>`,
          ),
      },
      {
        name: 'RTF',
        mediaType: 'application/rtf',
        content: () => String.raw`{\rtf1\ansi\ansicpg1252 ${SENTENCE.replace('ß', String.raw`\'df`)}\par}`,
      },
      {
        name: 'HTML',
        mediaType: 'text/html',
        content: () => `<!doctype html><meta charset="utf-8"><title>x</title><p>${SENTENCE}</p>`,
      },
    ]
    for (const { name, mediaType, content } of files) {
      it(`makes readable pages of ${name}`, async function () {
        expect(await textAfter(content(), mediaType)).to.include(SENTENCE)
      })
    }

    it('loads nothing that a document points to, neither from the network nor from the disk', async function () {
      const canary = join(room.folder, 'geheim.txt')
      await writeFile(canary, SECRET)
      const local = pathToFileURL(canary).href
      let visitors = 0
      const server = createServer((socket) => {
        visitors += 1
        socket.destroy()
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const remote = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
      try {
        const html = `<!doctype html><link rel="stylesheet" href="${remote}/a.css"><p>${SENTENCE}</p><img src="${remote}/a.png"><img src="${local}"><iframe src="${local}"></iframe><object data="${local}"></object>`
        expect(await textAfter(html, 'text/html'))
          .to.include('Damen')
          .and.not.include(SECRET)
        const section = (href: string): string =>
          `<text:section text:name="s"><text:section-source xlink:href="${href}" xlink:type="simple" xlink:show="embed"/><text:p>leer</text:p></text:section>`
        const image = `<text:p><draw:frame draw:name="b"><draw:image xlink:href="${remote}/b.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`
        const linked = odf(
          'text',
          `<text:p>${SENTENCE}</text:p>${section(local)}${section(`${remote}/c.odt`)}${image}`,
        )
        expect(await textAfter(linked, `${ODF}.text`))
          .to.include('Damen')
          .and.not.include(SECRET)
        const included = String.raw`{\rtf1\ansi ${SENTENCE.replace('ß', 'ss')}\par{\field{\*\fldinst INCLUDETEXT "${local}"}{\fldrslt leer}}{\field{\*\fldinst INCLUDEPICTURE "${remote}/d.png"}{\fldrslt leer}}}`
        expect(await textAfter(included, 'application/rtf'))
          .to.include('Damen')
          .and.not.include(SECRET)
        expect(visitors).to.equal(0)
      } finally {
        server.close()
      }
    })

    it('says that an OpenDocument file has a password', async function () {
      const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>'
      const locked = makeZip([
        { name: 'mimetype', content: `${ODF}.text`, method: 'stored', flags: 0 },
        { name: 'META-INF/manifest.xml', content: manifest },
      ])
      const failure = await convert(locked, `${ODF}.text`).catch((error: unknown) => error)
      expect(failure).to.include({ code: 'document-encrypted' })
    })

    it('refuses what is of another kind than it was taken for', async function () {
      const failure = await convert('no office file at all', `${ODF}.text`).catch((error: unknown) => error)
      expect(failure).to.include({ code: 'document-damaged' })
    })

    it('leaves nothing behind', async function () {
      const children = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER_PREFIX))
      const names = await Promise.all(children.map(async (name) => readdir(join(tmpdir(), name))))
      const left = names.flat().filter((name) => name.startsWith('office-'))
      expect(left).to.deep.equal([])
    })
  })
})
