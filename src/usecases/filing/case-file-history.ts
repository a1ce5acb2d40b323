import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'

/** What happened to a case file, oldest first. @throws {MailroomError} `not-found` */
export type CaseFileHistory = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>
