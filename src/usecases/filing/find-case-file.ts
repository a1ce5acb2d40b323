import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** @throws {MailroomError} `not-found` */
export type FindCaseFile = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<CaseFile>

export function createFindCaseFile(ports: {
  readonly caseFiles: CaseFiles
  readonly readLog: ReadLog
}): FindCaseFile {
  return async function findCaseFile(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    return viewedCaseFile(ports, actor, caseFileId, signal)
  }
}
