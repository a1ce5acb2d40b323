import type { Person } from '../access/actor.ts'
import type { DeskObject } from '../desk/desk-entry.ts'
import { MailroomError } from '../errors.ts'

/** Somebody whom a note calls by `@name`. */
export interface Mention extends Person {
  /** ISO 8601: since when the note calls him. */
  readonly at: string
}

/**
 * What somebody has noted on an item or a case file. It has no read keys of its own: whoever may see the object sees its
 * notes. Nothing in it is ever lost before the object is: a text that was corrected is kept, and so is one that was withdrawn.
 */
export interface Note {
  readonly id: string
  readonly tenantId: string
  readonly object: DeskObject
  readonly text: string
  readonly mentions: readonly Mention[]
  readonly createdAt: string
  readonly createdBy: Person
  /** When the present text was written. */
  readonly writtenAt: string
  /** Texts before the present one, the oldest first, each with the time at which it was written. */
  readonly earlier: readonly { readonly text: string; readonly writtenAt: string }[]
  readonly withdrawn?: { readonly at: string; readonly by: Person }
  readonly version: number
}

/** As many as a page can show in one list. */
export const MOST_NOTES = 500
const MOST_CORRECTIONS = 20

interface Deed {
  /** ISO 8601 */
  readonly at: string
  readonly by: Person
}

export function isAuthor({ createdBy }: Note, userId: string): boolean {
  return createdBy.userId === userId
}

/** Another text in place of the present one. Whoever was called before is not called anew. */
export function corrected(
  note: Note,
  { text, mentions }: { readonly text: string; readonly mentions: readonly Person[] },
  { at }: Deed,
): Note {
  requireStanding(note)
  if (note.earlier.length >= MOST_CORRECTIONS)
    throw new MailroomError('state-conflict', 'This note has been corrected too often; write a new one.')
  return {
    ...note,
    text,
    mentions: mentions.map((person) => mentioned(person, at, note.mentions)),
    writtenAt: at,
    earlier: [...note.earlier, { text: note.text, writtenAt: note.writtenAt }],
  }
}

/** No longer meant; it stays to be read, with who has withdrawn it. */
export function withdrawn(note: Note, { at, by }: Deed): Note {
  requireStanding(note)
  return { ...note, withdrawn: { at, by } }
}

function requireStanding(note: Note): void {
  if (note.withdrawn === undefined) return
  throw new MailroomError('state-conflict', 'This note has been withdrawn.', { facts: { noteId: note.id } })
}

/** A person as one whom a note calls, since the time at which it first did. */
export function mentioned(
  { userId, displayName }: Person,
  at: string,
  before: readonly Mention[] = [],
): Mention {
  return { userId, displayName, at: before.find((one) => one.userId === userId)?.at ?? at }
}

/** Whether the text calls the person. */
export function calls(text: string, { displayName }: Person): boolean {
  return text.includes(`@${displayName}`)
}
