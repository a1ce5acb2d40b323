import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { required } from '../shared/required.ts'

/** What happened to an item, oldest first. @throws {MailroomError} `not-found` */
export type ItemHistory = (
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>

export function createItemHistory({
  incomingItems,
  auditLog,
}: {
  readonly incomingItems: IncomingItems
  readonly auditLog: AuditLog
}): ItemHistory {
  return async function itemHistory(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    required(await incomingItems.find(actor, itemId, signal))
    return auditLog.history(actor, 'incoming-item', itemId, signal)
  }
}
