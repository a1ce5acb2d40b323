import { addDays, daysBetween, weekdayOf } from './civil-date.ts'
import type { CivilDate } from './civil-date.ts'

/** Easter Sunday, by the rule of Meeus, Jones and Butcher. */
export function easterSunday(year: number): CivilDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const moon =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const correction = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const sum = moon + weekday - 7 * correction + 114
  return { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }
}

/** Public holidays of Rhineland-Palatinate (§ 2 LFtG). */
export const PUBLIC_HOLIDAYS = [
  'new-year',
  'good-friday',
  'easter-monday',
  'labour-day',
  'ascension',
  'whit-monday',
  'corpus-christi',
  'german-unity',
  'all-saints',
  'christmas',
  'second-christmas',
] as const
export type PublicHoliday = (typeof PUBLIC_HOLIDAYS)[number]

/** Days after Easter Sunday. */
const MOVABLE: Readonly<Record<number, PublicHoliday>> = {
  [-2]: 'good-friday',
  1: 'easter-monday',
  39: 'ascension',
  50: 'whit-monday',
  60: 'corpus-christi',
}

const FIXED: readonly (readonly [month: number, day: number, PublicHoliday])[] = [
  [1, 1, 'new-year'],
  [5, 1, 'labour-day'],
  [10, 3, 'german-unity'],
  [11, 1, 'all-saints'],
  [12, 25, 'christmas'],
  [12, 26, 'second-christmas'],
]

export function publicHolidayOn(date: CivilDate): PublicHoliday | undefined {
  const fixed = FIXED.find(([month, day]) => month === date.month && day === date.day)
  return fixed?.[2] ?? MOVABLE[daysBetween(easterSunday(date.year), date)]
}

export type RestDay = PublicHoliday | 'saturday' | 'sunday'

/** What keeps a day from being a working day; undefined for one that is. A holiday on a Sunday is told as the holiday. */
export function restDayOn(date: CivilDate): RestDay | undefined {
  const holiday = publicHolidayOn(date)
  if (holiday !== undefined) return holiday
  const weekday = weekdayOf(date)
  if (weekday === 5) return 'saturday'
  return weekday === 6 ? 'sunday' : undefined
}

/** The day itself or, for a Saturday, Sunday or public holiday, the next working day (§ 193 BGB, § 31 (3) VwVfG). */
export function workingDayFrom(date: CivilDate): CivilDate {
  let day = date
  while (restDayOn(day) !== undefined) day = addDays(day, 1)
  return day
}
