import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

/** District of one to three letters, one or two letters, up to four digits, H for historic and E for electric (§ 8 FZV). */
const SHAPE =
  /(?<![\p{L}\d-])([A-ZÄÖÜ]{1,3})(?: ?[-–:] ?| )([A-Z]{1,2})(?: ?[-–] ?| )?([1-9]\d{0,3}) ?([HE])?(?![\p{L}\d/-])/gu
const WORDS =
  /kennzeichen|kfz|pkw|lkw|fahrzeug|halter|zulassung|motorrad|anhänger|auto(?!mat)|parkausweis|bewohnerpark/iu
/** How far around the number its word may stand. */
const REACH = 90
const MAX_LENGTH = 8
const MAX_PROPOSALS = 5

/** Only near a word of vehicles: other short signs have the same shape. */
export function extractVehicleRegistrations(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) =>
    [...page.text.matchAll(SHAPE)].flatMap((match) => registrationProposal(page, match)),
  )
  return found(ranked(proposals, MAX_PROPOSALS), 'Kein Kfz-Kennzeichen gefunden.')
}

function registrationProposal(page: PageText, match: RegExpExecArray): Proposal[] {
  const printed = match[0]
  const end = match.index + printed.length
  const [district = '', letters = '', digits = '', suffix = ''] = match
    .slice(1)
    .map((part) => part as string | undefined)
  const word = wordNear(page.text, match.index, end)
  if (word === undefined || `${district}${letters}${digits}`.length > MAX_LENGTH) return []
  const reasons = [reason('word', `In der Nähe steht „${word}“.`, /kennzeichen/iu.test(word) ? 3 : 1.5)]
  if (!/[-–]/u.test(printed)) reasons.push(reason('no-hyphen', 'Ohne Bindestrich geschrieben.', -0.5))
  const value = `${district}-${letters} ${digits}${suffix}`
  return [proposalOf({ value, place: placeOf(page, match.index, end), reasons })]
}

/** The nearest word of vehicles before the number, else one soon after it. */
function wordNear(text: string, start: number, end: number): string | undefined {
  return (
    lastWord(text.slice(Math.max(0, start - REACH), start)) ??
    WORDS.exec(text.slice(end, end + REACH / 2))?.[0]
  )
}

function lastWord(text: string): string | undefined {
  return [...text.matchAll(new RegExp(WORDS.source, 'giu'))].at(-1)?.[0]
}
