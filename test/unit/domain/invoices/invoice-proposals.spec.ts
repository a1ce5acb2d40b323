import { expect } from 'chai'
import { withInvoice } from '../../../../src/domain/invoices/invoice-proposals.ts'
import type { Proposals } from '../../../../src/domain/extraction/proposal.ts'
import { invoiceOf, UBL_INVOICE } from './made-invoices.ts'

const READ: Proposals = {
  fields: {
    sender: [{ value: 'Bürobedarf Nord', weight: 0.9, reasons: [] }],
    ibans: [
      { value: 'DE02120300000000202051', weight: 0.9, page: 1, box: [0.1, 0.8, 0.4, 0.82], reasons: [] },
    ],
  },
  abstained: { letterDate: 'Kein Datum.' },
}

describe('proposals of an electronic invoice', function () {
  const { fields, abstained } = withInvoice(invoiceOf(UBL_INVOICE), READ)

  it('are certain and say where they stand', function () {
    expect(fields.invoiceNumber).to.deep.equal([
      {
        value: 'R-2026-17',
        weight: 1,
        reasons: [{ kind: 'e-invoice', text: 'Steht so in der E-Rechnung (BT-1).', weight: 1 }],
      },
    ])
    expect(fields.letterDate?.[0]?.value).to.equal('2026-03-02')
    expect(fields.dueDate?.[0]?.value).to.equal('2026-03-30')
    expect(fields.leitwegIds?.[0]?.value).to.equal('04011000-12345-03')
    expect(fields.vatIds?.[0]?.value).to.equal('DE136695976')
    expect(abstained).to.deep.equal({})
  })

  it('come before what was read on the page, and take its place where the value is the same', function () {
    expect(fields.sender?.map(({ value, weight }) => [value, weight])).to.deep.equal([
      ['Bürobedarf Nord & Söhne GmbH', 1],
      ['Bürobedarf Nord', 0.4],
    ])
    expect(fields.ibans).to.have.length(1)
    expect(fields.ibans?.[0]).to.deep.include({ weight: 1, page: 1, box: [0.1, 0.8, 0.4, 0.82] })
  })

  it('name each amount once, with its role', function () {
    expect(fields.amounts?.map(({ value, details }) => [value, details?.['role']])).to.deep.equal([
      [{ amount: '178.50', currency: 'EUR' }, 'total'],
      [{ amount: '150.00', currency: 'EUR' }, 'net'],
      [{ amount: '28.50', currency: 'EUR' }, 'tax'],
    ])
  })
})
