import { calendarDayAt } from './receipt-number.ts'

const clockFormats = new Map<string, Intl.DateTimeFormat>()

/** As long-lived as those of `receipt-number.ts`, and for the same reason. */
function clockFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = clockFormats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clockFormats.set(timeZone, format)
  return format
}

/**
 * Clock and calendar at a place, `YYYY-MM-DDTHH:MM:SS`.
 *
 * @param timeZone IANA name, such as `Europe/Berlin`
 */
export function localTimeAt(instant: Date, timeZone: string): string {
  const parts = clockFormatOf(timeZone).formatToParts(instant)
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return `${calendarDayAt(instant, timeZone)}T${valueOf('hour')}:${valueOf('minute')}:${valueOf('second')}`
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
