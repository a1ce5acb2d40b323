import { isoDate, parseIsoDate } from '../calendar/civil-date.ts'
import { periodEnd } from '../calendar/period.ts'
import type { LengthUnit } from './deadline-rule.ts'

/** A resubmission that comes again. It ends by itself: nobody is reminded for ever of what he has forgotten. */
export interface Series {
  readonly every: number
  readonly unit: LengthUnit
  /** Day of the first one, `YYYY-MM-DD`: all are counted from it, so that the 31st does not wander to the 28th. */
  readonly firstOn: string
  /** Which one of the series is next, from 1. */
  readonly current: number
  readonly times: number
}

/** The next one after a day, whatever was missed until then; undefined when the series is over. */
export function nextOfSeries(
  series: Series,
  after: string,
): { readonly dueOn: string; readonly series: Series } | undefined {
  const first = parseIsoDate(series.firstOn)
  if (first === undefined) return undefined
  for (let current = series.current + 1; current <= series.times; current += 1) {
    const dueOn = isoDate(periodEnd(first, series.every * (current - 1), series.unit))
    if (dueOn > after) return { dueOn, series: { ...series, current } }
  }
  return undefined
}
