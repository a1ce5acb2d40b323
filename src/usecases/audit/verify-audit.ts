import type { Actor } from '../../domain/access/actor.ts'
import type { AuditVerification } from '../../ports/audit-log.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditLog } from '../../ports/audit-log.ts'

/** Walks the tenant's chain. @throws {MailroomError} `forbidden` */
export type VerifyAudit = (actor: Actor, signal: AbortSignal) => Promise<AuditVerification>

export function createVerifyAudit({ auditLog }: { readonly auditLog: AuditLog }): VerifyAudit {
  return async function verifyAudit(actor, signal) {
    requirePermission(actor, 'audit:verify')
    return auditLog.verify(actor, signal)
  }
}
