import { expect } from 'chai'
import { CII_INVOICE, invoiceOf, UBL_INVOICE } from './made-invoices.ts'
import { createXmlReader } from '../../../../src/adapters/saxes/xml-reader.ts'
import { readEInvoice } from '../../../../src/domain/invoices/read-e-invoice.ts'

describe('an electronic invoice', function () {
  it('says the same in both syntaxes', function () {
    const { syntax: ubl, ...inUbl } = invoiceOf(UBL_INVOICE)
    const { syntax: cii, ...inCii } = invoiceOf(CII_INVOICE)
    expect([ubl, cii]).to.deep.equal(['UBL', 'CII'])
    expect(inUbl).to.deep.equal(inCii)
  })

  it('gives header, parties, lines and totals', function () {
    const invoice = invoiceOf(UBL_INVOICE)
    expect(invoice).to.include({
      number: 'R-2026-17',
      issueDate: '2026-03-02',
      dueDate: '2026-03-30',
      orderNumber: 'B-77',
    })
    expect(invoice.seller).to.include({
      name: 'Bürobedarf Nord & Söhne GmbH',
      postcode: '04999',
      vatId: 'DE136695976',
    })
    expect(invoice.lines.map(({ name, unit, netAmount }) => [name, unit, netAmount])).to.deep.equal([
      ['Ordner', 'XPP', '100.00'],
      ['Einweisung', 'HUR', '50.00'],
    ])
    expect(invoice.totals).to.include({ net: '150.00', tax: '28.50', grand: '178.50', due: '178.50' })
    expect(invoice.accounts).to.deep.equal([{ id: 'DE02120300000000202051', bic: 'BYLADEM1001' }])
  })

  it('is read from a credit note and from ZUGFeRD 1 as well', function () {
    const creditNote = UBL_INVOICE.replaceAll('ubl:Invoice', 'ubl:CreditNote')
      .replace('xsd:Invoice-2', 'xsd:CreditNote-2')
      .replaceAll('InvoiceTypeCode>', 'CreditNoteTypeCode>')
      .replaceAll('InvoiceLine>', 'CreditNoteLine>')
      .replaceAll('InvoicedQuantity', 'CreditedQuantity')
      .replace('>380<', '>381<')
    expect(invoiceOf(creditNote)).to.include({ typeCode: '381', number: 'R-2026-17' })
    expect(invoiceOf(creditNote).lines[1]).to.include({ quantity: '0.5', unit: 'HUR' })
    const old = `<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"><HeaderExchangedDocument><ID>Z1</ID>
      </HeaderExchangedDocument><SpecifiedSupplyChainTradeTransaction><ApplicableSupplyChainTradeSettlement>
      <SpecifiedTradeSettlementMonetarySummation><GrandTotalAmount>5.00</GrandTotalAmount></SpecifiedTradeSettlementMonetarySummation>
      </ApplicableSupplyChainTradeSettlement></SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>`
    expect(invoiceOf(old)).to.include({ syntax: 'ZUGFeRD 1', number: 'Z1' })
    expect(invoiceOf(old).totals.grand).to.equal('5.00')
  })

  it('gives no date for a day that does not exist', function () {
    expect(invoiceOf(UBL_INVOICE.replace('2026-03-02', '2026-02-30')).issueDate).to.equal(undefined)
  })

  const others = ['<Invoice/>', '<Invoice xmlns="urn:other"/>', '<order xmlns="urn:x"><ID>1</ID></order>']
  for (const xml of others) {
    it(`is not seen in ${xml}`, function () {
      expect(readEInvoice(createXmlReader().read(new TextEncoder().encode(xml)))).to.equal(undefined)
    })
  }
})
