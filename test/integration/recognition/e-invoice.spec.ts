import { expect } from 'chai'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { textOf } from '../../../src/domain/recognition/page.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import type { SourceFile } from '../../../src/ports/document-reader.ts'
import { CII_INVOICE, UBL_INVOICE } from '../../unit/domain/invoices/made-invoices.ts'
import { NEVER, openReadingRoom, type ReadingRoom } from './reading-room.ts'

describe('electronic invoices behind the wall', function () {
  this.timeout(120_000)
  let room: ReadingRoom

  before(async function () {
    room = await openReadingRoom()
  })
  after(() => room.close())

  const fileOf = (content: Uint8Array | string, mediaType: string): Promise<SourceFile> =>
    room.keep(typeof content === 'string' ? new TextEncoder().encode(content) : content, mediaType)

  async function pdfWith(xml: string, name: string): Promise<Uint8Array> {
    const document = await PDFDocument.create()
    document.addPage([595, 842]).drawText('Rechnung R-2026-17, siehe Anlage', { x: 60, y: 700, size: 12 })
    await document.attach(new TextEncoder().encode(xml), name, { mimeType: 'text/xml' })
    return document.save()
  }

  it('become pages with text when they are XML', async function () {
    const source = await fileOf(UBL_INVOICE, 'application/xml')
    const facts = await room.reader.inspect(source, NEVER)
    expect(facts.eInvoice?.number).to.equal('R-2026-17')
    const { page } = await room.read(source)
    const text = textOf(page)
    expect(text).to.contain('Rechnung R-2026-17')
    expect(text).to.contain('Bürobedarf Nord & Söhne GmbH')
    expect(text).to.contain('178,50 EUR')
    const picture = await room.reader.drawPage(source, 1, { turn: 0, widthPx: 300 }, NEVER)
    expect([picture.widthPx, picture.bytes.length > 500]).to.deep.equal([300, true])
    const targetPath = join(room.folder, 'view.pdf')
    const pages = await Promise.all(
      Array.from({ length: facts.pageCount }, async (_, index) => {
        const reading = await room.read(source, index + 1)
        return reading.page
      }),
    )
    const copy = await room.reader.writeViewCopy(
      source,
      { title: 't', createdAt: '2026-11-22T00:00:00.000Z', pages, targetPath },
      NEVER,
    )
    expect(copy.sizeBytes).to.be.greaterThan(500)
  })

  it('are found inside of a PDF, whatever other files it carries', async function () {
    const source = await fileOf(await pdfWith(CII_INVOICE, 'factur-x.xml'), 'application/pdf')
    const facts = await room.reader.inspect(source, NEVER)
    expect(facts.eInvoice).to.include({ number: 'R-2026-17', syntax: 'CII' })
    const other = await fileOf(await pdfWith('<order/>', 'order.xml'), 'application/pdf')
    expect(await room.reader.inspect(other, NEVER)).to.not.have.any.keys('eInvoice', 'eInvoiceRefusal')
  })

  it('that are hostile inside of a PDF leave its pages readable and say why', async function () {
    const hostile = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    const source = await fileOf(await pdfWith(hostile, 'factur-x.xml'), 'application/pdf')
    const facts = await room.reader.inspect(source, NEVER)
    expect(facts).to.include({ pageCount: 1, eInvoiceRefusal: 'xml-forbidden' })
  })

  const refused = [
    { name: 'a document type', xml: '<!DOCTYPE a><a/>', code: 'xml-forbidden' },
    { name: 'cut off', xml: UBL_INVOICE.slice(0, 2000), code: 'document-damaged' },
    { name: 'no invoice', xml: '<?xml version="1.0"?><order/>', code: 'xml-unknown' },
  ]
  for (const { name, xml, code } of refused) {
    it(`are refused as ${code}: ${name}`, async function () {
      const source = await fileOf(xml, 'application/xml')
      const outcome = await room.reader.inspect(source, NEVER).catch((error: unknown) => error)
      expect(isMailroomError(outcome) && outcome.code).to.equal(code)
    })
  }
})
