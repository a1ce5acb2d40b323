import { found, foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal } from './proposal.ts'
import type { PageText } from './reading.ts'
import { labelledReferences } from './references.ts'

const MAX_PROPOSALS = 3
const LEAST_WEIGHT = 0.5
const NO_INVOICE = 'Das Schreiben ist wohl keine Rechnung.'

export interface InvoiceData {
  readonly invoiceNumber: FieldResult
  readonly invoiceDate: FieldResult
  readonly dueDate: FieldResult
}

/** What is known of the letter already: its date is that of the invoice, its payment deadline the due date. */
export interface KnownOfLetter {
  readonly letterDate: FieldResult
  readonly deadlines: FieldResult
}

/** Number, date and due date of a printed invoice. */
export function extractInvoiceData(pages: readonly PageText[], known: KnownOfLetter): InvoiceData {
  const invoiceNumber = foundWhenLikely(
    ranked(pages.slice(0, 3).flatMap(numberProposals), MAX_PROPOSALS),
    LEAST_WEIGHT,
    'Keine Rechnungsnummer gefunden.',
  )
  const isInvoice = invoiceNumber.proposals.length > 0
  if (!isInvoice) return { invoiceNumber, invoiceDate: found([], NO_INVOICE), dueDate: found([], NO_INVOICE) }
  const payments = known.deadlines.proposals.filter(({ details }) => details?.['kind'] === 'payment')
  return {
    invoiceNumber,
    invoiceDate: known.letterDate,
    dueDate: found(
      payments
        .filter(({ value }) => typeof value === 'string' && /^\d{4}-/.test(value))
        .slice(0, MAX_PROPOSALS),
      'Kein Fälligkeitsdatum gefunden.',
    ),
  }
}

function numberProposals(page: PageText): readonly Proposal[] {
  return labelledReferences(page)
    .filter(({ kind }) => kind === 'invoice-number')
    .map(({ value, label, place }) =>
      proposalOf({ value, place, reasons: [reason('label', `Davor oder darüber steht „${label}“.`, 2.4)] }),
    )
}
