import type { Platform } from './compose.ts'
import type { DisposalUseCases } from './http/disposal-use-cases.ts'
import { createAppraiseCaseFile, createAppraiseDueFile, createAppraiseEntry } from './usecases/disposal/appraise.ts'
import { createListDueFiles } from './usecases/disposal/list-due-files.ts'

/** What becomes of case files when their time is over. */
export function composeDisposal(ports: Platform): DisposalUseCases {
  return {
    appraiseCaseFile: createAppraiseCaseFile(ports),
    appraiseDueFile: createAppraiseDueFile(ports),
    appraiseEntry: createAppraiseEntry(ports),
    listDueFiles: createListDueFiles(ports),
  }
}
