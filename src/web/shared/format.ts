export { formatSize, shortHash } from '../../contract/words/sizes.ts'
import type { Box, Money, Proposal } from './api/types.ts'
import { localFieldTime } from './city-time.ts'

/** Dates, times and sizes are written the German way in both languages: it is what stands on the letters. */
const PERCENT = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 0 })
const DAY_FIELDS: ReadonlySet<string> = new Set([
  'letterDate',
  'bookingDate',
  'invoiceDate',
  'dueDate',
  'deadlines',
  'birthDates',
])
const MINUTE_MS = 60_000

/** `22.11.2026` */
export function formatDay(instant: string): string {
  return formatCalendarDate(localFieldTime(instant).slice(0, 10))
}

/** `22.11.2026, 17:04` */
export function formatInstant(instant: string): string {
  const [day = '', time = ''] = localFieldTime(instant).split('T')
  return `${formatCalendarDate(day)}, ${time.slice(0, 5)}`
}

/** `2026-11-22` as `22.11.2026`; anything else stays as it is. */
export function formatCalendarDate(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return match ? `${match[3] ?? ''}.${match[2] ?? ''}.${match[1] ?? ''}` : date
}

/** `22.11.2026` or `5.3.26` as `2026-11-22`; `undefined` when it is no day of the calendar. */
export function parseGermanDate(text: string): string | undefined {
  const match = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text.trim())
  if (!match) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : undefined
  const [, day = '', month = '', yearText = ''] = match
  const year = yearText.length === 2 ? `20${yearText}` : yearText
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
  return exists ? iso : undefined
}

const MONTHS = 'januar februar märz april mai juni juli august september oktober november dezember'.split(' ')

/** The first day that a text of a letter names, `Mainz, den 3. November 2026` or `3.11.26`, as `2026-11-03`. */
export function writtenDay(text: string): string | undefined {
  const inDigits = /\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)/.exec(text)?.[0]
  if (inDigits !== undefined) return parseGermanDate(inDigits)
  const [, day = '', month = '', year = ''] = /(\d{1,2})\.?\s?(\p{L}{3,9})\.?\s?(\d{4})/u.exec(text) ?? []
  const index = month === '' ? -1 : MONTHS.findIndex((name) => name.startsWith(month.toLowerCase()))
  return index === -1 ? undefined : parseGermanDate(`${day}.${index + 1}.${year}`)
}

/** `1.234,56 EUR` */
export function formatMoney(money: Money): string {
  const [whole = '0', cents = ''] = money.amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${grouped},${cents.padEnd(2, '0')} ${money.currency}`
}

/** `1.234,56 €` or `1234,5` as money in euro; `undefined` when it is no amount. */
export function parseGermanMoney(text: string): Money | undefined {
  const cleaned = text.replace(/€|EUR/gi, '').replace(/\s/g, '')
  if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?$/.test(cleaned)) return undefined
  const amount = cleaned.replaceAll('.', '').replace(',', '.')
  return { amount, currency: 'EUR' }
}

export function formatPercent(share: number): string {
  return PERCENT.format(share)
}

/** `DE12 3456 7890 …`: an IBAN is read in groups of four. */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ')
}

/** How long ago, in the largest unit that fits: `vor 3 Stunden`. */
export function formatAge(instant: string, nowMs: number, language: string): string {
  const minutes = Math.round((nowMs - new Date(instant).getTime()) / MINUTE_MS)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  if (minutes < 60) return relative.format(-Math.max(0, minutes), 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  return relative.format(-Math.round(minutes / (24 * 60)), 'day')
}

/** What a person reads for a proposal: the label for ids, dates and amounts the German way. */
export function proposalLabel(field: string, proposal: Pick<Proposal, 'value' | 'details'>): string {
  const label = proposal.details?.['label']
  if (label !== undefined) return label
  return valueLabel(field, proposal.value)
}

export function valueLabel(field: string, value: unknown): string {
  if (isMoney(value)) return formatMoney(value)
  if (Array.isArray(value)) return value.map((one) => valueLabel(field, one)).join(', ')
  if (typeof value !== 'string') return ''
  if (DAY_FIELDS.has(field)) return formatCalendarDate(value)
  return field === 'ibans' ? formatIban(value) : value
}

export function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}

/** `[x0, y0, x1, y1]` in 0..1 as the four numbers of a rectangle. */
export function rectangle([x0, y0, x1, y1]: Box) {
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
}
