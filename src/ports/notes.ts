import type { Actor } from '../domain/access/actor.ts'
import type { DeskObject } from '../domain/desk/desk-entry.ts'
import type { Note } from '../domain/notes/note.ts'
import type { Repository } from './repository.ts'

/**
 * Notes on items and case files. See `repository.ts`. They have no keys of their own: callers have checked that the actor may
 * read the object.
 *
 * `insert` joins the running transaction and fails with `not-found`, or is run again, when the object goes in the same moment.
 */
export interface Notes extends Repository<Note> {
  /** Oldest first, withdrawn ones too. */
  ofObject(actor: Actor, object: DeskObject, signal: AbortSignal): Promise<Note[]>
  /** Those that call the person, by the time of their text, the newest first. */
  mentioning(actor: Actor, userId: string, limit: number, signal: AbortSignal): Promise<Note[]>
  /** All of the tenant behind the id, in the order of ids. */
  all(actor: Actor, afterId: string | undefined, limit: number, signal: AbortSignal): Promise<Note[]>
}
