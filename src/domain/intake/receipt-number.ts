const SERIAL_DIGITS = 6

/** Such as `MZ-2026-000123`. */
export function receiptNumberFrom(prefix: string, year: number, serial: number): string {
  return `${prefix}-${year}-${String(serial).padStart(SERIAL_DIGITS, '0')}`
}

/**
 * Calendar day at a place, `YYYY-MM-DD`.
 *
 * @param timeZone IANA name, such as `Europe/Berlin`
 */
export function calendarDayAt(instant: Date, timeZone: string): string {
  const parts = dayFormatOf(timeZone).formatToParts(instant)
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return `${valueOf('year').padStart(4, '0')}-${valueOf('month')}-${valueOf('day')}`
}

/** Making one takes a hundred times as long as using it. There are as many as the world has time zones, at most. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  dayFormats.set(timeZone, format)
  return format
}

/** Year of the calendar at a place: at New Year it depends on where one is. */
export function calendarYearAt(instant: Date, timeZone: string): number {
  return Number(calendarDayAt(instant, timeZone).slice(0, 4))
}
