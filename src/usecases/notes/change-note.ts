import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { corrected, withdrawn } from '../../domain/notes/note.ts'
import {
  calledPeople,
  changeNote,
  NOTE_CORRECTED,
  NOTE_WITHDRAWN,
  type NotePorts,
  type NoteReference,
  type ShownNote,
} from '../shared/notes.ts'

export interface CorrectNoteInput extends NoteReference {
  readonly text: string
  /** Of people whom the text calls by `@name`. */
  readonly mentionIds: readonly string[]
}

/**
 * Another text; the one before is kept.
 *
 * @throws {MailroomError} `forbidden` for others than the author, `not-found`, `state-conflict`, `validation-failed`,
 *   `version-mismatch`
 */
export type CorrectNote = (actor: Actor, input: CorrectNoteInput, signal: AbortSignal) => Promise<ShownNote>

export function createCorrectNote(ports: NotePorts): CorrectNote {
  return async function correctNote(actor, input, signal) {
    requirePermission(actor, 'items:index')
    const deed = { at: ports.clock.now().toISOString(), by: personOf(actor) }
    return changeNote(
      ports,
      actor,
      input,
      NOTE_CORRECTED,
      async ({ note, mayCorrect }) => {
        if (!mayCorrect && note.withdrawn === undefined)
          throw new MailroomError('forbidden', 'Only its author corrects a note.')
        const calling = { ...input, called: note.mentions }
        const mentions = await calledPeople(ports, actor, note.object, calling, signal)
        return corrected(note, { text: input.text, mentions }, deed)
      },
      signal,
    )
  }
}

/**
 * No longer meant; the text stays to be read.
 *
 * @throws {MailroomError} `forbidden` for others than the author and who decides about the object, `not-found`,
 *   `state-conflict`, `version-mismatch`
 */
export type WithdrawNote = (actor: Actor, reference: NoteReference, signal: AbortSignal) => Promise<ShownNote>

export function createWithdrawNote(ports: NotePorts): WithdrawNote {
  return async function withdrawNote(actor, reference, signal) {
    requirePermission(actor, 'items:index')
    const deed = { at: ports.clock.now().toISOString(), by: personOf(actor) }
    return changeNote(
      ports,
      actor,
      reference,
      NOTE_WITHDRAWN,
      async ({ note, mayWithdraw }) => {
        if (!mayWithdraw && note.withdrawn === undefined)
          throw new MailroomError('forbidden', 'Only its author withdraws a note, or who leads here.')
        return Promise.resolve(withdrawn(note, deed))
      },
      signal,
    )
  }
}
