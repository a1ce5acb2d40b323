import type { ReadablePage } from './reading.ts'
import { readingOf } from './reading.ts'
import { extractAmounts } from './amounts.ts'
import { extractBics } from './bics.ts'
import { extractBookingDate } from './booking-date.ts'
import { extractBirthDates } from './birth-dates.ts'
import { parseIsoDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { extractEmails, extractPhones } from './contacts.ts'
import { extractCorrespondents } from './correspondents.ts'
import { extractDeadlines } from './deadlines.ts'
import type { FieldResult } from './evidence.ts'
import { extractIbans } from './ibans.ts'
import { extractInvoiceData } from './invoice-data.ts'
import type { KnownSender } from './known-sender.ts'
import { extractLanguage } from './language.ts'
import { extractLetterDate } from './letter-date.ts'
import type { Proposal, ProposalField, Proposals } from './proposal.ts'
import { extractFileNumbers, extractForeignReference } from './references.ts'
import { marksOn } from './sender-marks.ts'
import { extractSubject } from './subject.ts'
import { extractTaxNumbers } from './tax-numbers.ts'
import { extractVatIds } from './vat-ids.ts'
import { extractVehicleRegistrations } from './vehicle-registrations.ts'
import { MailroomError } from '../errors.ts'

/** What the machine knows beside the pages. */
export interface ExtractionContext {
  /** Day of arrival, `YYYY-MM-DD`. */
  readonly receivedOn: string
  /**
   * Own file numbers, or templates such as `{Amt}.{Aktenplan}-{Jahr}/{lfd}`, as examples: only their shape counts.
   * A few of each kind are enough.
   */
  readonly knownFileNumberPatterns?: readonly string[]
  /** Names under which the own administration is written to, such as "Stadtverwaltung Musterstadt". */
  readonly ownNames?: readonly string[]
  readonly ownPostcodes?: readonly string[]
  /** Whom people have confirmed as senders before. */
  readonly knownSenders?: readonly KnownSender[]
}

/**
 * Reads the index data of a letter from its words and their places. Pure: the same pages and context give the same proposals.
 *
 * @throws {MailroomError} `validation-failed` when `receivedOn` is no day of the calendar
 */
export function extractProposals(pages: readonly ReadablePage[], context: ExtractionContext): Proposals {
  const receivedOn = parseIsoDate(context.receivedOn)
  if (receivedOn === undefined) {
    throw new MailroomError('validation-failed', 'The day of arrival is no day of the calendar.', {
      faults: [{ path: 'receivedOn', message: 'Kein gültiges Datum.' }],
    })
  }
  const reading = readingOf(pages)
  const references = { fileNumberPatterns: context.knownFileNumberPatterns ?? [] }
  const letterDate = extractLetterDate(reading, receivedOn)
  const correspondents = extractCorrespondents(reading, {
    ownNames: context.ownNames ?? [],
    ownPostcodes: context.ownPostcodes ?? [],
    knownSenders: context.knownSenders ?? [],
  })
  const deadlines = extractDeadlines(reading, { receivedOn, letterDate: dateOf(letterDate) })
  const senderMarks = marksOn(reading)
  const values = collected({
    sender: correspondents.sender,
    recipient: correspondents.recipient,
    subject: extractSubject(reading),
    letterDate,
    bookingDate: extractBookingDate(reading, receivedOn),
    fileNumbers: extractFileNumbers(reading, references),
    foreignReference: extractForeignReference(reading, references),
    amounts: extractAmounts(reading),
    ibans: extractIbans(reading),
    deadlines,
    emails: extractEmails(reading),
    phones: extractPhones(reading),
    language: extractLanguage(reading),
    ...extractInvoiceData(reading, { letterDate, deadlines }),
    bics: extractBics(reading),
    vatIds: extractVatIds(reading),
    taxNumbers: extractTaxNumbers(reading),
    vehicleRegistrations: extractVehicleRegistrations(reading),
    birthDates: extractBirthDates(reading, receivedOn),
  })
  return senderMarks.length === 0 ? values : { ...values, senderMarks }
}

function dateOf(letterDate: FieldResult): CivilDate | undefined {
  const value = letterDate.proposals[0]?.value
  return typeof value === 'string' ? parseIsoDate(value) : undefined
}

/** Values by field and, for fields without any, why. */
export function collected(results: Readonly<Partial<Record<ProposalField, FieldResult>>>): Proposals {
  const fields: Partial<Record<ProposalField, readonly Proposal[]>> = {}
  const abstained: Partial<Record<ProposalField, string>> = {}
  for (const [name, result] of Object.entries(results) as [ProposalField, FieldResult][]) {
    fields[name] = result.proposals
    if (result.abstained !== undefined) abstained[name] = result.abstained
  }
  return { fields, abstained }
}
