import { addDays, addMonths } from './civil-date.ts'
import type { CivilDate } from './civil-date.ts'
import { restDayOn } from './holidays.ts'

export type PeriodUnit = 'day' | 'working-day' | 'week' | 'month' | 'year'

/** The last day of a period; the day of the event does not count (§§ 187 (1), 188 BGB). */
export function periodEnd(from: CivilDate, count: number, unit: PeriodUnit): CivilDate {
  switch (unit) {
    case 'day':
      return addDays(from, count)
    case 'working-day':
      return addWorkingDays(from, count)
    case 'week':
      return addDays(from, count * 7)
    case 'month':
      return addMonths(from, count)
    case 'year':
      return addMonths(from, count * 12)
  }
}

/** Monday to Friday without public holidays: the earlier reading of "Werktage" would be later by a Saturday at most. */
function addWorkingDays(from: CivilDate, count: number): CivilDate {
  let day = from
  let left = count
  while (left > 0) {
    day = addDays(day, 1)
    if (restDayOn(day) === undefined) left -= 1
  }
  return day
}
