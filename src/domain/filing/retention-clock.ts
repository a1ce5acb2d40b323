import { lastDayOfRetention, type RetentionClass } from './retention-class.ts'

/** Where the time of a case file stands. Days are `YYYY-MM-DD` in the time zone of the tenant. */
export interface RetentionClock {
  /**
   * `unset`: the filing plan names no class; `not-started`: the file is open; `running`; `over`: it may be disposed of;
   * `endless`: kept for ever.
   */
  readonly state: 'unset' | 'not-started' | 'running' | 'over' | 'endless'
  /** The day after which the years count. */
  readonly startedOn?: string
  /** Last day on which the file must be kept. */
  readonly lastDay?: string
}

/**
 * @param closedOn day of closing; absent while the file is open
 * @param today    `YYYY-MM-DD`
 */
export function retentionClock(
  retentionClass: Pick<RetentionClass, 'years' | 'start'> | undefined,
  closedOn: string | undefined,
  today: string,
): RetentionClock {
  if (retentionClass === undefined) return { state: 'unset' }
  if (closedOn === undefined) return { state: 'not-started' }
  const isYearEnd = retentionClass.start === 'end-of-closing-year'
  const startedOn = isYearEnd ? `${closedOn.slice(0, 4)}-12-31` : closedOn
  const lastDay = lastDayOfRetention(retentionClass, closedOn)
  if (lastDay === undefined) return { state: 'endless', startedOn }
  return { state: lastDay < today ? 'over' : 'running', startedOn, lastDay }
}

/**
 * No file that was closed on this day or later is over its time on the day given; of those that were closed before, a few
 * may not be either. `undefined` when none ever is.
 *
 * @param on `YYYY-MM-DD`
 */
export function closedBeforeToBeOver(
  { years }: Pick<RetentionClass, 'years'>,
  on: string,
): string | undefined {
  if (years === undefined) return undefined
  const year = Number(on.slice(0, 4)) - years
  return year < 0 ? undefined : `${String(year).padStart(4, '0')}${on.slice(4)}`
}
