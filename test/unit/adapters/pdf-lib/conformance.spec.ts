import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  StandardFonts,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { objectFaults } from '../../../../src/adapters/pdf-lib/conformance-objects.ts'
import type { ConformanceFault } from '../../../../src/domain/recognition/conformance.ts'
import { aReadPage, rewritten, type WrittenCopy } from './written-copy.ts'

const GRAY_DOT = { Type: 'XObject', Subtype: 'Image', Width: 1, Height: 1, BitsPerComponent: 8 }

/** A scan: one picture on one page, and what a test adds to it. */
async function scan(
  change: (document: PDFDocument, page: PDFPage) => void | Promise<void>,
): Promise<WrittenCopy> {
  const document = await PDFDocument.create()
  const page = document.addPage([595, 842])
  const dot = document.context.stream(Uint8Array.of(200), { ...GRAY_DOT, ColorSpace: 'DeviceGray' })
  page.node.newXObject('Im', document.context.register(dot))
  draw(page, 'q 595 0 0 842 0 0 cm /Im-1 Do Q')
  await change(document, page)
  return rewritten(document, [aReadPage('Größe Maß')])
}

function draw(page: PDFPage, operators: string): void {
  const { context } = page.doc
  const name = page.node.normalizedEntries().XObject.keys()[0]?.decodeText() ?? 'Im'
  page.node.addContentStream(context.register(context.flateStream(operators.replace('Im-1', name))))
}

function resource(page: PDFPage, kind: string, name: string, value: object): void {
  const resources = page.node.Resources() ?? expect.fail('no resources')
  const entries = resources.lookup(PDFName.of(kind))
  const dict = entries instanceof PDFDict ? entries : page.doc.context.obj({})
  dict.set(PDFName.of(name), page.doc.context.obj({ ...value }))
  resources.set(PDFName.of(kind), dict)
}

const LINK = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9] }

describe('The claim of PDF/A-2b', function () {
  it('is made for a scan whose every rule was checked', async function () {
    const { conformance, bytes } = await scan(() => undefined)
    expect(conformance).to.deep.equal({ claim: 'PDF/A-2b', faults: [] })
    expect(bytes.toString('latin1')).to.contain('<pdfaid:part>2</pdfaid:part>')
  })

  const broken: readonly {
    what: string
    fault: ConformanceFault
    change: (document: PDFDocument, page: PDFPage) => void | Promise<void>
  }[] = [
    {
      what: 'a font of others (6.2.11)',
      fault: 'foreign-fonts',
      async change(document, page) {
        page.drawText('Hallo', { font: await document.embedFont(StandardFonts.Helvetica) })
      },
    },
    {
      what: 'colours of print (6.2.4.3)',
      fault: 'colour',
      change: (_, page) => {
        draw(page, '0 0 0 1 k')
      },
    },
    {
      what: 'a picture in colours of print (6.2.4.3)',
      fault: 'colour',
      change({ context }, page) {
        const picture = context.stream(Buffer.alloc(4), { ...GRAY_DOT, ColorSpace: 'DeviceCMYK' })
        page.node.newXObject('Print', context.register(picture))
      },
    },
    {
      what: 'an ICC profile that is none (6.2.4.2)',
      fault: 'colour',
      change({ context }, page) {
        const profile = context.register(context.flateStream(Buffer.alloc(200), { N: 3 }))
        resource(page, 'ColorSpace', 'Odd', [PDFName.of('ICCBased'), profile])
        page.node
          .Resources()
          ?.lookup(PDFName.of('ColorSpace'), PDFDict)
          .set(PDFName.of('Odd'), context.obj(['ICCBased', profile]))
      },
    },
    {
      what: 'a picture packed with LZW (6.1.7.2)',
      fault: 'pictures',
      change({ context }, page) {
        const picture = context.stream(Buffer.alloc(4), {
          ...GRAY_DOT,
          ColorSpace: 'DeviceGray',
          Filter: 'LZWDecode',
        })
        page.node.newXObject('Old', context.register(picture))
      },
    },
    {
      what: 'an odd depth of a picture (6.2.8)',
      fault: 'pictures',
      change({ context }, page) {
        const picture = { ...GRAY_DOT, BitsPerComponent: 3, ColorSpace: 'DeviceGray' }
        page.node.newXObject('Odd', context.register(context.stream(Buffer.alloc(4), picture)))
      },
    },
    {
      what: 'a stream outside of the file (6.1.7.1)',
      fault: 'structure',
      change({ context }, page) {
        const outside = context.stream('', { ...GRAY_DOT, F: PDFString.of('other.bin') })
        page.node.newXObject('Outside', context.register(outside))
      },
    },
    {
      what: 'a transfer function (6.2.5)',
      fault: 'graphics',
      change: (_, page) => {
        resource(page, 'ExtGState', 'G', { Type: 'ExtGState', TR: 'Identity' })
      },
    },
    {
      what: 'an unknown blend mode (6.2.10)',
      fault: 'graphics',
      change: (_, page) => {
        resource(page, 'ExtGState', 'G', { Type: 'ExtGState', BM: 'Glitter' })
      },
    },
    {
      what: 'an unknown rendering intent (6.2.6)',
      fault: 'graphics',
      change: (_, page) => {
        draw(page, '/Glitter ri')
      },
    },
    {
      what: 'a form that refers to another file (6.2.9)',
      fault: 'graphics',
      change({ context }, page) {
        const form = context.stream('', { Subtype: 'Form', BBox: [0, 0, 1, 1], Ref: {} })
        page.node.newXObject('Far', context.register(form))
      },
    },
    {
      what: 'a comment (6.3)',
      fault: 'annotations',
      change({ context }, page) {
        page.node.addAnnot(context.register(context.obj({ ...LINK, Subtype: 'Text' })))
      },
    },
    {
      what: 'a form with fields (6.4)',
      fault: 'form',
      change(document, page) {
        document.getForm().createTextField('name').addToPage(page)
      },
    },
    {
      what: 'layers (6.9)',
      fault: 'layers',
      change(document) {
        document.catalog.set(PDFName.of('OCProperties'), document.context.obj({ OCGs: [], D: {} }))
      },
    },
    {
      what: 'an unknown operator (6.2.2)',
      fault: 'content',
      change: (_, page) => {
        draw(page, '1 2 Glitter')
      },
    },
    {
      what: 'a resource that is not there (6.2.2)',
      fault: 'content',
      change: (_, page) => {
        draw(page, '/Gone Do')
      },
    },
    {
      what: 'content that breaks off',
      fault: 'content',
      change: (_, page) => {
        draw(page, '(never ends')
      },
    },
    {
      what: 'states nested deeper than 28 (6.1.13)',
      fault: 'limits',
      change: (_, page) => {
        draw(page, `${'q '.repeat(29)}${'Q '.repeat(29)}`)
      },
    },
    {
      what: 'a page of two points (6.1.13)',
      fault: 'limits',
      change: (_, page) => {
        page.setCropBox(0, 0, 2, 2)
      },
    },
    {
      what: 'a string of 32 kilobytes (6.1.13)',
      fault: 'limits',
      change(document) {
        document.catalog.set(PDFName.of('Note'), PDFString.of('x'.repeat(32_768)))
      },
    },
  ]
  for (const { what, fault, change } of broken) {
    it(`is not made for ${what}`, async function () {
      const { conformance, bytes } = await scan(change)
      expect(conformance.claim).to.equal('none')
      expect(conformance.faults).to.include(fault)
      expect(bytes.toString('latin1')).to.not.contain('pdfaid:part')
    })
  }

  it('sees half a byte at the end of a hexadecimal string (6.1.6)', function () {
    expect(objectFaults(PDFHexString.of('abc'))).to.deep.equal(['structure'])
    expect(objectFaults(PDFHexString.of('ab cd'))).to.deep.equal([])
  })

  it('is reached by mending what changes nothing of what is seen', async function () {
    const { conformance, document } = await scan(({ catalog, context }, page) => {
      const inherited = page.node.Resources()
      page.node.delete(PDFName.of('Resources'))
      page.node.Parent()?.set(PDFName.of('Resources'), inherited ?? expect.fail('no resources'))
      const note = context.register(context.stream('<x/>', { Type: 'Metadata' }))
      for (const value of page.node.normalizedEntries().XObject.values()) {
        const picture = context.lookup(value)
        if (!(picture instanceof PDFRawStream)) return expect.fail('no picture')
        picture.dict.set(PDFName.of('Interpolate'), context.obj(true))
        picture.dict.set(PDFName.of('Metadata'), note)
      }
      page.node.addAnnot(context.register(context.obj(LINK)))
      catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [] }))
    })
    expect(conformance.faults).to.deep.equal([])
    const annotations = document.getPages()[0]?.node.lookup(PDFName.of('Annots'), PDFArray)
    expect(annotations?.lookup(0, PDFDict).lookup(PDFName.of('F'))?.toString()).to.equal('4')
  })
})
