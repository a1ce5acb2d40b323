import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { required } from '../shared/required.ts'

/** What happened to a case file, oldest first. @throws {MailroomError} `not-found` */
export type CaseFileHistory = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>

export function createCaseFileHistory({
  caseFiles,
  auditLog,
}: {
  readonly caseFiles: CaseFiles
  readonly auditLog: AuditLog
}): CaseFileHistory {
  return async function caseFileHistory(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    required(await caseFiles.find(actor, caseFileId, signal))
    return auditLog.history(actor, 'case-file', caseFileId, signal)
  }
}
