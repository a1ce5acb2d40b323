import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** By serial. @throws {MailroomError} `not-found` */
export type ListProcedures = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly Procedure[]>

export function createListProcedures(ports: {
  readonly caseFiles: CaseFiles
  readonly readLog: ReadLog
}): ListProcedures {
  return async function listProcedures(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    return ports.caseFiles.procedures(actor, caseFileId, signal)
  }
}
