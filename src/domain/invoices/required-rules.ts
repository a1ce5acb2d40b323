import type { EInvoice } from './e-invoice.ts'
import { parseDecimal } from './decimal.ts'
import type { InvoiceFinding } from './finding.ts'
import { isValidLeitwegId, looksLikeLeitwegId } from './leitweg-id.ts'
import { profileOf } from './profile.ts'

interface Required {
  readonly rule: string
  readonly name: string
  readonly isThere: (invoice: EInvoice) => boolean
}

/** What every invoice names (EN 16931, 6.4.1). */
const REQUIRED: readonly Required[] = [
  { rule: 'BR-02', name: 'die Rechnungsnummer', isThere: ({ number }) => number !== undefined },
  { rule: 'BR-03', name: 'ein gültiges Rechnungsdatum', isThere: ({ issueDate }) => issueDate !== undefined },
  { rule: 'BR-04', name: 'die Art der Rechnung', isThere: ({ typeCode }) => typeCode !== undefined },
  { rule: 'BR-05', name: 'die Währung', isThere: ({ currency }) => currency !== undefined },
  { rule: 'BR-06', name: 'der Name des Verkäufers', isThere: ({ seller }) => seller.name !== undefined },
  { rule: 'BR-07', name: 'der Name des Käufers', isThere: ({ buyer }) => buyer.name !== undefined },
  { rule: 'BR-09', name: 'das Land des Verkäufers', isThere: ({ seller }) => seller.country !== undefined },
  { rule: 'BR-13', name: 'der Nettobetrag', isThere: ({ totals }) => totals.net !== undefined },
  { rule: 'BR-14', name: 'der Bruttobetrag', isThere: ({ totals }) => totals.grand !== undefined },
  { rule: 'BR-15', name: 'der Zahlbetrag', isThere: ({ totals }) => totals.due !== undefined },
  {
    rule: 'BR-CO-26',
    name: 'eine Kennung des Verkäufers (Kennung, Registernummer oder USt-IdNr.)',
    isThere: ({ seller }) =>
      (seller.id ?? seller.registrationId ?? seller.vatId ?? seller.taxNumber) !== undefined,
  },
]

/** What only profiles with positions name. */
const REQUIRED_IN_FULL: readonly Required[] = [
  { rule: 'BR-11', name: 'das Land des Käufers', isThere: ({ buyer }) => buyer.country !== undefined },
  { rule: 'BR-12', name: 'die Summe der Positionen', isThere: ({ totals }) => totals.lines !== undefined },
  { rule: 'BR-16', name: 'wenigstens eine Position', isThere: ({ lines }) => lines.length > 0 },
  {
    rule: 'BR-CO-18',
    name: 'die Aufteilung der Umsatzsteuer',
    isThere: ({ vatBreakdown }) => vatBreakdown.length > 0,
  },
]

export function requiredFindings(invoice: EInvoice): InvoiceFinding[] {
  const { hasLines } = profileOf(invoice)
  const rules = hasLines ? [...REQUIRED, ...REQUIRED_IN_FULL] : REQUIRED
  const missing = rules
    .filter(({ isThere }) => !isThere(invoice))
    .map(({ rule, name }): InvoiceFinding => ({ rule, severity: 'error', text: `Es fehlt ${name}.` }))
  return [...missing, ...paymentFindings(invoice), ...vatIdFindings(invoice), ...leitwegFindings(invoice)]
}

function paymentFindings(invoice: EInvoice): InvoiceFinding[] {
  const { totals, dueDate, paymentTerms } = invoice
  const due = parseDecimal(totals.due)
  if (
    !profileOf(invoice).hasLines ||
    due === undefined ||
    due <= 0n ||
    dueDate !== undefined ||
    paymentTerms !== undefined
  )
    return []
  return [
    {
      rule: 'BR-CO-25',
      severity: 'error',
      text: 'Es ist ein Betrag zu zahlen, aber weder ein Fälligkeitsdatum noch Zahlungsbedingungen sind angegeben.',
    },
  ]
}

function vatIdFindings({ seller, buyer }: EInvoice): InvoiceFinding[] {
  return [seller.vatId, buyer.vatId].flatMap((vatId): InvoiceFinding[] =>
    vatId === undefined || /^[A-Z]{2}/.test(vatId)
      ? []
      : [
          {
            rule: 'BR-CO-09',
            severity: 'error',
            text: `Die USt-IdNr. „${vatId.slice(0, 40)}“ beginnt nicht mit einem Länderkürzel.`,
          },
        ],
  )
}

/** BT-10 is free text in the norm; a German authority finds the addressee by it. */
function leitwegFindings(invoice: EInvoice): InvoiceFinding[] {
  const { buyerReference } = invoice
  if (buyerReference === undefined) {
    return profileOf(invoice).isXRechnung
      ? [{ rule: 'BR-DE-15', severity: 'error', text: 'Es fehlt die Leitweg-ID (Käuferreferenz).' }]
      : []
  }
  if (!looksLikeLeitwegId(buyerReference) || isValidLeitwegId(buyerReference)) return []
  return [
    {
      rule: 'Leitweg-ID',
      severity: 'warning',
      text: `Die Prüfziffer der Leitweg-ID „${buyerReference}“ stimmt nicht.`,
    },
  ]
}
