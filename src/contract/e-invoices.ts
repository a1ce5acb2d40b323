import { z } from 'zod'

const Text = z.string().optional()

const InvoiceParty = z.strictObject({
  name: Text,
  tradingName: Text,
  id: Text,
  registrationId: Text,
  vatId: Text,
  taxNumber: Text,
  street: Text,
  addition: Text,
  postcode: Text,
  city: Text,
  country: Text,
  contactName: Text,
  phone: Text,
  email: Text,
  electronicAddress: Text,
})

const AllowanceOrCharge = z.strictObject({ isCharge: z.boolean(), amount: Text, reason: Text, vatRate: Text })

/** In the terms of EN 16931; amounts are decimal strings as written, dates `YYYY-MM-DD`. */
const Invoice = z.strictObject({
  syntax: z.enum(['UBL', 'CII', 'ZUGFeRD 1']),
  profile: Text,
  number: Text,
  typeCode: Text,
  issueDate: Text,
  dueDate: Text,
  currency: Text,
  /** For German authorities the Leitweg-ID. */
  buyerReference: Text,
  orderNumber: Text,
  contractNumber: Text,
  projectNumber: Text,
  precedingInvoices: z.array(z.string()),
  notes: z.array(z.string()),
  seller: InvoiceParty,
  buyer: InvoiceParty,
  payeeName: Text,
  deliveryDate: Text,
  periodStart: Text,
  periodEnd: Text,
  paymentMeansCode: Text,
  paymentTerms: Text,
  paymentReference: Text,
  accounts: z.array(z.strictObject({ id: z.string(), name: Text, bic: Text })),
  allowances: z.array(AllowanceOrCharge),
  vatBreakdown: z.array(
    z.strictObject({ basis: Text, tax: Text, category: Text, rate: Text, exemptionReason: Text }),
  ),
  totals: z.strictObject({
    lines: Text,
    allowances: Text,
    charges: Text,
    net: Text,
    tax: Text,
    grand: Text,
    prepaid: Text,
    rounding: Text,
    due: Text,
  }),
  lines: z.array(
    z.strictObject({
      id: Text,
      name: Text,
      description: Text,
      quantity: Text,
      unit: Text,
      netPrice: Text,
      priceQuantity: Text,
      netAmount: Text,
      vatCategory: Text,
      vatRate: Text,
      allowances: z.array(AllowanceOrCharge),
    }),
  ),
  attachments: z.array(
    z.strictObject({
      id: Text,
      description: Text,
      filename: Text,
      mediaType: Text,
      encodedChars: z.number().int(),
    }),
  ),
})

export const EInvoiceView = z.strictObject({
  invoice: Invoice,
  /** The invoice as a person reads it, in German. */
  view: z.strictObject({
    title: z.string(),
    note: z.string(),
    sections: z.array(
      z.strictObject({
        title: z.string(),
        rows: z.array(z.strictObject({ label: z.string(), value: z.string() })),
        table: z
          .strictObject({
            columns: z.array(
              z.strictObject({ label: z.string(), isNumber: z.boolean(), share: z.number().min(0).max(1) }),
            ),
            rows: z.array(z.array(z.string())),
          })
          .optional(),
      }),
    ),
  }),
  findings: z.array(
    z.strictObject({ rule: z.string(), severity: z.enum(['error', 'warning']), text: z.string() }),
  ),
  /** How deep was looked: `Kernregeln` are the sums and the most important fields. */
  checkDepth: z.string(),
})
export type EInvoiceView = z.infer<typeof EInvoiceView>
