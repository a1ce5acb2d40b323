import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { dated, readingPermission, type DatedEntry, type DeskPorts } from '../shared/desk-entries.ts'
import { viewedCaseFile, viewedItem } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { todayOf } from '../shared/today.ts'

/**
 * All that there ever were on an item, or on a case file and what lies in it, by day.
 *
 * @throws {MailroomError} `not-found`
 */
export type ListObjectEntries = (
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
) => Promise<readonly DatedEntry[]>

export function createListObjectEntries(
  ports: Pick<DeskPorts, 'deskEntries' | 'incomingItems' | 'caseFiles' | 'tenants' | 'clock'> & {
    readonly readLog: ReadLog
  },
): ListObjectEntries {
  return async function listObjectEntries(actor, object, signal) {
    requirePermission(actor, readingPermission(object))
    if (object.kind === 'case-file') await viewedCaseFile(ports, actor, object.id, signal)
    else await viewedItem(ports, actor, object.id, signal)
    const today = await todayOf(ports, actor, signal)
    const entries =
      object.kind === 'case-file'
        ? await ports.deskEntries.inCaseFile(actor, object.id, signal)
        : await ports.deskEntries.ofObject(actor, object, signal)
    return entries.map((entry) => dated(entry, today))
  }
}
