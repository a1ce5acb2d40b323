import type { Actor, GrantKey, Person } from '../../domain/access/actor.ts'
import { settlesAccess } from '../../domain/access/policy.ts'
import type { Reader } from '../../domain/access/readers.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { calls, isAuthor, type Mention, type Note } from '../../domain/notes/note.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Notes } from '../../ports/notes.ts'
import { onBehalfOf } from './deputyships.ts'
import { requireWriting, workedOn } from './desk-entries.ts'
import { findRecord, type GrantedRecord } from './granted-record.ts'
import type { Ledger, Recorded } from './ledger.ts'
import { readersOfObject, type ObjectReaderPorts } from './object-readers.ts'
import type { ReadLog } from './read-log.ts'
import { invalid, required, requireVersion } from './required.ts'

export interface NotePorts extends ObjectReaderPorts {
  readonly notes: Notes
  readonly ledger: Ledger
  readonly readLog: ReadLog
  readonly ids: IdGenerator
}

export interface NoteReference {
  readonly noteId: string
  /** From `If-Match`; whatever version there is when absent. */
  readonly expectedVersion?: number | undefined
}

/** A note with what the actor may do to it while people still work on its object. */
export interface ShownNote {
  readonly note: Note
  readonly mayCorrect: boolean
  readonly mayWithdraw: boolean
}

/** The author corrects and withdraws; whoever decides about who reads the object can withdraw, too. */
export function shownNote(actor: Actor, note: Note, readKeys: readonly GrantKey[]): ShownNote {
  const stands = note.withdrawn === undefined
  const isOwn = isAuthor(note, actor.userId)
  return {
    note,
    mayCorrect: stands && isOwn,
    mayWithdraw: stands && (isOwn || settlesAccess(actor, readKeys)),
  }
}

export const NOTE_ADDED = 'note.added'
export const NOTE_CORRECTED = 'note.corrected'
export const NOTE_WITHDRAWN = 'note.withdrawn'

/** People who may see the object now. */
export async function mentionable(
  ports: ObjectReaderPorts,
  actor: Actor,
  found: GrantedRecord,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  const { readers } = await readersOfObject(ports, actor, found, signal)
  return readers.filter(canSee).map(({ userId, displayName }) => ({ userId, displayName }))
}

function canSee({ reasons, shutOutBy }: Reader): boolean {
  return reasons.length > 0 && shutOutBy === undefined
}

interface CallingText {
  readonly text: string
  readonly mentionIds: readonly string[]
  /** Whom the text before called: who lost the right or goes by another name since can stay in it, and is told nothing. */
  readonly called?: readonly Mention[]
}

/**
 * The people whom a text calls. Whoever may not see the object cannot be called: he would learn that it is there.
 *
 * @throws {MailroomError} `validation-failed`
 */
export async function calledPeople(
  ports: ObjectReaderPorts,
  actor: Actor,
  object: DeskObject,
  { text, mentionIds, called = [] }: CallingText,
  signal: AbortSignal,
): Promise<readonly Person[]> {
  const staying = called.filter((person) => mentionIds.includes(person.userId) && calls(text, person))
  const others = [...new Set(mentionIds)].filter((id) => !staying.some(({ userId }) => userId === id))
  if (others.length === 0) return staying
  const people = await mentionable(ports, actor, await findRecord(ports, actor, object, signal), signal)
  const added = others.map((id) => {
    const person = people.find(({ userId }) => userId === id)
    if (person === undefined) throw invalid('mentionIds', NOT_TO_SEE)
    if (!calls(text, person)) throw invalid('mentionIds', `Im Text fehlt „@${person.displayName}“.`)
    return person
  })
  return [...staying, ...added]
}

const NOT_TO_SEE = 'Eine der genannten Personen darf dies nicht sehen und kann hier nicht erwähnt werden.'

/**
 * Changes a note in one transaction, with its event and notices.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` on what people no longer work on
 */
export async function changeNote(
  ports: NotePorts,
  actor: Actor,
  { noteId, expectedVersion }: NoteReference,
  action: string,
  change: (shown: ShownNote) => Promise<Note>,
  signal: AbortSignal,
): Promise<ShownNote> {
  return ports.ledger.change(
    actor,
    async () => {
      const before = required(await ports.notes.find(actor, noteId, signal))
      const { readKeys } = (await findRecord(ports, actor, before.object, signal)).record
      requireWriting(actor, before.object)
      await workedOn(ports, actor, before.object, signal)
      if (expectedVersion !== undefined) requireVersion(before, expectedVersion)
      const after = await ports.notes.save(actor, await change(shownNote(actor, before, readKeys)), signal)
      return noteRecorded(actor, action, after, readKeys)
    },
    signal,
  )
}

/** What the chain and open pages are told of a note. Its words are not: the chain outlives the object that they stand on. */
export function noteRecorded(
  actor: Actor,
  action: string,
  note: Note,
  readKeys: readonly GrantKey[],
): Recorded<ShownNote> {
  const { id, object, mentions } = note
  const event: AuditEntry = {
    action,
    object,
    ...onBehalfOf(actor, readKeys),
    changes: { note: { after: { id, mentions: mentions.map(({ displayName }) => displayName) } } },
  }
  const kind = object.kind === 'case-file' ? 'case-file' : 'item'
  return {
    result: shownNote(actor, note, readKeys),
    events: [event],
    changed: [{ kind, id: object.id, readKeys }],
  }
}
