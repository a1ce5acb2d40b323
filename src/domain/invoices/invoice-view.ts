import { invoiceTypeName, paymentMeansName, unitName, vatCategoryName } from './code-names.ts'
import { checkInvoice, CHECK_DEPTH, germanAmount } from './core-rules.ts'
import { parseDecimal, toCents } from './decimal.ts'
import type { AllowanceOrCharge, EInvoice, InvoiceAttachment, InvoiceParty } from './e-invoice.ts'
import { isValidLeitwegId } from './leitweg-id.ts'
import { profileOf } from './profile.ts'
import type { ReportView, ViewColumn, ViewRow, ViewSection } from '../report-view.ts'

/** An invoice as a person reads it, in German: made into page pictures and shown in the browser. */
export type InvoiceView = ReportView

/** More positions than anybody reads as pages; all of them stay in the file. */
const MAX_SHOWN_LINES = 1000

export function invoiceView(invoice: EInvoice): InvoiceView {
  const { name } = profileOf(invoice)
  return {
    title: `${invoiceTypeName(invoice.typeCode)} ${invoice.number ?? 'ohne Nummer'}`,
    note: `Lesbare Ansicht der E-Rechnung (${name}, ${invoice.syntax}). Maßgeblich ist die Datei selbst.`,
    sections: [
      headSection(invoice),
      partySection('Verkäufer', invoice.seller),
      partySection('Käufer', invoice.buyer),
      lineSection(invoice),
      allowanceSection(invoice),
      vatSection(invoice),
      totalSection(invoice),
      paymentSection(invoice),
      noteSection(invoice),
      attachmentSection(invoice.attachments),
      findingSection(invoice),
    ].filter(({ rows, table }) => rows.length > 0 || table !== undefined),
  }
}

function rowsOf(entries: readonly (readonly [label: string, value: string | undefined])[]): ViewRow[] {
  return entries.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

function headSection(invoice: EInvoice): ViewSection {
  const { buyerReference, periodStart, periodEnd } = invoice
  const isLeitwegId = buyerReference !== undefined && isValidLeitwegId(buyerReference)
  const rows = rowsOf([
    ['Rechnungsnummer', invoice.number],
    ['Rechnungsdatum', germanDay(invoice.issueDate)],
    ['Fällig am', germanDay(invoice.dueDate)],
    ['Währung', invoice.currency],
    [isLeitwegId ? 'Leitweg-ID' : 'Käuferreferenz', buyerReference],
    ['Bestellnummer', invoice.orderNumber],
    ['Vertragsnummer', invoice.contractNumber],
    ['Projektnummer', invoice.projectNumber],
    ['Frühere Rechnung', invoice.precedingInvoices.join(', ')],
    ['Lieferdatum', germanDay(invoice.deliveryDate)],
    ['Leistungszeitraum', periodText(periodStart, periodEnd)],
  ])
  return { title: 'Rechnungsdaten', rows }
}

function periodText(start: string | undefined, end: string | undefined): string | undefined {
  if (start === undefined && end === undefined) return undefined
  return `${germanDay(start) ?? '…'} bis ${germanDay(end) ?? '…'}`
}

function partySection(title: string, party: InvoiceParty): ViewSection {
  const place = [party.postcode, party.city].filter((part) => part !== undefined).join(' ')
  const rows = rowsOf([
    ['Name', party.name],
    ['Handelsname', party.tradingName === party.name ? undefined : party.tradingName],
    ['Straße', party.street],
    ['Zusatz', party.addition],
    ['Ort', place],
    ['Land', party.country],
    ['USt-IdNr.', party.vatId],
    ['Steuernummer', party.taxNumber],
    ['Registernummer', party.registrationId],
    ['Kennung', party.id],
    ['Ansprechpartner', party.contactName],
    ['Telefon', party.phone],
    ['E-Mail', party.email],
    ['Elektronische Adresse', party.electronicAddress === party.email ? undefined : party.electronicAddress],
  ])
  return { title, rows }
}

const LINE_COLUMNS: readonly ViewColumn[] = [
  { label: 'Pos.', isNumber: false, share: 0.08 },
  { label: 'Bezeichnung', isNumber: false, share: 0.38 },
  { label: 'Menge', isNumber: true, share: 0.11 },
  { label: 'Einheit', isNumber: false, share: 0.1 },
  { label: 'Einzelpreis', isNumber: true, share: 0.13 },
  { label: 'USt %', isNumber: true, share: 0.07 },
  { label: 'Betrag', isNumber: true, share: 0.13 },
]

function lineSection({ lines }: EInvoice): ViewSection {
  if (lines.length === 0) return { title: 'Positionen', rows: [] }
  const rows = lines
    .slice(0, MAX_SHOWN_LINES)
    .map(({ id, name, description, quantity, unit, netPrice, vatRate, netAmount }) => [
      id ?? '',
      [name, description === name ? undefined : description].filter((part) => part !== undefined).join(' – '),
      plain(quantity),
      unitName(unit),
      plain(netPrice),
      plain(vatRate),
      money(netAmount),
    ])
  const left = lines.length - rows.length
  return {
    title: 'Positionen',
    rows: left > 0 ? [{ label: 'Nicht gezeigt', value: `${left} weitere Positionen` }] : [],
    table: { columns: LINE_COLUMNS, rows },
  }
}

function allowanceSection({ allowances, currency }: EInvoice): ViewSection {
  const rows = allowances.map((entry) => ({
    label: allowanceLabel(entry),
    value: money(entry.amount, currency),
  }))
  return { title: 'Nachlässe und Zuschläge', rows }
}

function allowanceLabel({ isCharge, reason }: AllowanceOrCharge): string {
  const kind = isCharge ? 'Zuschlag' : 'Nachlass'
  return reason === undefined ? kind : `${kind}: ${reason}`
}

const VAT_COLUMNS: readonly ViewColumn[] = [
  { label: 'Steuerart', isNumber: false, share: 0.4 },
  { label: 'Satz %', isNumber: true, share: 0.16 },
  { label: 'Grundlage', isNumber: true, share: 0.22 },
  { label: 'Steuer', isNumber: true, share: 0.22 },
]

function vatSection({ vatBreakdown }: EInvoice): ViewSection {
  if (vatBreakdown.length === 0) return { title: 'Umsatzsteuer', rows: [] }
  const rows = vatBreakdown.map(({ category, rate, basis, tax, exemptionReason }) => [
    [vatCategoryName(category), exemptionReason].filter((part) => part !== undefined).join(': '),
    plain(rate),
    money(basis),
    money(tax),
  ])
  return { title: 'Umsatzsteuer', rows: [], table: { columns: VAT_COLUMNS, rows } }
}

function totalSection({ totals, currency }: EInvoice): ViewSection {
  const amount = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : money(text, currency)
  const rows = rowsOf([
    ['Summe der Positionen', amount(totals.lines)],
    ['Nachlässe', amount(totals.allowances)],
    ['Zuschläge', amount(totals.charges)],
    ['Nettobetrag', amount(totals.net)],
    ['Umsatzsteuer', amount(totals.tax)],
    ['Bruttobetrag', amount(totals.grand)],
    ['Bereits gezahlt', amount(totals.prepaid)],
    ['Rundung', amount(totals.rounding)],
    ['Zahlbetrag', amount(totals.due)],
  ])
  return { title: 'Summen', rows }
}

function paymentSection(invoice: EInvoice): ViewSection {
  const accounts = invoice.accounts.flatMap(({ id, name, bic }) =>
    rowsOf([
      ['Konto (IBAN)', id],
      ['Kontoinhaber', name],
      ['BIC', bic],
    ]),
  )
  const rows = rowsOf([
    ['Zahlungsart', paymentMeansName(invoice.paymentMeansCode)],
    ['Verwendungszweck', invoice.paymentReference],
    ['Zahlungsempfänger', invoice.payeeName],
    ['Zahlungsbedingungen', invoice.paymentTerms],
  ])
  return { title: 'Zahlung', rows: [...rows, ...accounts] }
}

function noteSection({ notes }: EInvoice): ViewSection {
  return { title: 'Bemerkungen', rows: notes.map((value) => ({ label: 'Bemerkung', value })) }
}

function attachmentSection(attachments: readonly InvoiceAttachment[]): ViewSection {
  const rows = attachments.map(({ id, filename, description, mediaType }) => ({
    label: filename ?? id ?? 'Anlage',
    value: [description, mediaType].filter((part) => part !== undefined).join(', ') || 'ohne Beschreibung',
  }))
  return { title: 'Anlagen in der Rechnung', rows }
}

function findingSection(invoice: EInvoice): ViewSection {
  const findings = checkInvoice(invoice).map(({ rule, severity, text }) => ({
    label: `${severity === 'error' ? 'Fehler' : 'Hinweis'} ${rule}`,
    value: text,
  }))
  const none = { label: 'Ergebnis', value: 'Keine Abweichung gefunden.' }
  return { title: `Prüfung (Prüftiefe: ${CHECK_DEPTH})`, rows: findings.length === 0 ? [none] : findings }
}

function germanDay(iso: string | undefined): string | undefined {
  return iso?.split('-').reverse().join('.')
}

/** As written, with a comma. */
function plain(text: string | undefined): string {
  if (text === undefined) return ''
  return parseDecimal(text) === undefined ? text : germanAmount(text)
}

function money(text: string | undefined, currency?: string): string {
  const value = parseDecimal(text)
  const shown = value === undefined ? (text ?? '') : germanAmount(toCents(value))
  return currency === undefined || shown === '' ? shown : `${shown} ${currency}`
}
