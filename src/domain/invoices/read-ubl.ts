import type {
  AllowanceOrCharge,
  EInvoice,
  InvoiceAttachment,
  InvoiceLine,
  InvoiceParty,
  InvoiceTotals,
  PaymentAccount,
  VatBreakdown,
} from './e-invoice.ts'
import { calendarDate } from './invoice-date.ts'
import { childOf, childrenOf, descend, present, textAt, textOf, type XmlElement } from './xml-element.ts'

/** Reads an invoice or credit note of UBL 2.1 (ISO/IEC 19845) as EN 16931 uses it. */
export function readUbl(root: XmlElement): EInvoice {
  const means = childrenOf(root, 'PaymentMeans')
  const currency = textAt(root, 'DocumentCurrencyCode')
  const delivery = childOf(root, 'Delivery')
  return {
    syntax: 'UBL',
    ...present({
      profile: textAt(root, 'CustomizationID'),
      number: textAt(root, 'ID'),
      typeCode: textAt(root, 'InvoiceTypeCode') ?? textAt(root, 'CreditNoteTypeCode'),
      issueDate: calendarDate(textAt(root, 'IssueDate')),
      dueDate: calendarDate(textAt(root, 'DueDate') ?? textAt(means[0], 'PaymentDueDate')),
      currency,
      buyerReference: textAt(root, 'BuyerReference'),
      orderNumber: textAt(root, 'OrderReference', 'ID'),
      contractNumber: textAt(root, 'ContractDocumentReference', 'ID'),
      projectNumber: textAt(root, 'ProjectReference', 'ID'),
      payeeName: textAt(root, 'PayeeParty', 'PartyName', 'Name'),
      deliveryDate: calendarDate(textAt(delivery, 'ActualDeliveryDate')),
      periodStart: calendarDate(textAt(root, 'InvoicePeriod', 'StartDate')),
      periodEnd: calendarDate(textAt(root, 'InvoicePeriod', 'EndDate')),
      paymentMeansCode: textAt(means[0], 'PaymentMeansCode'),
      paymentTerms: textAt(root, 'PaymentTerms', 'Note'),
      paymentReference: textAt(means[0], 'PaymentID'),
    }),
    precedingInvoices: childrenOf(root, 'BillingReference').flatMap(
      (reference) => textAt(reference, 'InvoiceDocumentReference', 'ID') ?? [],
    ),
    notes: childrenOf(root, 'Note').flatMap((note) => textOf(note) ?? []),
    seller: partyOf(descend(root, 'AccountingSupplierParty', 'Party')),
    buyer: partyOf(descend(root, 'AccountingCustomerParty', 'Party')),
    accounts: means.flatMap(accountOf),
    allowances: childrenOf(root, 'AllowanceCharge').map(allowanceOf),
    vatBreakdown: vatOf(root, currency),
    totals: totalsOf(root, currency),
    lines: childrenOf(root, 'InvoiceLine', 'CreditNoteLine').map(lineOf),
    attachments: childrenOf(root, 'AdditionalDocumentReference').flatMap(attachmentOf),
  }
}

function partyOf(party: XmlElement | undefined): InvoiceParty {
  const address = childOf(party, 'PostalAddress')
  const legal = childOf(party, 'PartyLegalEntity')
  const contact = childOf(party, 'Contact')
  const schemes = childrenOf(party, 'PartyTaxScheme')
  const vat = schemes.find((entry) => textAt(entry, 'TaxScheme', 'ID') === 'VAT')
  const other = schemes.find((entry) => entry !== vat)
  const tradingName = textAt(party, 'PartyName', 'Name')
  const lines = [
    textAt(address, 'StreetName'),
    textAt(address, 'AdditionalStreetName'),
    textAt(address, 'AddressLine', 'Line'),
  ].filter((line) => line !== undefined)
  return present<InvoiceParty>({
    name: textAt(legal, 'RegistrationName') ?? tradingName,
    tradingName,
    id: textAt(party, 'PartyIdentification', 'ID'),
    registrationId: textAt(legal, 'CompanyID'),
    vatId: textAt(vat, 'CompanyID'),
    taxNumber: textAt(other, 'CompanyID'),
    street: lines[0],
    addition: lines.length > 1 ? lines.slice(1).join(', ') : undefined,
    postcode: textAt(address, 'PostalZone'),
    city: textAt(address, 'CityName'),
    country: textAt(address, 'Country', 'IdentificationCode'),
    contactName: textAt(contact, 'Name'),
    phone: textAt(contact, 'Telephone'),
    email: textAt(contact, 'ElectronicMail'),
    electronicAddress: textAt(party, 'EndpointID'),
  })
}

function accountOf(means: XmlElement): PaymentAccount[] {
  const account = childOf(means, 'PayeeFinancialAccount')
  const id = textAt(account, 'ID')
  if (id === undefined) return []
  const more = present<PaymentAccount>({
    id,
    name: textAt(account, 'Name'),
    bic: textAt(account, 'FinancialInstitutionBranch', 'ID'),
  })
  return [{ ...more, id }]
}

function allowanceOf(entry: XmlElement): AllowanceOrCharge {
  return {
    isCharge: textAt(entry, 'ChargeIndicator') === 'true',
    ...present({
      amount: textAt(entry, 'Amount'),
      reason: textAt(entry, 'AllowanceChargeReason'),
      vatRate: textAt(entry, 'TaxCategory', 'Percent'),
    }),
  }
}

/** The tax may stand twice: in the currency of the invoice, with its parts, and in that of the books (BT-111). */
function taxTotal(root: XmlElement, currency: string | undefined): XmlElement | undefined {
  const totals = childrenOf(root, 'TaxTotal')
  return (
    totals.find((total) => childOf(total, 'TaxAmount')?.attributes['currencyID'] === currency) ?? totals[0]
  )
}

function vatOf(root: XmlElement, currency: string | undefined): VatBreakdown[] {
  return childrenOf(taxTotal(root, currency), 'TaxSubtotal').map((subtotal) => {
    const category = childOf(subtotal, 'TaxCategory')
    return present<VatBreakdown>({
      basis: textAt(subtotal, 'TaxableAmount'),
      tax: textAt(subtotal, 'TaxAmount'),
      category: textAt(category, 'ID'),
      rate: textAt(category, 'Percent'),
      exemptionReason: textAt(category, 'TaxExemptionReason'),
    })
  })
}

function totalsOf(root: XmlElement, currency: string | undefined): InvoiceTotals {
  const total = childOf(root, 'LegalMonetaryTotal')
  return present<InvoiceTotals>({
    lines: textAt(total, 'LineExtensionAmount'),
    allowances: textAt(total, 'AllowanceTotalAmount'),
    charges: textAt(total, 'ChargeTotalAmount'),
    net: textAt(total, 'TaxExclusiveAmount'),
    tax: textAt(taxTotal(root, currency), 'TaxAmount'),
    grand: textAt(total, 'TaxInclusiveAmount'),
    prepaid: textAt(total, 'PrepaidAmount'),
    rounding: textAt(total, 'PayableRoundingAmount'),
    due: textAt(total, 'PayableAmount'),
  })
}

function lineOf(line: XmlElement): InvoiceLine {
  const quantity = childOf(line, 'InvoicedQuantity', 'CreditedQuantity')
  const item = childOf(line, 'Item')
  const tax = childOf(item, 'ClassifiedTaxCategory')
  return {
    ...present({
      id: textAt(line, 'ID'),
      name: textAt(item, 'Name'),
      description: textAt(item, 'Description'),
      quantity: textOf(quantity),
      unit: quantity?.attributes['unitCode'],
      netPrice: textAt(line, 'Price', 'PriceAmount'),
      priceQuantity: textAt(line, 'Price', 'BaseQuantity'),
      netAmount: textAt(line, 'LineExtensionAmount'),
      vatCategory: textAt(tax, 'ID'),
      vatRate: textAt(tax, 'Percent'),
    }),
    allowances: childrenOf(line, 'AllowanceCharge').map(allowanceOf),
  }
}

/** References with type code 130 name an invoiced object, no file (EN 16931, BT-18). */
function attachmentOf(reference: XmlElement): InvoiceAttachment[] {
  if (textAt(reference, 'DocumentTypeCode') === '130') return []
  const content = descend(reference, 'Attachment', 'EmbeddedDocumentBinaryObject')
  return [
    {
      ...present({
        id: textAt(reference, 'ID'),
        description: textAt(reference, 'DocumentDescription'),
        filename: content?.attributes['filename'],
        mediaType: content?.attributes['mimeCode'],
      }),
      encodedChars: content?.text.length ?? 0,
    },
  ]
}
