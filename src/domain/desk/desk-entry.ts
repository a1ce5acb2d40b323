import type { GrantKey, Person } from '../access/actor.ts'
import type { DeadlineRule } from './deadline-rule.ts'
import type { Series } from './series.ts'

/** What an entry stands on. */
export interface DeskObject {
  readonly kind: 'incoming-item' | 'case-file'
  readonly id: string
}

/**
 * What an entry takes over from its object. It follows the object by itself, see `DeskEntries`: whoever may see the object
 * sees its entries, and nobody else.
 */
export interface DeskPlace {
  /** Receipt or file number. */
  readonly objectNumber: string
  readonly objectSubject?: string
  /** On whose desk the object lies: key of the unit, or of the mailroom, whatever the level. */
  readonly keeper: GrantKey
  /** The case file that the object is or lies in. */
  readonly caseFileId?: string
  readonly readKeys: readonly GrantKey[]
}

export type DeskEntryState = 'open' | 'done' | 'withdrawn'

interface EntryCore extends DeskPlace {
  readonly id: string
  readonly tenantId: string
  readonly object: DeskObject
  /** What it is for. */
  readonly purpose: string
  /** `YYYY-MM-DD`; the last day of a deadline. */
  readonly dueOn: string
  /** The first day on which people are reminded. */
  readonly remindOn: string
  /** Who is to see to it; everybody at the desk when absent. */
  readonly assignee?: Person
  readonly state: DeskEntryState
  readonly createdAt: string
  readonly createdBy: Person
  readonly closed?: { readonly at: string; readonly by: Person; readonly reason?: string }
  readonly version: number
}

/** A deadline (Frist). */
export interface Deadline extends EntryCore {
  readonly kind: 'deadline'
  readonly rule: DeadlineRule
  readonly legalBasis?: string
  /** So many days before the end people are warned. */
  readonly warnDays: number
  /** Set when a person has put another day in the place of the calculated one. */
  readonly override?: {
    readonly calculatedOn: string
    readonly reason: string
    readonly at: string
    readonly by: Person
  }
}

/** A resubmission (Wiedervorlage): the object comes back on the day. */
export interface Resubmission extends EntryCore {
  readonly kind: 'resubmission'
  readonly series?: Series
}

export type DeskEntry = Deadline | Resubmission

export const URGENCIES = ['overdue', 'today', 'soon', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]

/** @param today `YYYY-MM-DD` at the place of the tenant */
export function urgencyOf(
  { dueOn, remindOn }: Pick<DeskEntry, 'dueOn' | 'remindOn'>,
  today: string,
): Urgency {
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  return remindOn <= today ? 'soon' : 'later'
}
