import { dayAfter } from '../intake/local-time.ts'

/** Days from and to, both included, `YYYY-MM-DD`; an open end is absent. */
export interface DateRange {
  readonly from?: string
  readonly to?: string
}

const ISO = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/
const GERMAN = /^(?:(?:(?<day>\d{1,2})\.)?(?<month>\d{1,2})\.)?(?<year>\d{4})$/

/**
 * Reads `2025`, `2025-03`, `03.2025`, `15.3.2025`, `2025-03-15`, ranges of them with `..`, and `<`, `<=`, `>`, `>=` before
 * one of them. Returns `undefined` for anything else.
 */
export function parseDateRange(text: string): DateRange | undefined {
  const compared = /^(?<sign>[<>]=?)(?<day>.+)$/.exec(text)?.groups
  if (compared !== undefined) return comparison(compared['sign'] ?? '', period(compared['day'] ?? ''))
  const ends = text.split('..')
  if (ends.length > 2 || ends.every((end) => end === '')) return undefined
  const periods = ends.map((end) => (end === '' ? {} : period(end)))
  const first = periods[0]
  const last = periods.at(-1)
  if (first === undefined || last === undefined) return undefined
  return withoutGaps({ from: first.from, to: last.to })
}

/** The days that are in both. */
export function narrowed(one: DateRange, other: DateRange): DateRange {
  const starts = [one.from, other.from].filter((day) => day !== undefined)
  const ends = [one.to, other.to].filter((day) => day !== undefined)
  return withoutGaps({ from: starts.sort().at(-1), to: ends.sort().at(0) })
}

interface Ends {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function comparison(sign: string, days: DateRange | undefined): DateRange | undefined {
  if (days?.from === undefined || days.to === undefined) return undefined
  switch (sign) {
    case '>=':
      return { from: days.from }
    case '<=':
      return { to: days.to }
    case '>':
      return { from: dayAfter(days.to, 1) }
    default:
      return { to: dayAfter(days.from, -1) }
  }
}

/** A year, month or day as its first and last day. */
function period(text: string): DateRange | undefined {
  const parts = (ISO.exec(text) ?? GERMAN.exec(text))?.groups
  if (parts === undefined) return undefined
  const { year = '', month, day } = parts
  const [firstMonth, lastMonth] = month === undefined ? ['1', '12'] : [month, month]
  const from = dayOf(year, firstMonth, day ?? '1')
  const to = dayOf(year, lastMonth, day ?? lastDayOf(Number(year), Number(lastMonth)))
  return isDay(from) && isDay(to) ? { from, to } : undefined
}

function dayOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function lastDayOf(year: number, month: number): string {
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate())
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function withoutGaps({ from, to }: Ends): DateRange {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
