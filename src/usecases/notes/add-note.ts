import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { MailroomError } from '../../domain/errors.ts'
import { mentioned, MOST_NOTES, type Note } from '../../domain/notes/note.ts'
import { requireWriting, workedOn } from '../shared/desk-entries.ts'
import { calledPeople, NOTE_ADDED, noteRecorded, type NotePorts, type ShownNote } from '../shared/notes.ts'

export interface AddNoteInput {
  readonly object: DeskObject
  readonly text: string
  /** Of people whom the text calls by `@name`. */
  readonly mentionIds: readonly string[]
}

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` for who may not see the object */
export type AddNote = (actor: Actor, input: AddNoteInput, signal: AbortSignal) => Promise<ShownNote>

export function createAddNote(ports: NotePorts): AddNote {
  const { notes, ledger, clock, ids } = ports
  return async function addNote(actor, input, signal) {
    const { object, text } = input
    requireWriting(actor, object)
    const id = ids.next()
    return ledger.change(
      actor,
      async () => {
        const { readKeys } = await workedOn(ports, actor, object, signal)
        if ((await notes.ofObject(actor, object, signal)).length >= MOST_NOTES)
          throw new MailroomError('state-conflict', `No more than ${MOST_NOTES} notes are kept on one thing.`)
        const at = clock.now().toISOString()
        const people = await calledPeople(ports, actor, object, input, signal)
        const note: Note = {
          id,
          tenantId: actor.tenantId,
          object,
          text,
          mentions: people.map((person) => mentioned(person, at)),
          createdAt: at,
          createdBy: personOf(actor),
          writtenAt: at,
          earlier: [],
          version: 1,
        }
        await notes.insert(actor, note, signal)
        return noteRecorded(actor, NOTE_ADDED, note, readKeys)
      },
      signal,
    )
  }
}
