import { commandError } from '../errors.ts'

/* All functions read the UTC fields of a date that was shifted to local time. */

export const DAY_MS = 86_400_000

const UNIT_MS: Readonly<Record<string, number>> = {
  week: 7 * DAY_MS,
  day: DAY_MS,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
}
const UNIT_MONTHS: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 }

/** Length of a unit in milliseconds; undefined for month, quarter and year. */
function unitMs(unit: string): number | undefined {
  if (unit in UNIT_MONTHS) return undefined
  const length = UNIT_MS[unit]
  if (length === undefined) throw commandError('FailedToParse', `unknown time unit value: ${unit}`)
  return length
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}

function startOfDay(date: Date): number {
  return utc(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}

export function dayOfYear(date: Date): number {
  return (startOfDay(date) - utc(date.getUTCFullYear(), 0, 1)) / DAY_MS + 1
}

/** Monday 1 … Sunday 7. */
export function isoDayOfWeek(date: Date): number {
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay()
}

/** The Thursday of the same ISO week decides which year the week belongs to. */
function thursday(date: Date): Date {
  return new Date(startOfDay(date) + (4 - isoDayOfWeek(date)) * DAY_MS)
}

export function isoWeekYear(date: Date): number {
  return thursday(date).getUTCFullYear()
}

export function isoWeek(date: Date): number {
  return Math.floor((dayOfYear(thursday(date)) - 1) / 7) + 1
}

/** Weeks begin on Sundays; the days before the first Sunday are in week 0. */
export function week(date: Date): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)
}

const WEEK_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Sunday 0 … Saturday 6, from a name or its first three letters. */
export function weekDayNumber(name: string): number {
  const day = WEEK_DAYS.findIndex(
    (full) => full === name.toLowerCase() || full.slice(0, 3) === name.toLowerCase(),
  )
  if (day < 0) throw commandError('FailedToParse', `unknown day of week value: ${name}`)
  return day
}

function monthNumber(date: Date): number {
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** The beginning of the unit a date lies in. */
export function truncated(date: Date, unit: string, startOfWeek: number): Date {
  const length = unitMs(unit)
  if (length === undefined) {
    const months = UNIT_MONTHS[unit] ?? 1
    return new Date(utc(0, Math.floor(monthNumber(date) / months) * months, 1))
  }
  if (unit === 'week') {
    return new Date(startOfDay(date) - ((date.getUTCDay() - startOfWeek + 7) % 7) * DAY_MS)
  }
  return new Date(Math.floor(date.getTime() / length) * length)
}

/** The date some units later; the 31st becomes the last day of a shorter month. */
export function added(date: Date, unit: string, amount: number): Date {
  const length = unitMs(unit)
  if (length !== undefined) return new Date(date.getTime() + amount * length)
  const month = monthNumber(date) + amount * (UNIT_MONTHS[unit] ?? 1)
  const lastDay = new Date(utc(0, month + 1, 0)).getUTCDate()
  const time = date.getTime() - startOfDay(date)
  return new Date(utc(0, month, Math.min(date.getUTCDate(), lastDay)) + time)
}

/** Units that take the same time everywhere are added to the moment, the others to the local calendar. */
export function isCalendarUnit(unit: string): boolean {
  return unitMs(unit) === undefined || unit === 'week' || unit === 'day'
}

/** How many boundaries of the unit lie between two dates. */
export function difference(start: Date, end: Date, unit: string, startOfWeek: number): number {
  const length = unitMs(unit)
  if (length === undefined) {
    const months = UNIT_MONTHS[unit] ?? 1
    return Math.floor(monthNumber(end) / months) - Math.floor(monthNumber(start) / months)
  }
  const [from, to] = [truncated(start, unit, startOfWeek), truncated(end, unit, startOfWeek)]
  return Math.round((to.getTime() - from.getTime()) / length)
}
