import type { Actor } from '../../domain/access/actor.ts'
import { withdrawn } from '../../domain/desk/desk-moves.ts'
import { changeEntry } from '../shared/change-entry.ts'
import {
  ENTRY_WITHDRAWN,
  type DatedEntry,
  type DeskPorts,
  type EntryReference,
} from '../shared/desk-entries.ts'

/**
 * No longer to be heeded, a series as a whole.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`
 */
export type WithdrawDeskEntry = (
  actor: Actor,
  input: EntryReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<DatedEntry>

export function createWithdrawDeskEntry(ports: DeskPorts): WithdrawDeskEntry {
  return async function withdrawDeskEntry(actor, { reason, ...reference }, signal) {
    return changeEntry(
      ports,
      actor,
      reference,
      { action: ENTRY_WITHDRAWN, reason, change: (before, deed) => withdrawn(before, deed, reason) },
      signal,
    )
  }
}
