import type { Actor } from '../domain/access/actor.ts'
import type { DeskEntry, DeskObject, DeskPlace } from '../domain/desk/desk-entry.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

/** Entries are open ones, in the order of their days. */
export interface DeskFilter {
  readonly kind?: DeskEntry['kind']
  /** Of people who are to see to them. */
  readonly assigneeIds?: readonly string[]
  /** On desks, see `DeskPlace.keeper`. */
  readonly keepers?: readonly string[]
  /** Of those of which people are reminded by this day, `YYYY-MM-DD`. */
  readonly remindBy?: string
}

/**
 * Deadlines and resubmissions. See `repository.ts` for what every call promises.
 *
 * `insert` joins the running transaction and fails or is run again when the object changes in the same moment: what the entry
 * takes over from the object is true when it is stored, and the stores of items and case files take it along whenever the
 * object changes.
 */
export interface DeskEntries extends Repository<DeskEntry> {
  list(actor: Actor, filter: DeskFilter, page: PageRequest, signal: AbortSignal): Promise<Page<DeskEntry>>
  /** All that there ever were on the object, by day. */
  ofObject(actor: Actor, object: DeskObject, signal: AbortSignal): Promise<DeskEntry[]>
  /** Those on the case file itself and on everything that lies in it, by day. */
  inCaseFile(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<DeskEntry[]>
  /** Whatever the place, every open entry follows; who was to see to it no longer is at another desk. */
  follow(actor: Actor, object: DeskObject, place: DeskPlace, signal: AbortSignal): Promise<void>
}
