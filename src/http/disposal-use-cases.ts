import type { AppraiseCaseFile, AppraiseEntry } from '../usecases/disposal/appraise.ts'
import type { ListDueFiles } from '../usecases/disposal/list-due-files.ts'

/** What becomes of case files when their time is over. */
export interface DisposalUseCases {
  readonly appraiseCaseFile: AppraiseCaseFile
  readonly appraiseDueFile: AppraiseCaseFile
  readonly appraiseEntry: AppraiseEntry
  readonly listDueFiles: ListDueFiles
}
