import { expect } from 'chai'
import { extractProposals } from '../../../../src/domain/extraction/extract.ts'
import type { KnownSender } from '../../../../src/domain/extraction/known-sender.ts'
import { readingOf } from '../../../../src/domain/extraction/reading.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'
import { isTillReceipt } from '../../../../src/domain/extraction/till-receipt.ts'

const SLIP = [
  'OHO GENUSS ERLEBEN',
  'Blumenhof Musterstadt',
  'Gartenweg 4',
  '55116 Mainz',
  'www.blumenhof.example.de',
  'ERDE 20 L            4,99 B',
  'ROSE                 6,59 A',
  'zu zahlen           11,58',
  'Bar                 20,00',
  'Rückgeld             8,42',
  'MwSt   Netto   MwSt   Brutto',
  'A       6,16   0,43    6,59',
  'Es bediente Sie: Frau Muster',
  '28.02.26 09:58 Filiale 0545',
].join('\n')

describe('till receipts', function () {
  it('are told from letters by the words of tills', function () {
    expect(readingOf(textPages(SLIP)).every(isTillReceipt)).to.equal(true)
    const letter = `Sehr geehrte Frau Muster,\n${SLIP}`
    expect(readingOf(textPages(letter)).some(isTillReceipt)).to.equal(false)
    expect(
      readingOf(textPages('Rechnung\nSumme 12,00 EUR\nzahlbar bis 01.02.2026')).some(isTillReceipt),
    ).to.equal(false)
  })

  it('are told by unit prices where little else was read', function () {
    const slip = 'zu zahlen 19,58\nBar 20,00\nBananen 0,19 A\n0,162 kg x 1,15 EUR/kg'
    expect(readingOf(textPages(slip)).every(isTillReceipt)).to.equal(true)
    expect(readingOf(textPages(slip.replace('EUR/kg', 'EUR'))).some(isTillReceipt)).to.equal(false)
  })

  it('name the shop that stands next to the address, and nobody as recipient', function () {
    const { fields, abstained } = extractProposals(textPages(SLIP), { receivedOn: '2026-03-01' })
    expect(fields.sender?.[0]?.value).to.equal('Blumenhof Musterstadt')
    expect(fields.sender?.[0]?.details).to.include({ street: 'Gartenweg 4', postcode: '55116' })
    expect(abstained.recipient).to.equal('Ein Kassenbeleg nennt keinen Empfänger.')
  })

  it('come from whom people have confirmed at that address, where the name is a picture', function () {
    const slip = SLIP.replace('Blumenhof Musterstadt', 'KL4DE').replace('www.blumenhof.example.de', '')
    const shop = { name: 'Blumenhof', street: 'Gartenweg 4', postcode: '55116', confirmations: 1 }
    const senderAt = (...knownSenders: readonly KnownSender[]): unknown =>
      extractProposals(textPages(slip), { receivedOn: '2026-03-01', knownSenders }).fields.sender?.[0]?.value
    expect(senderAt(shop)).to.equal('Blumenhof')
    expect(senderAt({ ...shop, street: 'Gartenweg 14' })).to.equal('KL4DE')
    expect(senderAt(shop, { ...shop, name: 'Zoohaus' }), 'two at one address').to.equal('KL4DE')
  })

  it('are paid by what is to be paid, and not by the sums of one rate of tax', function () {
    const { fields } = extractProposals(textPages(SLIP), { receivedOn: '2026-03-01' })
    expect(fields.amounts?.[0]?.value).to.deep.equal({ amount: '11.58', currency: 'EUR' })
    expect(fields.letterDate?.[0]?.value).to.equal('2026-02-28')
  })

  const totals = [
    { rows: 'zu zahlen           11, 58\nBar                 20,00', amount: '11.58' },
    { rows: 'SUMME EUR\nMastercard    EUR    11,58\nauf Umsatz von: 9,23 EUR', amount: '11.58' },
    { rows: 'EC LASTSCHRIFT      11,58 - EUR', amount: '11.58' },
    { rows: 'SUMME EUR      11,58\nVISA    EUR    11,58', amount: '11.58' },
  ]
  for (const { rows, amount } of totals) {
    it(`cost ${amount} by "${rows.replaceAll('\n', ' / ')}"`, function () {
      const slip = SLIP.replace(/zu zahlen[^]*8,42\n/, `${rows}\n`)
      const { fields } = extractProposals(textPages(slip), { receivedOn: '2026-03-01' })
      expect(fields.amounts?.[0]?.value).to.deep.equal({ amount, currency: 'EUR' })
    })
  }

  it('take the name of the web address where no line has it', function () {
    const slip = SLIP.replace('Blumenhof Musterstadt\nGartenweg 4\n55116 Mainz\n', '')
    const { fields } = extractProposals(textPages(slip), { receivedOn: '2026-03-01' })
    expect(fields.sender?.map(({ value }) => value)).to.include('Example')
  })
})
