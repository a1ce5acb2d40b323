import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { CaseFileFilter } from '../../ports/case-files.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

export type ListCaseFiles = (
  actor: Actor,
  filter: CaseFileFilter,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<CaseFile>>
