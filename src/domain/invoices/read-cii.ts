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

/**
 * Reads a Cross Industry Invoice (UN/CEFACT D16B, as EN 16931 and Factur-X use it) and its forerunner ZUGFeRD 1, whose
 * elements have longer names.
 */
export function readCii(root: XmlElement): EInvoice {
  const header = childOf(root, 'ExchangedDocument', 'HeaderExchangedDocument')
  const trade = childOf(root, 'SupplyChainTradeTransaction', 'SpecifiedSupplyChainTradeTransaction')
  const agreement = childOf(trade, 'ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement')
  const delivery = childOf(trade, 'ApplicableHeaderTradeDelivery', 'ApplicableSupplyChainTradeDelivery')
  const settlement = childOf(trade, 'ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement')
  const context = childOf(root, 'ExchangedDocumentContext', 'SpecifiedExchangedDocumentContext')
  const references = childrenOf(agreement, 'AdditionalReferencedDocument')
  return {
    syntax: root.name === 'CrossIndustryDocument' ? 'ZUGFeRD 1' : 'CII',
    ...present({
      profile: textAt(context, 'GuidelineSpecifiedDocumentContextParameter', 'ID'),
      number: textAt(header, 'ID'),
      typeCode: textAt(header, 'TypeCode'),
      issueDate: dateAt(childOf(header, 'IssueDateTime')),
      dueDate: firstOf(
        childrenOf(settlement, 'SpecifiedTradePaymentTerms').map((terms) =>
          dateAt(childOf(terms, 'DueDateDateTime')),
        ),
      ),
      currency: textAt(settlement, 'InvoiceCurrencyCode'),
      buyerReference: textAt(agreement, 'BuyerReference'),
      orderNumber: referenceAt(agreement, 'BuyerOrderReferencedDocument'),
      contractNumber: referenceAt(agreement, 'ContractReferencedDocument'),
      projectNumber: textAt(agreement, 'SpecifiedProcuringProject', 'ID'),
      payeeName: textAt(settlement, 'PayeeTradeParty', 'Name'),
      deliveryDate: dateAt(descend(delivery, 'ActualDeliverySupplyChainEvent', 'OccurrenceDateTime')),
      periodStart: dateAt(descend(settlement, 'BillingSpecifiedPeriod', 'StartDateTime')),
      periodEnd: dateAt(descend(settlement, 'BillingSpecifiedPeriod', 'EndDateTime')),
      paymentMeansCode: textAt(settlement, 'SpecifiedTradeSettlementPaymentMeans', 'TypeCode'),
      paymentTerms: firstOf(
        childrenOf(settlement, 'SpecifiedTradePaymentTerms').map((terms) => textAt(terms, 'Description')),
      ),
      paymentReference: textAt(settlement, 'PaymentReference'),
    }),
    precedingInvoices: childrenOf(settlement, 'InvoiceReferencedDocument').flatMap(
      (document) => textAt(document, 'IssuerAssignedID') ?? textAt(document, 'ID') ?? [],
    ),
    notes: childrenOf(header, 'IncludedNote').flatMap((note) => textAt(note, 'Content') ?? []),
    seller: partyOf(childOf(agreement, 'SellerTradeParty')),
    buyer: partyOf(childOf(agreement, 'BuyerTradeParty')),
    accounts: childrenOf(settlement, 'SpecifiedTradeSettlementPaymentMeans').flatMap(accountOf),
    allowances: childrenOf(settlement, 'SpecifiedTradeAllowanceCharge').map(allowanceOf),
    vatBreakdown: childrenOf(settlement, 'ApplicableTradeTax').map(vatOf),
    totals: totalsOf(
      childOf(
        settlement,
        'SpecifiedTradeSettlementHeaderMonetarySummation',
        'SpecifiedTradeSettlementMonetarySummation',
      ),
      textAt(settlement, 'InvoiceCurrencyCode'),
    ),
    lines: childrenOf(trade, 'IncludedSupplyChainTradeLineItem').map(lineOf),
    attachments: references.filter((reference) => textAt(reference, 'TypeCode') === '916').map(attachmentOf),
  }
}

function firstOf<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  return values.find((value) => value !== undefined)
}

function dateAt(element: XmlElement | undefined): string | undefined {
  return calendarDate(textOf(childOf(element, 'DateTimeString', 'DateString')) ?? textOf(element))
}

/** ZUGFeRD 1 calls the number of a referenced document `ID`. */
function referenceAt(parent: XmlElement | undefined, name: string): string | undefined {
  const document = childOf(parent, name)
  return textAt(document, 'IssuerAssignedID') ?? textAt(document, 'ID')
}

function partyOf(party: XmlElement | undefined): InvoiceParty {
  const address = childOf(party, 'PostalTradeAddress')
  const contact = childOf(party, 'DefinedTradeContact')
  const registrations = childrenOf(party, 'SpecifiedTaxRegistration').flatMap((entry) =>
    childrenOf(entry, 'ID'),
  )
  const taxId = (scheme: string): string | undefined =>
    textOf(registrations.find((id) => id.attributes['schemeID'] === scheme))
  const lines = ['LineOne', 'LineTwo', 'LineThree'].flatMap((name) => textAt(address, name) ?? [])
  return present<InvoiceParty>({
    name: textAt(party, 'Name'),
    tradingName: textAt(party, 'SpecifiedLegalOrganization', 'TradingBusinessName'),
    id: textAt(party, 'ID') ?? textAt(party, 'GlobalID'),
    registrationId: textAt(party, 'SpecifiedLegalOrganization', 'ID'),
    vatId: taxId('VA'),
    taxNumber: taxId('FC'),
    street: lines[0],
    addition: lines.length > 1 ? lines.slice(1).join(', ') : undefined,
    postcode: textAt(address, 'PostcodeCode'),
    city: textAt(address, 'CityName'),
    country: textAt(address, 'CountryID'),
    contactName: textAt(contact, 'PersonName') ?? textAt(contact, 'DepartmentName'),
    phone: textAt(contact, 'TelephoneUniversalCommunication', 'CompleteNumber'),
    email: textAt(contact, 'EmailURIUniversalCommunication', 'URIID'),
    electronicAddress: textAt(party, 'URIUniversalCommunication', 'URIID'),
  })
}

function accountOf(means: XmlElement): PaymentAccount[] {
  const account = childOf(means, 'PayeePartyCreditorFinancialAccount')
  const id = textAt(account, 'IBANID') ?? textAt(account, 'ProprietaryID')
  if (id === undefined) return []
  const more = present<PaymentAccount>({
    id,
    name: textAt(account, 'AccountName'),
    bic: textAt(means, 'PayeeSpecifiedCreditorFinancialInstitution', 'BICID'),
  })
  return [{ ...more, id }]
}

function allowanceOf(entry: XmlElement): AllowanceOrCharge {
  const isCharge = textAt(entry, 'ChargeIndicator', 'Indicator') === 'true'
  const tax = childOf(entry, 'CategoryTradeTax')
  return {
    isCharge,
    ...present({
      amount: textAt(entry, 'ActualAmount'),
      reason: textAt(entry, 'Reason'),
      vatRate: textAt(tax, 'RateApplicablePercent') ?? textAt(tax, 'ApplicablePercent'),
    }),
  }
}

function vatOf(tax: XmlElement): VatBreakdown {
  return present<VatBreakdown>({
    basis: textAt(tax, 'BasisAmount'),
    tax: textAt(tax, 'CalculatedAmount'),
    category: textAt(tax, 'CategoryCode'),
    rate: textAt(tax, 'RateApplicablePercent') ?? textAt(tax, 'ApplicablePercent'),
    exemptionReason: textAt(tax, 'ExemptionReason'),
  })
}

/** The tax may stand twice: in the currency of the invoice and in that of the books (BT-111). */
function totalsOf(summation: XmlElement | undefined, currency: string | undefined): InvoiceTotals {
  const taxes = childrenOf(summation, 'TaxTotalAmount')
  const tax = taxes.find((element) => element.attributes['currencyID'] === currency) ?? taxes[0]
  return present<InvoiceTotals>({
    lines: textAt(summation, 'LineTotalAmount'),
    allowances: textAt(summation, 'AllowanceTotalAmount'),
    charges: textAt(summation, 'ChargeTotalAmount'),
    net: textAt(summation, 'TaxBasisTotalAmount'),
    tax: textOf(tax),
    grand: textAt(summation, 'GrandTotalAmount'),
    prepaid: textAt(summation, 'TotalPrepaidAmount'),
    rounding: textAt(summation, 'RoundingAmount'),
    due: textAt(summation, 'DuePayableAmount'),
  })
}

function lineOf(line: XmlElement): InvoiceLine {
  const document = childOf(line, 'AssociatedDocumentLineDocument')
  const product = childOf(line, 'SpecifiedTradeProduct')
  const agreement = childOf(line, 'SpecifiedLineTradeAgreement', 'SpecifiedSupplyChainTradeAgreement')
  const delivery = childOf(line, 'SpecifiedLineTradeDelivery', 'SpecifiedSupplyChainTradeDelivery')
  const settlement = childOf(line, 'SpecifiedLineTradeSettlement', 'SpecifiedSupplyChainTradeSettlement')
  const price = childOf(agreement, 'NetPriceProductTradePrice')
  const tax = childOf(settlement, 'ApplicableTradeTax')
  const summation = childOf(
    settlement,
    'SpecifiedTradeSettlementLineMonetarySummation',
    'SpecifiedTradeSettlementMonetarySummation',
  )
  return {
    ...present({
      id: textAt(document, 'LineID'),
      name: textAt(product, 'Name') ?? textAt(document, 'IncludedNote', 'Content'),
      description: textAt(product, 'Description'),
      quantity: textAt(delivery, 'BilledQuantity'),
      unit: childOf(delivery, 'BilledQuantity')?.attributes['unitCode'],
      netPrice: textAt(price, 'ChargeAmount'),
      priceQuantity: textAt(price, 'BasisQuantity'),
      netAmount: textAt(summation, 'LineTotalAmount'),
      vatCategory: textAt(tax, 'CategoryCode'),
      vatRate: textAt(tax, 'RateApplicablePercent') ?? textAt(tax, 'ApplicablePercent'),
    }),
    allowances: childrenOf(settlement, 'SpecifiedTradeAllowanceCharge').map(allowanceOf),
  }
}

function attachmentOf(reference: XmlElement): InvoiceAttachment {
  const content = childOf(reference, 'AttachmentBinaryObject')
  return {
    ...present({
      id: textAt(reference, 'IssuerAssignedID'),
      description: textAt(reference, 'Name'),
      filename: content?.attributes['filename'],
      mediaType: content?.attributes['mimeCode'],
    }),
    encodedChars: content?.text.length ?? 0,
  }
}
