import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `not-found` */
export type FindCaseFile = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<CaseFile>

export function createFindCaseFile({ caseFiles }: { readonly caseFiles: CaseFiles }): FindCaseFile {
  return async function findCaseFile(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    return required(await caseFiles.find(actor, caseFileId, signal))
  }
}
