import type { Actor } from '../../domain/access/actor.ts'
import type { AuditVerification } from '../../ports/audit-log.ts'

/** Walks the tenant's chain. @throws {MailroomError} `forbidden` */
export type VerifyAudit = (actor: Actor, signal: AbortSignal) => Promise<AuditVerification>
