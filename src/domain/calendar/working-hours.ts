import { calendarDayAt, dayAfter, instantOf } from '../intake/local-time.ts'
import { parseIsoDate } from './civil-date.ts'
import { restDayOn } from './holidays.ts'

const HOUR_MS = 3_600_000

/**
 * The instant so many hours before another one, by the hours of working days: Saturdays, Sundays and holidays do not count,
 * a working day has as many hours as there are between its midnights.
 */
export function workingHoursBefore(instant: Date, hours: number, timeZone: string): Date {
  let leftMs = hours * HOUR_MS
  let endMs = instant.getTime()
  for (let day = calendarDayAt(instant, timeZone); ; day = dayAfter(day, -1)) {
    const startMs = midnightMs(day, timeZone)
    if (isWorkingDay(day)) {
      if (endMs - startMs >= leftMs) return new Date(endMs - leftMs)
      leftMs -= endMs - startMs
    }
    endMs = startMs
  }
}

/** The instant so many hours of working days later. */
export function workingHoursAfter(instant: Date, hours: number, timeZone: string): Date {
  let leftMs = hours * HOUR_MS
  let startMs = instant.getTime()
  for (let day = calendarDayAt(instant, timeZone); ; day = dayAfter(day, 1)) {
    const endMs = midnightMs(dayAfter(day, 1), timeZone)
    if (isWorkingDay(day)) {
      if (endMs - startMs >= leftMs) return new Date(startMs + leftMs)
      leftMs -= endMs - startMs
    }
    startMs = endMs
  }
}

function midnightMs(day: string, timeZone: string): number {
  return instantOf(`${day}T00:00:00`, timeZone).getTime()
}

function isWorkingDay(day: string): boolean {
  const date = parseIsoDate(day)
  return date !== undefined && restDayOn(date) === undefined
}
