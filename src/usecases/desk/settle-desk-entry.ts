import type { Actor } from '../../domain/access/actor.ts'
import { settled } from '../../domain/desk/desk-moves.ts'
import { changeEntry } from '../shared/change-entry.ts'
import {
  ENTRY_SETTLED,
  type DatedEntry,
  type DeskPorts,
  type EntryReference,
} from '../shared/desk-entries.ts'

/**
 * Done; of a series, the next one comes in its place.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`
 */
export type SettleDeskEntry = (
  actor: Actor,
  input: EntryReference & { readonly reason?: string | undefined },
  signal: AbortSignal,
) => Promise<DatedEntry>

export function createSettleDeskEntry(ports: DeskPorts): SettleDeskEntry {
  return async function settleDeskEntry(actor, { reason, ...reference }, signal) {
    return changeEntry(
      ports,
      actor,
      reference,
      { action: ENTRY_SETTLED, reason, change: (before, deed) => settled(before, deed, reason) },
      signal,
    )
  }
}
