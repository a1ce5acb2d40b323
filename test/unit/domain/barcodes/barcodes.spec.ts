import { expect } from 'chai'
import { barcodeKind } from '../../../../src/domain/barcodes/barcode-kind.ts'
import { withBarcodes } from '../../../../src/domain/barcodes/barcode-proposals.ts'
import { parseGiroCode } from '../../../../src/domain/barcodes/giro-code.ts'
import { parseCoverSheet } from '../../../../src/domain/barcodes/cover-sheet.ts'
import type { PageBarcode } from '../../../../src/domain/barcodes/page-barcode.ts'
import { NO_PROPOSALS } from '../../../../src/domain/extraction/proposal.ts'

const GIRO =
  'BCD\n002\n1\nSCT\nBYLADEM1001\nStadtkasse Musterstadt\nDE02120300000000202051\nEUR12.3\n\n\nKassenzeichen 4711'

describe('GiroCode', function () {
  it('gives account, name, amount and reference', function () {
    expect(parseGiroCode(GIRO)).to.deep.equal({
      name: 'Stadtkasse Musterstadt',
      iban: 'DE02120300000000202051',
      bic: 'BYLADEM1001',
      amount: '12.30',
      reference: 'Kassenzeichen 4711',
    })
  })

  const others = [
    { name: 'a wrong account', text: GIRO.replace('DE02', 'DE03') },
    { name: 'another service', text: GIRO.replace('SCT', 'INS') },
    { name: 'another version', text: GIRO.replace('002', '003') },
    { name: 'no name', text: GIRO.replace('Stadtkasse Musterstadt', '') },
    { name: 'a web address', text: 'https://example.org/BCD' },
    { name: 'nothing', text: '' },
  ]
  for (const { name, text } of others) {
    it(`is not seen in a code with ${name}`, function () {
      expect(parseGiroCode(text)).to.equal(undefined)
    })
  }

  it('has no amount where it is not in euro', function () {
    expect(parseGiroCode(GIRO.replace('EUR12.3', 'USD12.3'))).to.not.have.property('amount')
  })
})

describe('codes on a page', function () {
  const kinds = [
    { format: 'QRCode', text: GIRO, kind: 'giro-code' },
    { format: 'QRCode', text: '04011000-12345-03', kind: 'leitweg-id' },
    { format: 'Code128', text: 'Leitweg-ID: 04011000-12345-03', kind: 'leitweg-id' },
    { format: 'QRCode', text: '04011000-12345-04', kind: 'other' },
    { format: 'DataMatrix', text: 'DEA\u0012\u0001 0,95', kind: 'franking' },
    { format: 'QRCode', text: 'DEAR READER', kind: 'other' },
    { format: 'QRCode', text: 'POSTSTELLE:1;unit=33.2;file=33.41-2026/000123', kind: 'cover-sheet' },
    { format: 'EAN13', text: '4006381333931', kind: 'other' },
  ]
  for (const { format, text, kind } of kinds) {
    it(`are told as ${kind}: ${format} ${JSON.stringify(text.slice(0, 30))}`, function () {
      expect(barcodeKind({ format, text })).to.equal(kind)
    })
  }

  it('name unit and file on a cover sheet, and nothing that is too long', function () {
    expect(parseCoverSheet('POSTSTELLE:1;file=33.41-2026/000123;colour=red;unit=33.2')).to.deep.equal({
      unit: '33.2',
      fileNumber: '33.41-2026/000123',
    })
    expect(parseCoverSheet('POSTSTELLE:1;type=widerspruch')).to.deep.equal({ documentType: 'widerspruch' })
    expect(parseCoverSheet('POSTSTELLE:1')).to.deep.equal({})
    expect(parseCoverSheet('POSTSTELLE:2;unit=1')).to.equal(undefined)
    expect(parseCoverSheet(`POSTSTELLE:1;unit=${'9'.repeat(600)}`)).to.equal(undefined)
  })

  it('become proposals with their place, before what was read; postage becomes none', function () {
    const box = [0.1, 0.7, 0.3, 0.9] as const
    const code = (text: string, format = 'QRCode'): PageBarcode => ({ format, text, box })
    const { fields, abstained } = withBarcodes(
      [
        { number: 1, barcodes: [code('DEA1', 'DataMatrix')] },
        { number: 2, barcodes: [code(GIRO), code('04011000-12345-03')] },
      ],
      {
        fields: { ibans: [{ value: 'DE02120300000000202051', weight: 0.6, reasons: [] }] },
        abstained: { amounts: 'Kein Betrag gefunden.' },
      },
    )
    expect(fields.ibans).to.have.length(1)
    expect(fields.ibans?.[0]).to.deep.include({ value: 'DE02120300000000202051', page: 2, box })
    expect(fields.amounts?.[0]?.value).to.deep.equal({ amount: '12.30', currency: 'EUR' })
    expect(fields.leitwegIds?.[0]?.value).to.equal('04011000-12345-03')
    expect(fields.bics?.[0]?.weight).to.be.greaterThan(0.95)
    expect(abstained).to.deep.equal({})
  })

  for (const [word, level] of [
    ['level=confidential', 'confidential'],
    ['vertraulichkeit=Streng vertraulich', 'strict'],
    ['level=offen', 'normal'],
    ['level=nur Chef', 'strict'],
  ] as const) {
    it(`propose the level ${level} for a cover sheet with ${word}`, function () {
      const text = `POSTSTELLE:1;${word}`
      const { fields } = withBarcodes(
        [{ number: 1, barcodes: [{ format: 'QRCode', text, box: [0, 0, 1, 1] }] }],
        NO_PROPOSALS,
      )
      expect(fields.confidentiality?.map(({ value, reasons }) => [value, reasons[0]?.text])).to.deep.equal([
        [level, 'Steht auf dem Deckblatt.'],
      ])
    })
  }

  it('change nothing where there are none', function () {
    expect(withBarcodes([{ number: 1 }], NO_PROPOSALS)).to.deep.equal(NO_PROPOSALS)
  })
})
