import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { required } from '../shared/required.ts'

/** By serial. @throws {MailroomError} `not-found` */
export type ListProcedures = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly Procedure[]>

export function createListProcedures({ caseFiles }: { readonly caseFiles: CaseFiles }): ListProcedures {
  return async function listProcedures(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    required(await caseFiles.find(actor, caseFileId, signal))
    return caseFiles.procedures(actor, caseFileId, signal)
  }
}
