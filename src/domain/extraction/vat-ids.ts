import { hasMod1110CheckDigit } from './check-digits.ts'
import { foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { labelledValues } from './labelled-values.ts'
import type { LabelledValue } from './labelled-values.ts'
import type { Proposal, Reason } from './proposal.ts'
import type { PageText } from './reading.ts'

/** "DE 123 456 788", "ATU12345678"; others of the Union by their common shape (Directive 2006/112/EC, article 215). */
const SHAPE =
  /(?<![\p{L}\d])(?:DE(?:[ .]?\d){9}|ATU ?\d{8}|(?:BE|BG|CZ|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK) ?[A-Z\d]{8,12})(?![\p{L}\d])/gu
const LABEL =
  /(?:USt|Umsatzsteuer|Ust|VAT|UID|Mehrwertsteuer)[ .-]{0,3}(?:Id(?:ent)?(?:ifikations)?|Reg)?[ .-]{0,3}(?:Nr|Nummer|No|number|ID)?/u
const MAX_PROPOSALS = 4
/** More on one page are a list of companies. */
const MAX_ON_PAGE = 40
const LEAST_WEIGHT = 0.45

export function extractVatIds(pages: readonly PageText[]): FieldResult {
  const values = pages.flatMap((page) =>
    labelledValues(page, SHAPE, LABEL)
      .slice(0, MAX_ON_PAGE)
      .map((value) => ({ value, isRecipients: isOfRecipient(page, value) })),
  )
  // A single number below the address of the recipient may as well stand in the sender's last lines.
  const isTold = values.some(({ isRecipients }) => !isRecipients)
  const proposals = values.map(({ value, isRecipients }) => vatProposal(value, isTold && isRecipients))
  return foundWhenLikely(ranked(proposals, MAX_PROPOSALS), LEAST_WEIGHT, 'Keine USt-IdNr. gefunden.')
}

/** Headings of the parties of an invoice; the nearest one above a number says whose it is. */
const PARTY =
  /(?<!\p{L})(?:(?<recipient>käufer|leistungsempfänger|rechnungsempfänger|kunde|auftraggeber|rechnung an|buyer|bill to|customer)|(?:verkäufer|lieferant|rechnungssteller|(?:rechnungs)?(?:aus|er)steller|leistungserbringer|auftragnehmer|seller|supplier))(?!\p{L}|[ -]?n(?:r|um|o))/giu
const YOURS = /(?<!\p{L})(?:ihre|your)[ ](?:ust|umsatzsteuer|vat|uid)[^\n]{0,30}$/iu

function isOfRecipient(page: PageText, { start }: LabelledValue): boolean {
  const before = page.text.slice(0, start)
  if (YOURS.test(before)) return true
  return [...before.matchAll(PARTY)].at(-1)?.groups?.['recipient'] !== undefined
}

function vatProposal({ text, place, label }: LabelledValue, isRecipients: boolean): Proposal {
  const value = text.replace(/[ .]/g, '')
  const reasons: Reason[] = [reason('shape', 'Aufbau einer USt-IdNr.', -2)]
  if (label !== undefined) reasons.push(reason('label', `Davor oder darüber steht „${label}“.`, 3))
  if (isRecipients) reasons.push(reason('recipient', 'Steht bei den Angaben zum Empfänger.', -4.5))
  if (value.startsWith('DE')) {
    reasons.push(
      hasMod1110CheckDigit(value.slice(2))
        ? reason('check-digit', 'Die Prüfziffer stimmt.', 3)
        : reason('check-digit', 'Die Prüfziffer stimmt nicht.', -1),
    )
  }
  return proposalOf({ value, place, reasons })
}
