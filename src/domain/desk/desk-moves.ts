import type { Person } from '../access/actor.ts'
import { addDays, isoDate, parseIsoDate } from '../calendar/civil-date.ts'
import { MailroomError } from '../errors.ts'
import type { DeskEntry } from './desk-entry.ts'
import { nextOfSeries } from './series.ts'

/** What people do with an entry, as functions from the entry before to the entry after. */

export interface Deed {
  /** ISO 8601 */
  readonly at: string
  readonly by: Person
  /** `YYYY-MM-DD` at the place of the tenant. */
  readonly today: string
}

/** The first day of warning before a day; the day itself for no warning. */
export function remindDay(dueOn: string, warnDays: number): string {
  const day = parseIsoDate(dueOn)
  return day === undefined ? dueOn : isoDate(addDays(day, -warnDays))
}

/** Done with; of a series, the next one comes in its place. */
export function settled<E extends DeskEntry>(entry: E, { at, by, today }: Deed, reason?: string): E {
  requireOpen(entry)
  const next = seriesAfter(entry, today)
  if (next !== undefined) return { ...entry, ...next, remindOn: next.dueOn }
  return { ...entry, state: 'done', closed: { at, by, ...(reason === undefined ? {} : { reason }) } }
}

function seriesAfter(entry: DeskEntry, today: string): ReturnType<typeof nextOfSeries> {
  if (entry.kind !== 'resubmission' || entry.series === undefined) return undefined
  return nextOfSeries(entry.series, entry.dueOn > today ? entry.dueOn : today)
}

/** No longer to be heeded, a series as a whole. */
export function withdrawn<E extends DeskEntry>(entry: E, { at, by }: Deed, reason: string): E {
  requireOpen(entry)
  return { ...entry, state: 'withdrawn', closed: { at, by, reason } }
}

/** To another day. That of a deadline takes the place of the calculated one, which is kept with the reason. */
export function moved<E extends DeskEntry>(
  entry: E,
  dueOn: string,
  { at, by, today }: Deed,
  reason?: string,
): E {
  requireOpen(entry)
  if (entry.kind === 'resubmission') {
    requireToCome(dueOn, today)
    return { ...entry, dueOn, remindOn: dueOn }
  }
  if (reason === undefined) {
    const message = 'Wer ein Fristende von Hand ändert, nennt den Grund.'
    throw new MailroomError('validation-failed', message, { faults: [{ path: 'reason', message }] })
  }
  const calculatedOn = entry.override?.calculatedOn ?? entry.dueOn
  const override = { calculatedOn, reason, at, by }
  return { ...entry, dueOn, remindOn: remindDay(dueOn, entry.warnDays), override }
}

/** Nothing comes back on a day that is over. @throws {MailroomError} `validation-failed` */
export function requireToCome(dueOn: string, today: string): void {
  if (dueOn >= today) return
  const message = 'Dieser Tag ist schon vorbei.'
  throw new MailroomError('validation-failed', message, { faults: [{ path: 'dueOn', message }] })
}

export function requireOpen({ id, state }: DeskEntry): void {
  if (state === 'open') return
  throw new MailroomError('state-conflict', 'This entry is closed already.', {
    facts: { entryId: id, state },
  })
}
