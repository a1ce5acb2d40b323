import type { Person } from '../access/actor.ts'
import type { RouteTask } from '../routing/route-slip.ts'
import type { AgeingStage } from '../register/ageing.ts'
import type { DeskEntry, DeskObject, Urgency } from '../desk/desk-entry.ts'

/**
 * Something that a person should look at. None is stored: each follows from the records as they are when somebody asks, so
 * that whoever has lost the right to see a thing is told nothing of it any more.
 *
 * - `assigned`   an item was given to him by somebody else, or by a rule
 * - `mentioned`  a note calls him
 * - `asked`      it is his turn, or that of a unit he works in, in a route slip
 * - `ageing`     an item for which he has to answer has been in the house for longer than the limit of its stage
 * - `due`        a deadline of his is near or over, or something comes back to him
 */
export interface Notification {
  /** Names what happened, not only the record: a deadline that is over is not the one that was near. */
  readonly key: string
  readonly kind: 'assigned' | 'mentioned' | 'asked' | 'ageing' | 'due'
  readonly object: DeskObject & { readonly number: string; readonly subject?: string }
  /** ISO 8601 instant, or day; what comes later is newer. */
  readonly since: string
  readonly by?: Person
  /** What was said when it was handed over; what is to be done by the day. */
  readonly words?: string
  /** What a route slip asks for. */
  readonly task?: RouteTask
  /** The limit that an item is over, in hours of working days, and the unit where it lies, if it is in one. */
  readonly ageing?: { readonly stage: AgeingStage; readonly hours: number; readonly orgUnitId?: string }
  readonly due?: { readonly kind: DeskEntry['kind']; readonly on: string; readonly urgency: Urgency }
}

export function newestFirst<N extends Pick<Notification, 'since' | 'key'>>(all: readonly N[]): N[] {
  const newness = ({ since, key }: N): string => `${since} ${key}`
  return all.toSorted((left, right) => (newness(left) < newness(right) ? 1 : -1))
}

/** What is new first, each part with the newest in front. */
export function inOrder<N extends Notification & { readonly isRead: boolean }>(all: readonly N[]): N[] {
  const newest = newestFirst(all)
  return [...newest.filter(({ isRead }) => !isRead), ...newest.filter(({ isRead }) => isRead)]
}
