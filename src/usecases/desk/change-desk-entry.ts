import type { Actor } from '../../domain/access/actor.ts'
import type { DeskEntry } from '../../domain/desk/desk-entry.ts'
import { moved, requireOpen } from '../../domain/desk/desk-moves.ts'
import { changeEntry } from '../shared/change-entry.ts'
import {
  assigneeFor,
  ENTRY_MOVED,
  type DatedEntry,
  type DeskPorts,
  type EntryReference,
} from '../shared/desk-entries.ts'

export interface ChangeDeskEntryInput extends EntryReference {
  /** Another day; of a deadline with a reason. */
  readonly dueOn?: string | undefined
  readonly reason?: string | undefined
  /** `null` gives it to everybody at the desk. */
  readonly assigneeId?: string | null | undefined
}

/** @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`, `validation-failed` */
export type ChangeDeskEntry = (
  actor: Actor,
  input: ChangeDeskEntryInput,
  signal: AbortSignal,
) => Promise<DatedEntry>

export function createChangeDeskEntry(ports: DeskPorts): ChangeDeskEntry {
  return async function changeDeskEntry(actor, { dueOn, reason, assigneeId, ...reference }, signal) {
    const given = async (entry: DeskEntry): Promise<DeskEntry> => {
      if (assigneeId === undefined) return entry
      const next = { ...entry }
      Reflect.deleteProperty(next, 'assignee')
      if (assigneeId === null) return next
      return { ...next, assignee: await assigneeFor(ports, actor, entry.readKeys, assigneeId, signal) }
    }
    return changeEntry(
      ports,
      actor,
      reference,
      {
        action: ENTRY_MOVED,
        reason,
        async change(before, deed) {
          requireOpen(before)
          return given(dueOn === undefined ? before : moved(before, dueOn, deed, reason))
        },
      },
      signal,
    )
  }
}
