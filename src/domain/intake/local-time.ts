/** Making one takes a hundred times as long as using it. There are as many as the world has time zones, at most. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, format)
  return format
}

/**
 * Clock and calendar at a place, `YYYY-MM-DDTHH:MM:SS`.
 *
 * @param timeZone IANA name, such as `Europe/Berlin`
 */
export function localTimeAt(instant: Date, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(instant)
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const day = `${valueOf('year').padStart(4, '0')}-${valueOf('month')}-${valueOf('day')}`
  return `${day}T${valueOf('hour')}:${valueOf('minute')}:${valueOf('second')}`
}

/** Calendar day at a place, `YYYY-MM-DD`. */
export function calendarDayAt(instant: Date, timeZone: string): string {
  return localTimeAt(instant, timeZone).slice(0, 10)
}

/** A calendar day as people write it: `2026-11-22` as `22.11.2026`. */
export function germanDay(day: string): string {
  return day.split('-').toReversed().join('.')
}

/** Year of the calendar at a place: at New Year it depends on where one is. */
export function calendarYearAt(instant: Date, timeZone: string): number {
  return Number(localTimeAt(instant, timeZone).slice(0, 4))
}

/**
 * The instant at which clocks at the place show the time. Of an hour that summer time leaves out, the instant an hour later; of
 * one that comes twice, one of both.
 *
 * @param localTime `YYYY-MM-DDTHH:MM:SS`
 */
export function instantOf(localTime: string, timeZone: string): Date {
  const wantedMs = Date.parse(`${localTime}Z`)
  let instantMs = wantedMs
  // The first turn finds the offset, the second one corrects it where clocks are changed in between.
  for (let turn = 0; turn < 2; turn += 1) {
    const shownMs = Date.parse(`${localTimeAt(new Date(instantMs), timeZone)}Z`)
    instantMs += wantedMs - shownMs
  }
  return new Date(instantMs)
}

/** The day so many days later, or earlier when negative; `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
