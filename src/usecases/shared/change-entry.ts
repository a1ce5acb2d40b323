import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskEntry } from '../../domain/desk/desk-entry.ts'
import type { Deed } from '../../domain/desk/desk-moves.ts'
import {
  dated,
  deedOf,
  entryEvent,
  entryNotices,
  requireWriting,
  type DatedEntry,
  type DeskPorts,
  type EntryReference,
} from './desk-entries.ts'
import { required, requireVersion } from './required.ts'

export interface EntryChange {
  readonly action: string
  readonly reason?: string | undefined
  readonly change: (before: DeskEntry, deed: Deed) => DeskEntry | Promise<DeskEntry>
}

/**
 * Changes an entry in one transaction, with its event and notices.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, and whatever the change throws
 */
export async function changeEntry(
  ports: DeskPorts,
  actor: Actor,
  { entryId, expectedVersion }: EntryReference,
  { action, reason, change }: EntryChange,
  signal: AbortSignal,
): Promise<DatedEntry> {
  requirePermission(actor, 'items:index')
  const deed = await deedOf(ports, actor, signal)
  const entry = await ports.ledger.change(
    actor,
    async () => {
      const before = required(await ports.deskEntries.find(actor, entryId, signal))
      requireWriting(actor, before.object)
      if (expectedVersion !== undefined) requireVersion(before, expectedVersion)
      const after = await ports.deskEntries.save(actor, await change(before, deed), signal)
      return {
        result: after,
        events: [entryEvent(actor, action, before, after, reason)],
        changed: entryNotices(after),
      }
    },
    signal,
  )
  return dated(entry, deed.today)
}
