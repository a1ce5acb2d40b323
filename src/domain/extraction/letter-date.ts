import { daysBetween, germanDate, isoDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { surroundingsOf } from './context-of.ts'
import type { Surroundings } from './context-of.ts'
import { findDates } from './dates.ts'
import type { FoundDate } from './dates.ts'
import { foundWhenLikely, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

/** Labels end right before the date; a weekday or "den" may stand between. */
const TO_DATE = String.raw`[\s:,./()-]{0,4}(?:den\s+|am\s+|vom\s+)?$`
/** In running text these lead to another date; alone in a cell they may be anything. */
const PREPOSITION = /(?<!\p{L})(?:ab|seit|zum|bis|bis zum)(?: dem)?\s+$/iu
/** Kinds of dates that are the letter's own, as the first part of a compound with "Datum". */
const OWN_KIND = String.raw`(?:rechnungs?|beleg|ausstellungs?|brief|bescheid|dokument(?:en)?|erstellungs?|gutschrifts?|schreibens)`
const OWN_LABEL = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${OWN_KIND}[ -]?)?datum|(?:erstellt|ausgestellt) am|(?:invoice |issue )?date|(?:\p{L}*rechnung|\p{L}*gutschrift|\p{L}*korrektur|mahnung|bescheid)(?: ?\([^)]{1,40}\)){0,2}\s*(?:nr\.?|nummer)?\s*(?:[\w/.-]{1,30}\s+)?vom)${TO_DATE}`,
  'iu',
)
/** "Dividendengutschrift 19.12.2024": what the letter is, and its date, on a line of their own. */
const TITLE =
  /^\s*(?:\p{Lu}[\p{L}-]*[ ])?\p{Lu}[\p{L}-]*(?:rechnung|gutschrift|mahnung|bescheid|bestätigung|mitteilung|anzeige|auszug)(?: \([^)]{1,40}\))?\s+$/iu
const OTHER_LABEL = new RegExp(
  String.raw`(?<!\p{L})(?:geb(?:\.|oren)?(?: am)?|geburtstag|\*|fällig\p{L}*|zahlbar|spätestens|frist\p{L}*|(?!${OWN_KIND}[ -]?datum)\p{L}{3,}-?datum(?:-\p{L}+)?|liefertermin|leistungs-?(?:zeitraum|zeit)|bestellung vom|auftrag vom|ihr schreiben vom|ihre nachricht(?: vom)?|ihrem? \p{L}+ vom|bescheid(?:es)? vom|antrag(?:s|es)? vom|vertrag(?:s|es)? vom|zeitraum|gültig\p{L}*|eingang\p{L}*|stand|valuta|wertstellung|buchung\p{L}*|kupon per|zahltag|zahlbarkeits?tag|\p{L}*stichtag|due(?: date)?|delivery(?: date)?)${TO_DATE}`,
  'iu',
)
/** "Mainz, den 12. März 2026" */
const TOWN =
  /[\n\t]\s*\p{Lu}[\p{L}.-]{2,30}(?:[ /](?:\p{Lu}[\p{L}.()-]{0,20}|am|an|der|im|in|bei|ob|vor|[ai]\.)){0,3}(?:,\s+(?:den|am|im)|\s+den)\s+$|[\n\t]\s*\p{Lu}[\p{Ll}-]{2,30}(?: [\p{L}./-]{1,20}){0,2},\s*$/u
const PERIOD_BEFORE = /\d{4}\s*(?:-|–|bis(?: zum)?)\s*$/u
const PERIOD_AFTER = /^\s*(?:-|–|bis)\s*(?:zum\s*)?\d/u

const TIME_BEHIND = /^[\s,]*\d{1,2}:\d{2}/

const LEAST_WEIGHT = 0.4
const MAX_PROPOSALS = 3
/** Post is rarely older than this many days. */
const RECENT_DAYS = 120
const OLD_DAYS = 3 * 365

/** @param receivedOn day of arrival: a letter is not written after it */
export function extractLetterDate(pages: readonly PageText[], receivedOn: CivilDate): FieldResult {
  const hits = pages
    .slice(0, 2)
    .flatMap((page) =>
      findDates(page.text, receivedOn.year).map((hit, rank): DateOnPage => ({ page, hit, rank })),
    )
  const isOnly = new Set(hits.map(({ hit }) => isoDate(hit.date))).size === 1
  const proposals = hits.map((hit) => dateProposal(hit, isOnly, receivedOn))
  return foundWhenLikely(
    ranked(proposals, MAX_PROPOSALS),
    LEAST_WEIGHT,
    'Kein Datum ist sicher das des Schreibens.',
  )
}

interface DateOnPage {
  readonly page: PageText
  readonly hit: FoundDate
  /** 0 for the first date of the page. */
  readonly rank: number
}

function dateProposal({ page, hit, rank }: DateOnPage, isOnly: boolean, receivedOn: CivilDate): Proposal {
  const place = placeOf(page, hit.start, hit.end)
  const around = surroundingsOf(page, hit.start, hit.end)
  const label = labelReasons(around)
  const reasons = [
    ...label,
    ...placeReasons(page, place.box[1], rank),
    ...ageReasons(hit.date, receivedOn),
    reason('base', 'Datum auf den ersten Seiten.', -1),
  ]
  const isOther = label.some(({ weight }) => weight < 0)
  if (isOnly && !isOther) reasons.push(reason('only', 'Es ist das einzige Datum.', 1.2))
  if (TIME_BEHIND.test(around.after))
    reasons.push(reason('time', 'Dahinter steht eine Uhrzeit, wie auf Belegen.', 0.7))
  return proposalOf({ value: isoDate(hit.date), place, reasons, details: { text: germanDate(hit.date) } })
}

function labelReasons(around: Surroundings): readonly Reason[] {
  if (PERIOD_BEFORE.test(around.before) || PERIOD_AFTER.test(around.after)) {
    return [reason('period', 'Das Datum begrenzt einen Zeitraum.', -3)]
  }
  const ownLine = around.before.slice(around.before.lastIndexOf('\n') + 1)
  const isAlone = !/\p{L}/u.test(ownLine)
  if (TOWN.test(`\n${isAlone ? `${around.left} ` : ownLine}`)) {
    return [reason('town-and-date', 'Davor steht ein Ort, wie am Kopf eines Briefes.', 3)]
  }
  if (TITLE.test(ownLine) && around.after.trim() === '')
    return [reason('title', 'Davor steht, was das Schreiben ist.', 2.5)]
  if (PREPOSITION.test(around.before))
    return [reason('preposition', 'Das Wort davor meint ein anderes Datum.', -2.5)]
  return isAlone ? reasonsAround(around) : wordReasons(around.before, 'Davor')
}

/** Of a date with no word before it in its line. */
function reasonsAround({ left, above, before, after }: Surroundings): readonly Reason[] {
  // A line may have been broken before the date: "Rechnung Nr. 4711 vom".
  const wrapped = /\p{L}\s+$/u.test(before) ? before : ''
  const told = [wordReasons(left, 'Daneben'), wordReasons(above, 'Darüber'), wordReasons(wrapped, 'Davor')]
  const alone = after.trim() === '' ? [reason('alone', 'Das Datum steht für sich.', 1)] : []
  return told.find((reasons) => reasons.length > 0) ?? alone
}

/** Words for another date win: "Bescheid vom" holds "vom" too. */
function wordReasons(label: string, where: string): Reason[] {
  if (OTHER_LABEL.test(label))
    return [reason('other-label', `${where} steht ein Wort für ein anderes Datum.`, -2.5)]
  return OWN_LABEL.test(label) ? [reason('label', `${where} steht „Datum“ oder ein ähnliches Wort.`, 3)] : []
}

function placeReasons(page: PageText, top: number, rank: number): Reason[] {
  const reasons: Reason[] = []
  if (page.number > 1) reasons.push(reason('later-page', 'Steht nicht auf der ersten Seite.', -1))
  else if (top < 0.4) reasons.push(reason('upper-part', 'Steht im oberen Teil der ersten Seite.', 1))
  else reasons.push(reason('lower-part', 'Steht unterhalb des Briefkopfes.', -0.5))
  if (rank === 0) reasons.push(reason('first', 'Es ist das erste Datum der Seite.', 0.5))
  return reasons
}

function ageReasons(date: CivilDate, receivedOn: CivilDate): Reason[] {
  const age = daysBetween(date, receivedOn)
  if (age < 0) return [reason('future', 'Liegt nach dem Eingang.', -4)]
  if (age <= RECENT_DAYS) return [reason('recent', 'Liegt kurz vor dem Eingang.', 1)]
  return age > OLD_DAYS ? [reason('old', 'Liegt lange vor dem Eingang.', -1)] : []
}
