import { isRealDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { MONTH_NAMES, ORDINAL_DAYS, monthOf, ordinalDayOf } from './date-words.ts'
import { FEAST_DAY_NAMES, feastDay } from './feast-days.ts'
import { numberInWords } from './number-words.ts'
import { withoutOverlaps } from './overlaps.ts'

export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly date: CivilDate
}

/** A date without a year, such as "5. Mai". */
export interface FoundDayMonth {
  readonly start: number
  readonly end: number
  readonly month: number
  readonly day: number
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2099

const YEAR = String.raw`(?<year>\d{4}|['’]?\d{2})`
/** "neunzehnhundertachtzig", "zweitausendfünfundzwanzig" */
const YEAR_IN_WORDS = String.raw`(?:neunzehnhundert|zweitausend)[a-zäöüß]{0,30}`
const GAP = String.raw`[ \u00a0\n]?`

/** 26.06.2025, 26. 06. 25, 26/06/2025, 26-06-2025; the same mark on both sides. */
const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?<![\d])(?<day>\d{1,2})${GAP}(?<mark>[./-])${GAP}(?<month>\d{1,2})${GAP}\k<mark>${GAP}${YEAR}(?!\d)`,
  'gu',
)
/** 2025-06-26, 2025/06/26, 2025.06.26 */
const YEAR_MONTH_DAY = /(?<!\d)(?<year>\d{4})(?<mark>[./-])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/gu
/** 26. Juni 2025, 26 Jun. 25, 3rd of May, 2015, 3-Mai-2015, 23/Sep/2020, 1ten Mai zweitausendzwanzig */
const DAY_NAME_YEAR = new RegExp(
  String.raw`(?<!\d|\d[.,])(?<day>\d{1,2})(?:st|nd|rd|th|s?te[nrs]?|\.)?[\s/-]{0,2}(?:of[ \n]|des Monats )?(?<name>${MONTH_NAMES})(?:(?:[ ]?[.,]){1,2}[\s-]?|[\s/-]|[ \n](?:of|in|im Jahre?|des Jahres)[ \n]|(?=\d{4}))(?<year>\d{4}|['’]?\d{2}|${YEAR_IN_WORDS})(?!\d|[:.,]\d|[ \u00a0]?Uhr)`,
  'giu',
)
/** 2020-Sep-23, 2020/Sep/23 */
const YEAR_NAME_DAY = new RegExp(
  String.raw`(?<![\d./-])(?<year>\d{4})(?<mark>[/-])(?<name>${MONTH_NAMES})\k<mark>(?<day>\d{1,2})(?!\d)`,
  'giu',
)
/** May 3rd, 2015 */
const NAME_DAY_YEAR = new RegExp(
  String.raw`(?<![\p{L}\d])(?<name>${MONTH_NAMES})[.,]?[ \n](?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?(?:[ ]?,[ \n]?|[ \n])(?:of )?(?<year>\d{4})(?!\d)`,
  'giu',
)
/** September-2020-23 */
const NAME_YEAR_DAY = new RegExp(
  String.raw`(?<![\p{L}\d./-])(?<name>${MONTH_NAMES})(?<mark>[/-])(?<year>\d{4})\k<mark>(?<day>\d{1,2})(?!\d)`,
  'giu',
)
/** dreiundzwanzigster Mai 2015, fourth of July 1995, erster Januar zweitausendzwanzig */
const WORD_DAY_YEAR = new RegExp(
  String.raw`(?<![\p{L}\d])(?<ordinal>${ORDINAL_DAYS})[ \n](?:of[ \n]|des Monats )?(?<name>${MONTH_NAMES})(?:,?[ \n])(?:im Jahre? |des Jahres )?(?<year>\d{4}|${YEAR_IN_WORDS})(?![\d\p{L}])`,
  'giu',
)
/** Heiligabend 2026, Karfreitag des Jahres 2027 */
const FEAST_YEAR = new RegExp(
  String.raw`(?<![\p{L}\d])(?<feast>${FEAST_DAY_NAMES})[ \n](?:im Jahre? |des Jahres |in |of )?(?<year>\d{4})(?!\d)`,
  'giu',
)

const PATTERNS = [
  DAY_MONTH_YEAR,
  YEAR_MONTH_DAY,
  DAY_NAME_YEAR,
  YEAR_NAME_DAY,
  NAME_DAY_YEAR,
  NAME_YEAR_DAY,
  WORD_DAY_YEAR,
  FEAST_YEAR,
]

/**
 * Complete dates in a text, in order, without overlaps. Only days that exist; never cut out of longer numbers.
 *
 * @param pivotYear a year of two digits is read as the latest one at most ten years after this
 */
export function findDates(text: string, pivotYear: number): readonly FoundDate[] {
  const hits = PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => dateOf(text, match, pivotYear)),
  )
  return withoutOverlaps(hits)
}

/** Days without a year ("zum 5. Mai", "am 05.05."), for deadlines that leave it out. */
export function findDayMonths(text: string): readonly FoundDayMonth[] {
  const named = new RegExp(
    String.raw`(?<![\d.,/-])(?<day>\d{1,2})\.[ \n]?(?<name>${MONTH_NAMES})(?![\p{L}])`,
    'giu',
  )
  const numbered = /(?<![\d.,/-])(?<day>\d{1,2})\.[ ]?(?<month>\d{1,2})\.(?![ ]?\d)/gu
  const hits = [named, numbered].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): FoundDayMonth[] => {
      const day = dayIn(match)
      const month = monthIn(match)
      // A leap year lets 29 February pass; the year decides later.
      if (!isRealDate({ year: 2000, month, day })) return []
      return [{ start: match.index, end: match.index + match[0].length, month, day }]
    }),
  )
  return withoutOverlaps(hits)
}

function dateOf(text: string, match: RegExpExecArray, pivotYear: number): FoundDate[] {
  if (isPartOfLongerNumber(text, match)) return []
  const year = yearOf(group(match, 'year'), pivotYear)
  const date = feastDay(group(match, 'feast'), year) ?? { year, month: monthIn(match), day: dayIn(match) }
  // 06/26/2025: month first, as in English; only when the German order gives no day at all.
  const swapped = { year: date.year, month: date.day, day: date.month }
  const candidates = group(match, 'mark') === '/' ? [date, swapped] : [date]
  const real = candidates.find((candidate) => isInRange(candidate.year) && isRealDate(candidate))
  return real === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, date: real }]
}

function isInRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

/** A date must not be cut out of a longer number: no digit follows or precedes across the same mark. */
function isPartOfLongerNumber(text: string, match: RegExpExecArray): boolean {
  const mark = group(match, 'mark')
  if (mark === '') return false
  const end = match.index + match[0].length
  const neighbours = [
    text.slice(end, end + 2),
    `${text.charAt(match.index - 1)}${text.charAt(match.index - 2)}`,
  ]
  if (neighbours.some((neighbour) => neighbour.startsWith(mark) && /\d/.test(neighbour))) return true
  // 12-05-20 is a date only when it stands for itself; else it is an extension or part of a file number.
  return mark === '-' && group(match, 'year').length < 4 && !standsAlone(text, match.index, end)
}

function standsAlone(text: string, start: number, end: number): boolean {
  return (
    /(?:^|[^\d\s]\s+|\n)$/.test(text.slice(Math.max(0, start - 3), start)) &&
    /^(?:$|[\s,;])/.test(text.slice(end, end + 1))
  )
}

function group(match: RegExpExecArray, name: string): string {
  return match.groups?.[name] ?? ''
}

function yearOf(text: string, pivotYear: number): number {
  if (/^\p{L}/u.test(text)) return numberInWords(text) ?? 0
  const digits = text.replace(/\D/g, '')
  const number = Number(digits)
  if (digits.length > 2) return number
  const century = Math.floor((pivotYear + 10) / 100) * 100
  return century + number <= pivotYear + 10 ? century + number : century - 100 + number
}

/** 0, which is no month, for an unknown name. */
function monthIn(match: RegExpExecArray): number {
  const name = group(match, 'name')
  return name === '' ? Number(group(match, 'month')) : (monthOf(name) ?? 0)
}

function dayIn(match: RegExpExecArray): number {
  const ordinal = group(match, 'ordinal')
  return ordinal === '' ? Number(group(match, 'day')) : (ordinalDayOf(ordinal) ?? 0)
}
