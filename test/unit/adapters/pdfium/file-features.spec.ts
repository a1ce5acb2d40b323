import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { signerOf } from '../../../../src/adapters/pdfium/cms-signer.ts'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'
import type { FileFeatures } from '../../../../src/domain/recognition/file-features.ts'
import { der, madeSignature } from './made-signature.ts'

const PLAIN: FileFeatures = {
  signatures: [],
  isProtected: false,
  form: 'none',
  hasEmbeddedFiles: false,
  isPortfolio: false,
  hasScripts: false,
}

async function featuresOf(bytes: Uint8Array): Promise<FileFeatures | undefined> {
  const path = join(tmpdir(), `poststelle-features-${randomUUID()}.pdf`)
  await writeFile(path, bytes)
  const document = await createPdfSource().open(path)
  try {
    return document.features
  } finally {
    await document[Symbol.asyncDispose]()
    await rm(path)
  }
}

async function aDocument(change: (document: PDFDocument) => void | Promise<void>): Promise<PDFDocument> {
  const document = await PDFDocument.create()
  document.addPage([200, 200])
  await change(document)
  return document
}

function setForm({ catalog, context }: PDFDocument, form: object, field: object): void {
  const fields = [context.register(context.obj({ ...field }))]
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: fields, ...form })))
}

function sign(document: PDFDocument, contents: Uint8Array, date: string): void {
  const { context } = document
  const value = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'adbe.pkcs7.detached',
      M: PDFString.of(date),
      Contents: PDFHexString.fromBytes(contents),
      ByteRange: [0, 1, 2, 3],
    }),
  )
  setForm(document, { SigFlags: 3 }, { FT: 'Sig', T: PDFString.of('s'), V: value })
}

const cases: readonly {
  readonly what: string
  readonly change: (document: PDFDocument) => void | Promise<void>
  readonly features: Partial<FileFeatures>
}[] = [
  { what: 'nothing of a plain document', change: () => undefined, features: {} },
  {
    what: 'who signed and when',
    change(document) {
      sign(document, madeSignature('Jürgen Ähnlich'), "D:20260131120000+01'00'")
    },
    features: {
      form: 'fields',
      signatures: [{ signer: 'Jürgen Ähnlich', signedAt: '2026-01-31T11:00:00.000Z' }],
    },
  },
  {
    what: 'a signature whose bytes are no signature, without a name',
    change(document) {
      sign(document, Buffer.from('not a signature'), 'yesterday')
    },
    features: { form: 'fields', signatures: [{}] },
  },
  {
    what: 'a protection that needs no password to read',
    change(document) {
      document.encrypt({ userPassword: '', ownerPassword: 'secret', permissions: { modifying: false } })
    },
    features: { isProtected: true },
  },
  {
    what: 'form fields',
    change(document) {
      setForm(document, {}, { FT: 'Tx', T: PDFString.of('name') })
    },
    features: { form: 'fields' },
  },
  {
    what: 'an XFA form',
    change(document) {
      const { context } = document
      const packet = context.register(context.stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'))
      setForm(document, { XFA: packet }, { FT: 'Tx', T: PDFString.of('name') })
    },
    features: { form: 'xfa' },
  },
  {
    what: 'files inside',
    change: (document) => document.attach(Buffer.from('<a/>'), 'a.xml', { mimeType: 'text/xml' }),
    features: { hasEmbeddedFiles: true },
  },
  {
    what: 'a portfolio',
    async change(document) {
      await document.attach(Buffer.from('<a/>'), 'a.xml', { mimeType: 'text/xml' })
      document.catalog.set(PDFName.of('Collection'), document.context.obj({ Type: 'Collection' }))
    },
    features: { hasEmbeddedFiles: true, isPortfolio: true },
  },
  {
    what: 'scripts',
    change(document) {
      document.addJavaScript('greet', 'app.alert(1)')
    },
    features: { hasScripts: true },
  },
  {
    what: 'a script in a packed object of a button',
    change(document) {
      const script = { S: 'JavaScript', JS: PDFString.of('app.alert(1)') }
      const { context } = document
      document.catalog.set(PDFName.of('Note'), context.register(context.obj({ A: script })))
    },
    features: { hasScripts: true },
  },
  {
    what: 'a claim of PDF/A in elements',
    change({ catalog, context }) {
      const xmp = '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>'
      catalog.set(PDFName.of('Metadata'), context.register(context.stream(xmp, { Subtype: 'XML' })))
    },
    features: { claimedPdfA: '3b' },
  },
  {
    what: 'a claim of PDF/A in attributes',
    change({ catalog, context }) {
      const xmp = '<rdf:Description pdfaid:part="1" pdfaid:conformance="A"/>'
      catalog.set(PDFName.of('Metadata'), context.register(context.stream(xmp, { Subtype: 'XML' })))
    },
    features: { claimedPdfA: '1a' },
  },
]

describe('What a PDF is beside its pages', function () {
  for (const { what, change, features } of cases) {
    it(`tells ${what}`, async function () {
      const document = await aDocument(change)
      for (const useObjectStreams of [true, false]) {
        const bytes = await document.save({ useObjectStreams })
        expect(await featuresOf(bytes)).to.deep.equal({ ...PLAIN, ...features })
      }
    })
  }
})

describe('The name in a signature', function () {
  const signature = madeSignature('Erika Muster')

  it('is that of the certificate which the signature points to', function () {
    expect(signerOf(signature)).to.equal('Erika Muster')
  })

  it('is found before the zeros that fill the room for it', function () {
    expect(signerOf(Buffer.concat([signature, Buffer.alloc(5000)]))).to.equal('Erika Muster')
  })

  it('is missing, and nothing breaks, wherever the bytes end or lie', function () {
    for (let length = 0; length < signature.length; length += 3) {
      expect(signerOf(signature.subarray(0, length))).to.equal(undefined)
    }
    for (let at = 0; at < signature.length; at++) {
      const changed = Buffer.from(signature)
      changed[at] = 0xff
      expect(signerOf(changed) ?? '').to.be.a('string')
    }
    expect(signerOf(der(0x30, der(0x30, Buffer.of(0x84, 0xff, 0xff, 0xff, 0xff))))).to.equal(undefined)
  })
})
