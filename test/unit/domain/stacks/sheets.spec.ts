import { expect } from 'chai'
import { sheetVerdict } from '../../../../src/domain/stacks/sheets.ts'
import { code, FIRST_PAGE, scannedPage } from './scanned-page.ts'

const PLACE = [0.2, 0.2, 0.5, 0.4] as const
const kindOf = (...page: Parameters<typeof scannedPage>): string | undefined =>
  sheetVerdict(scannedPage(...page))?.kind

describe('Sheets in a stack', () => {
  for (const [text, format] of [
    ['PATCHT', 'Code128'],
    ['PATCHT', 'QRCode'],
    ['*PATCHT*', 'Code39'],
    ['PATCH T', 'Code39'],
    ['PATCHT', 'PatchCode'],
    ['PATCH2', 'PatchCode'],
    ['Trennblatt', 'QRCode'],
  ] as const) {
    it(`part letters where the code ${format} says ${text}`, () => {
      expect(sheetVerdict(scannedPage(1, '', { barcodes: [code(text, format)] }))).to.deep.include({
        kind: 'separator',
      })
    })
  }

  it('say what they know of the letter behind them', () => {
    const barcodes = [
      code('POSTSTELLE:1;unit=33.2;level=strict'),
      code('POSTSTELLE:1;unit=33.2;level=strict'),
      code('PATCHT', 'PatchCode'),
    ]
    expect(sheetVerdict(scannedPage(1, 'DECKBLATT', { barcodes }))).to.deep.include({
      kind: 'separator',
      cover: { unit: '33.2', level: 'strict' },
    })
  })

  it('need a person where their codes contradict each other', () => {
    const barcodes = [code('POSTSTELLE:1;level=strict'), code('POSTSTELLE:1;level=normal')]
    expect(kindOf(1, '', { barcodes })).to.equal('unreadable')
  })

  it('need a person where a cover sheet is only known by its bars: what it said would be lost', () => {
    const bars = [code('PATCHT', 'PatchCode')]
    expect(kindOf(1, 'DECKBLATT', { barcodes: bars })).to.equal('unreadable')
    expect(kindOf(1, '', { barcodes: bars, unreadCodes: [PLACE] })).to.equal('unreadable')
    expect(kindOf(1, '', { barcodes: [...bars, code('PATCHT')], unreadCodes: [PLACE] })).to.equal('separator')
  })

  it('need a person where the bars mean something else', () => {
    expect(kindOf(1, '', { barcodes: [code('PATCH4', 'PatchCode')] })).to.equal('unreadable')
    expect(kindOf(1, FIRST_PAGE, { barcodes: [code('PATCH1', 'PatchCode')] })).to.equal(undefined)
  })

  for (const name of ['TRENNBLATT', 'Trennb1att', 'TRENMBLATT', 'PATCH T', 'DECKBLATI']) {
    it(`need a person where only the name "${name}" is read`, () => {
      expect(kindOf(1, `${name}\nVor jedes Schreiben legen.`)).to.equal('unreadable')
    })
  }

  it('need a person where nothing but an unreadable code is on the page', () => {
    expect(kindOf(1, '', { unreadCodes: [PLACE] })).to.equal('unreadable')
    expect(kindOf(1, 'Hier steht etwas', { unreadCodes: [PLACE] })).to.equal('unreadable')
  })

  it('need a person where hardly anything but a code of another house is on the page', () => {
    expect(kindOf(1, 'Vorgang', { barcodes: [code('4711', 'Code128')] })).to.equal('unreadable')
    expect(kindOf(1, 'x '.repeat(5) + 'Wort '.repeat(20), { barcodes: [code('4711', 'Code128')] })).to.equal(
      undefined,
    )
  })

  it('need a person where bars are read as several codes', () => {
    const barcodes = [code('PATCHT', 'PatchCode'), code('PATCH1', 'PatchCode')]
    expect(kindOf(1, '', { barcodes })).to.equal('unreadable')
  })

  it('are no pages with text, whatever code is on them', () => {
    expect(kindOf(1, FIRST_PAGE, { unreadCodes: [PLACE] })).to.equal(undefined)
    expect(kindOf(1, FIRST_PAGE, { barcodes: [code('9780596008574', 'EAN13')] })).to.equal(undefined)
    expect(kindOf(1, `${FIRST_PAGE} TRENNBLATT`)).to.equal(undefined)
    expect(kindOf(1, 'Hier steht etwas.')).to.equal(undefined)
  })

  it('are told apart from a letter that bears a separator code', () => {
    const label = scannedPage(1, FIRST_PAGE, { barcodes: [code('POSTSTELLE:1;unit=33')] })
    expect(sheetVerdict(label)).to.deep.include({ kind: 'code-on-letter', cover: { unit: '33' } })
  })
})
