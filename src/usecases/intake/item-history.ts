import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { isRead } from '../../domain/audit/reads.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { viewedItem } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** What happened to an item, oldest first. @throws {MailroomError} `not-found` */
export type ItemHistory = (
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>

export function createItemHistory(ports: {
  readonly incomingItems: IncomingItems
  readonly auditLog: AuditLog
  readonly readLog: ReadLog
}): ItemHistory {
  return async function itemHistory(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    await viewedItem(ports, actor, itemId, signal)
    const events = await ports.auditLog.history(actor, 'incoming-item', itemId, signal)
    return events.filter((event) => !isRead(event))
  }
}
