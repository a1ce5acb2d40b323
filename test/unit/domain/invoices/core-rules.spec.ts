import { expect } from 'chai'
import { checkInvoice } from '../../../../src/domain/invoices/core-rules.ts'
import { CII_INVOICE, invoiceOf, UBL_INVOICE } from './made-invoices.ts'

describe('core rules of an electronic invoice', function () {
  it('find nothing in a right one', function () {
    expect(checkInvoice(invoiceOf(UBL_INVOICE))).to.deep.equal([])
    expect(checkInvoice(invoiceOf(CII_INVOICE))).to.deep.equal([])
  })

  const cases: readonly { name: string; from: string; to: string; rules: readonly string[] }[] = [
    {
      name: 'a wrong sum of the positions',
      from: '<cbc:LineExtensionAmount currencyID="EUR">150.00',
      to: '<cbc:LineExtensionAmount currencyID="EUR">151.00',
      rules: ['BR-CO-10', 'BR-CO-13'],
    },
    {
      name: 'a wrong gross amount',
      from: '<cbc:TaxInclusiveAmount currencyID="EUR">178.50',
      to: '<cbc:TaxInclusiveAmount currencyID="EUR">178.05',
      rules: ['BR-CO-15', 'BR-CO-16'],
    },
    {
      name: 'a wrong amount to pay',
      from: '<cbc:PayableAmount currencyID="EUR">178.50',
      to: '<cbc:PayableAmount currencyID="EUR">1785.00',
      rules: ['BR-CO-16'],
    },
    { name: 'no number', from: '<cbc:ID>R-2026-17</cbc:ID>', to: '', rules: ['BR-02'] },
    { name: 'a day that does not exist', from: '2026-03-02', to: '2026-02-30', rules: ['BR-03'] },
    { name: 'no due date', from: '<cbc:DueDate>2026-03-30</cbc:DueDate>', to: '', rules: ['BR-CO-25'] },
    {
      name: 'no Leitweg-ID',
      from: '<cbc:BuyerReference>04011000-12345-03</cbc:BuyerReference>',
      to: '',
      rules: ['BR-DE-15'],
    },
    { name: 'a wrong Leitweg-ID', from: '04011000-12345-03', to: '04011000-12345-04', rules: ['Leitweg-ID'] },
    { name: 'a tax identifier without a country', from: 'DE136695976', to: '136695976', rules: ['BR-CO-09'] },
    {
      name: 'a position that does not multiply',
      from: '>10</cbc:InvoicedQuantity>',
      to: '>11</cbc:InvoicedQuantity>',
      rules: ['R120'],
    },
  ]
  for (const { name, from, to, rules } of cases) {
    it(`name ${rules.join(' and ')} for ${name}`, function () {
      const findings = checkInvoice(invoiceOf(UBL_INVOICE.replace(from, to)))
      expect(findings.map(({ rule }) => rule)).to.have.members(rules)
    })
  }

  it('say in German what is stated and what was expected', function () {
    const wrong = UBL_INVOICE.replace(
      '<cbc:PayableAmount currencyID="EUR">178.50',
      '<cbc:PayableAmount currencyID="EUR">1785.00',
    )
    expect(checkInvoice(invoiceOf(wrong)).map(({ text }) => text)).to.deep.equal([
      'Zahlbetrag: angegeben 1.785,00, aus den anderen Beträgen ergibt sich 178,50.',
    ])
  })
})
