import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'

/** What happened to an item, oldest first. @throws {MailroomError} `not-found` */
export type ItemHistory = (
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>
