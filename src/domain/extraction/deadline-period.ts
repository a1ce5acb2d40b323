import type { PeriodUnit } from '../calendar/period.ts'
import { NUMBER_IN_WORDS, countOf } from './number-words.ts'
import { withoutOverlaps } from './overlaps.ts'

/** What starts a period: the letter's own date, its arrival, or something the letter does not tell. */
export type PeriodStart = 'letter-date' | 'receipt' | 'unknown'

export interface FoundPeriod {
  readonly start: number
  readonly end: number
  readonly count: number
  readonly unit: PeriodUnit
  /** Undefined when the text names no event. */
  readonly from: PeriodStart | undefined
}

const COUNT = String.raw`(?<count>\d{1,3}|${NUMBER_IN_WORDS})`
const UNIT = String.raw`(?<unit>(?:kalender|werk|arbeits|bank)?tag|woche|monat|jahr)(?:en|e|s|es|n)?`
const EVENT = String.raw`(?:[ \n]+(?:nach|ab|seit|von)[ \n]+(?<event>[^.;:()]{3,70}))?`
const LEADS = [
  String.raw`(?:innerhalb|binnen)(?:[ \n]+(?:von|der|des|einer|nächsten|kommenden|frist|gesetzten|lediglich|längstens)){0,4}`,
  String.raw`frist[ \n]+(?:von|beträgt|ist)`,
  String.raw`(?:zahlungsziel|zahlungsfrist|zahlbar|zahlung)(?:[ \n]*:)?(?:[ \n]+(?:in|netto|sofort|rein|ohne abzug|nach erhalt)){0,2}`,
  String.raw`spätestens`,
].join('|')

/** innerhalb von zwei Wochen nach Erhalt · binnen eines Monats nach Bekanntgabe · zahlbar in 14 Tagen · Zahlungsziel: 30 Tage */
const LED_PERIOD = new RegExp(
  String.raw`(?<![\p{L}])(?:${LEADS})[ \n]+${COUNT}[ \n]+(?:\([^)]{1,20}\)[ \n]+)?${UNIT}(?!\p{L})${EVENT}`,
  'giu',
)
/** 14 Tage nach Rechnungsdatum */
const BARE_PERIOD = new RegExp(
  String.raw`(?<![\p{L}\d])${COUNT}[ \n]+${UNIT}(?!\p{L})[ \n]+(?:nach|ab)[ \n]+(?<event>(?:rechnung|erhalt|zugang|zustellung|bekanntgabe|empfang|eingang|ausstellung)[^.;:()]{0,50})`,
  'giu',
)

/** Relative deadlines in a text, in order. */
export function findPeriods(text: string): readonly FoundPeriod[] {
  return withoutOverlaps(
    [LED_PERIOD, BARE_PERIOD].flatMap((pattern) => [...text.matchAll(pattern)].flatMap(periodOf)),
  )
}

function periodOf(match: RegExpExecArray): FoundPeriod[] {
  const count = countOf(match.groups?.['count'] ?? '')
  if (count === undefined || count === 0) return []
  const event = match.groups?.['event']
  const end = match.index + match[0].trimEnd().length
  return [
    { start: match.index, end, count, unit: unitOf(match.groups?.['unit'] ?? ''), from: startOf(event) },
  ]
}

function unitOf(word: string): PeriodUnit {
  const unit = word.toLowerCase()
  if (unit === 'woche') return 'week'
  if (unit === 'monat') return 'month'
  if (unit === 'jahr') return 'year'
  return unit === 'tag' || unit === 'kalendertag' ? 'day' : 'working-day'
}

const RECEIPT = /bekanntgabe|zustellung|zugang|erhalt|empfang|eingang|zugestellt/i
const LETTER_DATE = /rechnung|ausstellung|datum|diese[sm]? (?:schreiben|brief)|absendung/i

function startOf(event: string | undefined): PeriodStart | undefined {
  if (event === undefined) return undefined
  if (RECEIPT.test(event)) return 'receipt'
  return LETTER_DATE.test(event) ? 'letter-date' : 'unknown'
}
