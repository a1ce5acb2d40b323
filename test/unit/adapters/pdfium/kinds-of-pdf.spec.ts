import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  PDFBool,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  StandardFonts,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { createPdfSource } from '../../../../src/adapters/pdfium/pdf-source.ts'
import { judgeTextLayer } from '../../../../src/domain/recognition/text-layer.ts'

const HEADING = 'Antrag auf Bewilligung von Wohngeld nach dem Gesetz'
const PLACE = { x: 300, y: 600, width: 200, height: 24 }
type Draw = (page: PDFPage, document: PDFDocument) => void

/** What stands on a page beside its heading, by the way in which it got there. */
const KINDS: readonly (readonly [kind: string, draw: Draw, expected: string])[] = [
  [
    'a text field',
    (page, document) => {
      const field = document.getForm().createTextField('name')
      field.setText('Erika Mustermann')
      field.addToPage(page, PLACE)
    },
    'Erika Mustermann',
  ],
  [
    'a field of several lines',
    (page, document) => {
      const field = document.getForm().createTextField('text')
      field.enableMultiline()
      field.setText('erste Zeile\nzweite Zeile')
      field.addToPage(page, { ...PLACE, height: 60 })
    },
    'erste Zeile zweite Zeile',
  ],
  [
    'the choice from a list',
    (page, document) => {
      const field = document.getForm().createDropdown('stand')
      field.addOptions(['ledig', 'verheiratet'])
      field.select('verheiratet')
      field.addToPage(page, PLACE)
    },
    'verheiratet',
  ],
  ['a field whose value was never drawn', undrawnField, 'Größe Müller'],
  [
    'a field that asks its viewer to draw the value',
    (page, document) => {
      undrawnField(page, document)
      document.getForm().acroForm.dict.set(PDFName.of('NeedAppearances'), PDFBool.True)
    },
    'Größe Müller',
  ],
  [
    'a note that was typed onto the page',
    (page, document) => {
      const note = document.context.obj({
        Type: 'Annot',
        Subtype: 'FreeText',
        Rect: [60, 400, 400, 440],
        Contents: PDFHexString.fromText('Vermerk: bitte prüfen'),
        DA: PDFString.of('/Helv 12 Tf 0 g'),
        F: 4,
      })
      page.node.addAnnot(document.context.register(note))
    },
    'Vermerk: bitte prüfen',
  ],
  [
    'a page in another user unit',
    (page) => {
      page.node.set(PDFName.of('UserUnit'), PDFNumber.of(2))
    },
    '',
  ],
  [
    'a file that only its author may change',
    (_, document) => {
      document.encrypt({ ownerPassword: 'geheim', permissions: {} })
    },
    '',
  ],
  [
    'a file whose password is empty',
    (_, document) => {
      document.encrypt({ userPassword: '', ownerPassword: 'geheim' })
    },
    '',
  ],
]

/** The value is there, the picture of it is not. */
function undrawnField(page: PDFPage, document: PDFDocument): void {
  const field = document.getForm().createTextField('name')
  field.addToPage(page, PLACE)
  const { acroField } = field
  acroField.setValue(PDFHexString.fromText('Größe Müller'))
  for (const widget of acroField.getWidgets()) widget.dict.delete(PDFName.of('AP'))
}

describe('The text of a PDF', function () {
  let folder = ''

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
  })
  after(async function () {
    await rm(folder, { recursive: true, force: true })
  })

  for (const [index, [kind, draw, expected]] of KINDS.entries()) {
    it(`has what stands there by ${kind}`, async function () {
      const document = await PDFDocument.create()
      const font = await document.embedFont(StandardFonts.Helvetica)
      const page = document.addPage([595, 842])
      page.drawText(HEADING, { x: 60, y: 760, size: 12, font })
      draw(page, document)
      const path = join(folder, `${index}.pdf`)
      await writeFile(path, await document.save({ updateFieldAppearances: false, useObjectStreams: false }))
      await using source = createPdfSource()
      await using opened = await source.open(path)
      const { textLayer = { words: [] }, pictureShare } = await opened.openPage(1)
      const text = textLayer.words.map((word) => word.text).join(' ')
      expect(text).to.equal(`${HEADING} ${expected}`.trim())
      expect(judgeTextLayer(textLayer, pictureShare).use).to.equal('all')
    })
  }
})
