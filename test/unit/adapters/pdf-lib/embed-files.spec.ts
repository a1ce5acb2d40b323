import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  StandardFonts,
} from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { conformanceFaults } from '../../../../src/adapters/pdf-lib/conformance.ts'
import { streamBytes } from '../../../../src/adapters/pdf-lib/content-bytes.ts'
import { embedFiles } from '../../../../src/adapters/pdf-lib/embed-files.ts'
import { createReportPageWriter } from '../../../../src/adapters/pdf-lib/report-pages.ts'
import type { EmbeddedFile } from '../../../../src/ports/file-embedder.ts'
import { skipUnless } from '../../../support/skip.ts'
import { aReadPage, rewritten } from './written-copy.ts'

const run = promisify(execFile)
const NOTED_AT = '2026-11-30T10:00:00.000Z'
const NOTE = Buffer.from(
  JSON.stringify({ receiptNumber: 'MZ-2026-000007', files: [{ sha256: 'ab'.repeat(32) }] }),
)

const FILES: readonly EmbeddedFile[] = [
  {
    filename: 'transfervermerk.json',
    mediaType: 'application/json',
    description: 'Transfervermerk für Größe und Maß',
    relationship: 'Data',
    modifiedAt: NOTED_AT,
    bytes: NOTE,
  },
  {
    filename: 'transfervermerk.pdf',
    mediaType: 'application/pdf',
    description: 'Transfervermerk als Seite',
    relationship: 'Supplement',
    modifiedAt: NOTED_AT,
    bytes: Buffer.from('%PDF-1.7 a page'),
  },
]

/** A searchable copy of ours: a page with a recognised line, or with print in a font of others. */
async function copyOf(print?: string): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const page = document.addPage([595, 842])
  if (print !== undefined) page.drawText(print, { font: await document.embedFont(StandardFonts.Helvetica) })
  document.setAuthor('Die Verwaltung')
  return (await rewritten(document, [aReadPage('Größe Maß')], 'Antrag & Anlage')).bytes
}

describe('A copy with files inside', function () {
  let folder: string
  let source: string

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-embed-'))
    source = join(folder, 'copy.pdf')
    await writeFile(source, await copyOf())
  })

  after(async function () {
    await rm(folder, { recursive: true })
  })

  async function embedded(files = FILES, isArchivable = true, from = source) {
    const targetPath = join(folder, `${randomUUID()}.pdf`)
    const copy = await embedFiles(from, { files, isArchivable, targetPath })
    const bytes = await readFile(targetPath)
    return { ...copy, targetPath, bytes, document: await PDFDocument.load(bytes, { updateMetadata: false }) }
  }

  it('says PDF/A-3b of itself, and keeps title, author and the instant of making', async function () {
    const { claim, faults, bytes, sizeBytes, sha256, document } = await embedded()
    expect({ claim, faults }).to.deep.equal({ claim: 'PDF/A-3b', faults: [] })
    expect(sizeBytes).to.equal(bytes.byteLength)
    expect(sha256).to.equal(createHash('sha256').update(bytes).digest('hex'))
    const packet = bytes.toString('utf8')
    expect(packet).to.contain('<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>')
    expect(packet.match(/<pdfaid:part>/g)).to.have.length(1)
    expect(packet).to.contain('Antrag &amp; Anlage').and.to.contain('Die Verwaltung')
    expect(packet).to.contain('<xmp:CreateDate>2026-11-22T20:05:49Z</xmp:CreateDate>')
    expect(packet).to.contain('<xmp:ModifyDate>2026-11-30T10:00:00Z</xmp:ModifyDate>')
    expect(document.getTitle()).to.equal('Antrag & Anlage')
    expect(document.getModificationDate()?.toISOString()).to.equal(NOTED_AT)
  })

  it('gives each file back as it went in, named, typed and associated with the document', async function () {
    const { document } = await embedded()
    const associated = document.catalog.lookup(PDFName.of('AF'), PDFArray)
    const tree = document.catalog
      .lookup(PDFName.of('Names'), PDFDict)
      .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    const names = tree.lookup(PDFName.of('Names'), PDFArray)
    expect(associated.asArray()).to.deep.equal([names.get(1), names.get(3)])
    const read = FILES.map((_, index) => {
      const specification = associated.lookup(index, PDFDict)
      const stream = specification.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
      if (!(stream instanceof PDFRawStream)) return expect.fail('no stream')
      const parameters = stream.dict.lookup(PDFName.of('Params'), PDFDict)
      return {
        filename: specification.lookup(PDFName.of('UF'), PDFHexString).decodeText(),
        mediaType: stream.dict.lookup(PDFName.of('Subtype'), PDFName).decodeText(),
        description: specification.lookup(PDFName.of('Desc'), PDFHexString).decodeText(),
        relationship: specification.lookup(PDFName.of('AFRelationship'), PDFName).decodeText(),
        modifiedAt: parameters.lookup(PDFName.of('ModDate'), PDFString).decodeDate().toISOString(),
        bytes: streamBytes(stream),
      }
    })
    expect(read).to.deep.equal(FILES.map((file) => ({ ...file, bytes: Buffer.from(file.bytes) })))
  })

  it('is the same to the byte for the same files, and another one for another note', async function () {
    const first = await embedded()
    expect((await embedded()).bytes.equals(first.bytes)).to.equal(true)
    const [note, page] = FILES
    if (note === undefined || page === undefined) return expect.fail('no files')
    const other = await embedded([{ ...note, bytes: Buffer.from('{}') }, page])
    const idOf = ({ context }: PDFDocument) => context.trailerInfo.ID?.toString()
    expect(idOf(other.document)).to.not.equal(idOf(first.document))
  })

  it('takes the files of an earlier note out', async function () {
    const first = await embedded()
    const second = await embedded(FILES.slice(0, 1), true, first.targetPath)
    expect(second.claim).to.equal('PDF/A-3b')
    expect(second.bytes.includes('transfervermerk.pdf')).to.equal(false)
    expect(second.document.catalog.lookup(PDFName.of('AF'), PDFArray).size()).to.equal(1)
  })

  it('claims nothing for a copy that claimed nothing, but carries the files', async function () {
    const printed = join(folder, 'printed.pdf')
    await writeFile(printed, await copyOf('Hallo'))
    for (const isArchivable of [true, false]) {
      const { claim, faults, bytes, document } = await embedded(FILES, isArchivable, printed)
      expect({ claim, faults }).to.deep.equal({ claim: 'none', faults: ['foreign-fonts'] })
      expect(bytes.toString('latin1')).to.not.contain('pdfaid:part')
      expect(document.catalog.lookup(PDFName.of('AF'), PDFArray).size()).to.equal(2)
    }
    expect((await embedded(FILES, false)).claim).to.equal('none')
  })

  it('is refused as damaged where the copy is no PDF', async function () {
    const path = join(folder, 'none.pdf')
    await writeFile(path, 'no PDF at all')
    const error = await embedded(FILES, true, path).then(
      () => expect.fail('it was written'),
      (failure: unknown) => failure,
    )
    expect(error).to.have.property('code', 'document-damaged')
  })

  it('passes qpdf without a warning, which lists both files', async function () {
    const isThere = await run('qpdf', ['--version']).then(
      () => true,
      () => false,
    )
    skipUnless(this, isThere, 'qpdf is not installed.')
    const { targetPath } = await embedded()
    const { stdout } = await run('qpdf', ['--check', targetPath])
    expect(stdout).to.contain('No syntax or stream encoding errors found')
    const listed = await run('qpdf', ['--list-attachments', targetPath])
    expect(listed.stdout).to.match(/transfervermerk\.json.*\n.*transfervermerk\.pdf/)
    const shown = await run('qpdf', ['--show-attachment=transfervermerk.json', targetPath])
    expect(shown.stdout).to.equal(NOTE.toString())
  })

  const broken: readonly { what: string; change: (specification: PDFDict, catalog: PDFDict) => void }[] = [
    { what: 'without its name', change: (one) => one.delete(PDFName.of('F')) },
    { what: 'without its name in Unicode', change: (one) => one.delete(PDFName.of('UF')) },
    {
      what: 'that does not say what it is to the document',
      change: (one) => one.delete(PDFName.of('AFRelationship')),
    },
    {
      what: 'of a relationship that there is not',
      change: (one) => {
        one.set(PDFName.of('AFRelationship'), PDFName.of('Friend'))
      },
    },
    { what: 'that is called something else', change: (one) => one.delete(PDFName.of('Type')) },
    { what: 'that is not associated', change: (_, catalog) => catalog.delete(PDFName.of('AF')) },
    { what: 'without its media type', change: (one) => streamOf(one).delete(PDFName.of('Subtype')) },
    {
      what: 'of a media type that is none',
      change: (one) => {
        streamOf(one).set(PDFName.of('Subtype'), PDFName.of('JSON'))
      },
    },
    {
      what: 'without the day of its last change',
      change: (one) => streamOf(one).delete(PDFName.of('Params')),
    },
    {
      what: 'that is not here',
      change: (one) => {
        one.lookup(PDFName.of('EF'), PDFDict).delete(PDFName.of('F'))
      },
    },
  ]
  for (const { what, change } of broken) {
    it(`breaks 6.8 of ISO 19005-3 with a file ${what}`, async function () {
      const { document } = await embedded()
      const { catalog } = document
      expect(conformanceFaults(document, undefined, 3)).to.not.include('embedded-files')
      change(catalog.lookup(PDFName.of('AF'), PDFArray).lookup(0, PDFDict), catalog)
      expect(conformanceFaults(document, undefined, 3)).to.include('embedded-files')
    })
  }

  it('breaks 6.8 of ISO 19005-2, which the copy itself keeps', async function () {
    const { document } = await embedded()
    expect(conformanceFaults(document, undefined, 2)).to.include('embedded-files')
  })

  it('breaks 6.8 of ISO 19005-2 where a file is spoken of that is not there', async function () {
    const bytes = await copyOf()
    for (const key of ['EmbeddedFiles', 'EF', 'AF']) {
      const document = await PDFDocument.load(bytes, { updateMetadata: false })
      expect(conformanceFaults(document, undefined, 2)).to.not.include('embedded-files')
      document.catalog.set(PDFName.of(key), document.context.nextRef())
      expect(conformanceFaults(document, undefined, 2), key).to.include('embedded-files')
    }
  })
})

describe('Pages of a report', function () {
  it('are the same to the byte whenever they are laid out', async function () {
    const view = { title: 'Vermerk über Größe', note: 'Łukasz', sections: [] }
    const write = () => createReportPageWriter().pagesOf(view, new AbortController().signal)
    const first = Buffer.from(await write())
    expect(Buffer.from(await write()).equals(first)).to.equal(true)
    expect((await PDFDocument.load(first, { updateMetadata: false })).getCreationDate()).to.equal(undefined)
  })
})

function streamOf(specification: PDFDict): PDFDict {
  const stream = specification.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
  return stream instanceof PDFRawStream ? stream.dict : expect.fail('no stream')
}
