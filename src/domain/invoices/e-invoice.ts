/**
 * An electronic invoice in the terms of EN 16931 (BT and BG numbers in the comments), whatever its syntax.
 * Amounts, prices and quantities are decimal strings as written; dates are `YYYY-MM-DD`.
 */
export interface EInvoice {
  readonly syntax: 'UBL' | 'CII' | 'ZUGFeRD 1'
  /** BT-24: the rules that it was made by. */
  readonly profile?: string
  /** BT-1. */
  readonly number?: string
  /** BT-3, UNTDID 1001: 380 invoice, 381 credit note … */
  readonly typeCode?: string
  /** BT-2. */
  readonly issueDate?: string
  /** BT-9. */
  readonly dueDate?: string
  /** BT-5. */
  readonly currency?: string
  /** BT-10: for German authorities the Leitweg-ID. */
  readonly buyerReference?: string
  /** BT-13. */
  readonly orderNumber?: string
  /** BT-12. */
  readonly contractNumber?: string
  /** BT-11. */
  readonly projectNumber?: string
  /** BT-25. */
  readonly precedingInvoices: readonly string[]
  /** BT-22. */
  readonly notes: readonly string[]
  readonly seller: InvoiceParty
  readonly buyer: InvoiceParty
  /** BT-59. */
  readonly payeeName?: string
  /** BT-72. */
  readonly deliveryDate?: string
  /** BT-73 and BT-74. */
  readonly periodStart?: string
  readonly periodEnd?: string
  /** BT-81, UNTDID 4461. */
  readonly paymentMeansCode?: string
  /** BT-20. */
  readonly paymentTerms?: string
  /** BT-83. */
  readonly paymentReference?: string
  readonly accounts: readonly PaymentAccount[]
  /** BG-20 and BG-21. */
  readonly allowances: readonly AllowanceOrCharge[]
  /** BG-23. */
  readonly vatBreakdown: readonly VatBreakdown[]
  /** BG-22. */
  readonly totals: InvoiceTotals
  /** BG-25. */
  readonly lines: readonly InvoiceLine[]
  /** BG-24. */
  readonly attachments: readonly InvoiceAttachment[]
}

/** BG-4 and BG-7. */
export interface InvoiceParty {
  readonly name?: string
  readonly tradingName?: string
  readonly id?: string
  /** BT-30. */
  readonly registrationId?: string
  /** BT-31, BT-48. */
  readonly vatId?: string
  /** BT-32. */
  readonly taxNumber?: string
  readonly street?: string
  readonly addition?: string
  readonly postcode?: string
  readonly city?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  readonly contactName?: string
  readonly phone?: string
  readonly email?: string
  /** BT-34, BT-49. */
  readonly electronicAddress?: string
}

/** BG-17. */
export interface PaymentAccount {
  /** BT-84: mostly an IBAN. */
  readonly id: string
  readonly name?: string
  readonly bic?: string
}

export interface AllowanceOrCharge {
  readonly isCharge: boolean
  readonly amount?: string
  readonly reason?: string
  readonly vatRate?: string
}

export interface VatBreakdown {
  /** BT-116. */
  readonly basis?: string
  /** BT-117. */
  readonly tax?: string
  /** BT-118, UNTDID 5305. */
  readonly category?: string
  /** BT-119. */
  readonly rate?: string
  readonly exemptionReason?: string
}

export interface InvoiceTotals {
  /** BT-106. */
  readonly lines?: string
  /** BT-107. */
  readonly allowances?: string
  /** BT-108. */
  readonly charges?: string
  /** BT-109. */
  readonly net?: string
  /** BT-110. */
  readonly tax?: string
  /** BT-112. */
  readonly grand?: string
  /** BT-113. */
  readonly prepaid?: string
  /** BT-114. */
  readonly rounding?: string
  /** BT-115. */
  readonly due?: string
}

export interface InvoiceLine {
  /** BT-126. */
  readonly id?: string
  /** BT-153. */
  readonly name?: string
  /** BT-154. */
  readonly description?: string
  /** BT-129. */
  readonly quantity?: string
  /** BT-130, UN/ECE Recommendation 20. */
  readonly unit?: string
  /** BT-146. */
  readonly netPrice?: string
  /** BT-149. */
  readonly priceQuantity?: string
  /** BT-131. */
  readonly netAmount?: string
  readonly vatCategory?: string
  readonly vatRate?: string
  readonly allowances: readonly AllowanceOrCharge[]
}

export interface InvoiceAttachment {
  readonly id?: string
  readonly description?: string
  readonly filename?: string
  readonly mediaType?: string
  /** Characters of the base64 text; 0 when only a place elsewhere is named. */
  readonly encodedChars: number
}
