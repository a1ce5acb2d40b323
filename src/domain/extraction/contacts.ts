import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'
import { surroundingsOf } from './context-of.ts'

const EMAIL =
  /(?<![\w.+-])[A-Za-z\d][\w.+-]{0,63}@(?:[A-Za-z\dÄÖÜäöüß](?:[A-Za-z\dÄÖÜäöüß-]{0,61}[A-Za-z\dÄÖÜäöüß])?\.){1,5}[A-Za-z]{2,18}(?![\w-])/g
/** A trunk or country prefix, then digits with the marks people put between them. */
const PHONE =
  /(?<![\w./-]|\d[ \u00a0])(?:\+\d{1,3}|00[1-9]\d{0,2}|\(?0[1-9]\d{0,4})(?:[ \u00a0]?[()/.–-]{0,2}[ \u00a0]?\d){4,13}(?![\d,]|[./-]\d)/g

const PHONE_LABEL =
  /(?:Tele?fon|Tel|Fon|Durchwahl|Rufnummer|Mobil|Handy|Hotline|Phone|erreich)[\p{L}.]{0,14}[ :./-]{0,4}(?:\([^)]{0,12}\))?[ :]*(?:unter )?(?:der |Rufnummer |Nummer )*$/iu
const FAX_LABEL = /(?:Tele)?fax[\p{L}.]{0,8}[ :./-]{0,4}$/iu
/** Numbers that are no telephone numbers although they begin with 0. */
const OTHER_LABEL =
  /(?:IBAN|BIC|BLZ|Konto|Kto|Nr|Nummer|Zeichen|Az|Steuer|USt|ISIN|WKN|Depot|Kunde|vom|am|bis|den)[\p{L}.-]{0,14}[ :.]{0,3}$/iu

const MAX_PROPOSALS = 6

export function extractEmails(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) =>
    [...page.text.matchAll(EMAIL)].map((match): Proposal => {
      const reasons = [reason('pattern', 'Aufbau einer E-Mail-Adresse.', 3)]
      return proposalOf({
        value: match[0],
        place: placeOf(page, match.index, match.index + match[0].length),
        reasons,
      })
    }),
  )
  return found(ranked(proposals, MAX_PROPOSALS), 'Keine E-Mail-Adresse gefunden.')
}

export function extractPhones(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) =>
    [...page.text.matchAll(PHONE)].flatMap((match) => phoneProposal(page, match)),
  )
  return found(ranked(proposals, MAX_PROPOSALS), 'Keine Telefonnummer gefunden.')
}

/** Shorter ones are dates and sums, longer ones account numbers (ITU-T E.164 allows 15 digits). */
const MIN_PHONE_DIGITS = 7
const MAX_PHONE_DIGITS = 15
const LEAST_WEIGHT = 0.5

function phoneProposal(page: PageText, match: RegExpExecArray): Proposal[] {
  const printed = match[0]
  const end = match.index + printed.length
  const digits = printed.replace(/\D/g, '').length
  if (
    digits < MIN_PHONE_DIGITS ||
    digits > MAX_PHONE_DIGITS ||
    /^\(?0?\d{1,2}\.\d{1,2}\.\d{2,4}/.test(printed)
  )
    return []
  const { before, left } = surroundingsOf(page, match.index, end)
  const label = before.trim() === '' ? left : before
  const reasons = phoneReasons(printed, label)
  const details = { kind: FAX_LABEL.test(label) ? 'fax' : 'phone' }
  const value = printed.replace(/[\s\u00a0]+/g, ' ').trim()
  const proposal = proposalOf({ value, place: placeOf(page, match.index, end), reasons, details })
  return proposal.weight >= LEAST_WEIGHT ? [proposal] : []
}

function phoneReasons(printed: string, label: string): readonly Reason[] {
  const reasons = [reason('pattern', 'Aufbau einer Telefonnummer.', 0)]
  if (PHONE_LABEL.test(label) || FAX_LABEL.test(label))
    reasons.push(reason('label', 'Davor steht „Telefon“ oder ein ähnliches Wort.', 3))
  else if (OTHER_LABEL.test(label))
    reasons.push(reason('other-label', 'Davor steht ein Wort für eine andere Nummer.', -3))
  if (/^(?:\+|00)/.test(printed)) reasons.push(reason('prefix', 'Beginnt mit einer Landesvorwahl.', 1.5))
  if (/^\(?0\d+[ )/–-]/.test(printed)) reasons.push(reason('prefix', 'Beginnt mit einer Ortsvorwahl.', 1))
  return reasons
}
