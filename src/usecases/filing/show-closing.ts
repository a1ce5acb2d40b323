import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { closingBlockers, type ClosingBlockers, type ClosingPorts } from '../shared/closing-checks.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** What keeps a case file from being closed. @throws {MailroomError} `not-found` */
export type ShowClosing = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<ClosingBlockers>

export function createShowClosing(
  ports: ClosingPorts & { readonly caseFiles: CaseFiles; readonly readLog: ReadLog },
): ShowClosing {
  return async function showClosing(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    return closingBlockers(ports, actor, caseFileId, signal)
  }
}
