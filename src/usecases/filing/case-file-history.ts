import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { isRead } from '../../domain/audit/reads.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** What happened to a case file, oldest first. @throws {MailroomError} `not-found` */
export type CaseFileHistory = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly AuditEvent[]>

export function createCaseFileHistory(ports: {
  readonly caseFiles: CaseFiles
  readonly auditLog: AuditLog
  readonly readLog: ReadLog
}): CaseFileHistory {
  /** Another case file by its number for who may read it, and not at all for others. */
  async function named(actor: Actor, event: AuditEvent, signal: AbortSignal): Promise<AuditEvent> {
    const { reference, ...changes } = event.changes
    if (reference === undefined) return event
    const side = reference.after === undefined ? 'before' : 'after'
    const other = await ports.caseFiles.find(actor, String(reference[side]), signal)
    return other === undefined
      ? { ...event, changes }
      : { ...event, changes: { ...changes, reference: { [side]: other.fileNumber } } }
  }

  return async function caseFileHistory(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    const events = await ports.auditLog.history(actor, 'case-file', caseFileId, signal)
    const shown: AuditEvent[] = []
    for (const event of events) if (!isRead(event)) shown.push(await named(actor, event, signal))
    return shown
  }
}
