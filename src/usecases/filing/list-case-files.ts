import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { CaseFileFilter, CaseFiles } from '../../ports/case-files.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/** Case files that the actor may read, newest first. */
export type ListCaseFiles = (
  actor: Actor,
  filter: CaseFileFilter,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<CaseFile>>

export function createListCaseFiles({ caseFiles }: { readonly caseFiles: CaseFiles }): ListCaseFiles {
  return async function listCaseFiles(actor, filter, page, signal) {
    requirePermission(actor, 'files:read')
    return caseFiles.list(actor, filter, page, signal)
  }
}
