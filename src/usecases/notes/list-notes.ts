import type { Actor, Person } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { namedLike } from '../../domain/notes/name-search.ts'
import { readingPermission } from '../shared/desk-entries.ts'
import { findRecord, type GrantedRecord } from '../shared/granted-record.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { mentionable, shownNote, type NotePorts, type ShownNote } from '../shared/notes.ts'
import type { ObjectReaderPorts } from '../shared/object-readers.ts'

/** All notes on an item or a case file, oldest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListNotes = (
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
) => Promise<readonly ShownNote[]>

export function createListNotes(
  ports: Pick<NotePorts, 'notes' | 'incomingItems' | 'caseFiles' | 'readLog'>,
): ListNotes {
  return async function listNotes(actor, object, signal) {
    const { readKeys } = (await lookedAt(ports, actor, object, signal)).record
    const found = await ports.notes.ofObject(actor, object, signal)
    return found.map((note) => shownNote(actor, note, readKeys))
  }
}

export interface MentionableInput {
  readonly object: DeskObject
  /** What of a name has been typed; everybody when empty. */
  readonly typed: string
}

/** People whom a note on the object can call, by name; the first few. @throws {MailroomError} `forbidden`, `not-found` */
export type ListMentionable = (
  actor: Actor,
  input: MentionableInput,
  signal: AbortSignal,
) => Promise<readonly Person[]>

const MOST_SHOWN = 8

export function createListMentionable(
  ports: ObjectReaderPorts & { readonly readLog: ReadLog },
): ListMentionable {
  return async function listMentionable(actor, { object, typed }, signal) {
    const found = await lookedAt(ports, actor, object, signal)
    const people = await mentionable(ports, actor, found, signal)
    return people
      .filter(({ userId, displayName }) => userId !== actor.userId && namedLike(displayName, typed))
      .toSorted((left, right) => left.displayName.localeCompare(right.displayName, 'de'))
      .slice(0, MOST_SHOWN)
  }
}

/** The object, once the look at it is written down where that must be. */
async function lookedAt(
  ports: Pick<NotePorts, 'incomingItems' | 'caseFiles' | 'readLog'>,
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
): Promise<GrantedRecord> {
  requirePermission(actor, readingPermission(object))
  const found = await findRecord(ports, actor, object, signal)
  await ports.readLog.viewed(actor, [{ ...object, readKeys: found.record.readKeys }], signal)
  return found
}
