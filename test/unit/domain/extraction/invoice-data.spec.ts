import { expect } from 'chai'
import { extractProposals } from '../../../../src/domain/extraction/extract.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

const INVOICE = `Papierhaus Süd GmbH

Rechnungsnummer: 2026-0815
Rechnungsdatum: 04.03.2026

Rechnungsbetrag: 119,00 EUR
Zahlbar bis zum 18.03.2026 ohne Abzug.`

const LETTER = `Mainz, 04.03.2026

Bitte antworten Sie bis zum 18.03.2026.`

const TRAP = 'Rechnung Nr. 80101911/26.06.2025\nRechnungsbetrag: 20,00 EUR'

describe('data of a printed invoice', function () {
  const fieldsOf = (text: string) => extractProposals(textPages(text), { receivedOn: '2026-03-06' }).fields

  it('are number, date and due date', function () {
    const fields = fieldsOf(INVOICE)
    expect(fields.invoiceNumber?.[0]?.value).to.equal('2026-0815')
    expect(fields.invoiceDate?.[0]?.value).to.equal('2026-03-04')
    expect(fields.dueDate?.[0]?.value).to.equal('2026-03-18')
  })

  it('are not found in a letter that is none', function () {
    const fields = fieldsOf(LETTER)
    expect([fields.invoiceNumber, fields.invoiceDate, fields.dueDate]).to.deep.equal([[], [], []])
  })

  it('make no year 1911 of a number with a date behind it', function () {
    const proposals = extractProposals(textPages(TRAP), { receivedOn: '2025-07-01' })
    expect(JSON.stringify(proposals.fields)).to.not.contain('1911-')
    expect(proposals.fields.letterDate?.map(({ value }) => value) ?? []).to.deep.equal(['2025-06-26'])
  })
})
