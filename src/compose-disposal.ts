import type { Platform } from './compose.ts'
import type { DisposalUseCases } from './http/disposal-use-cases.ts'
import {
  createAppraiseCaseFile,
  createAppraiseDueFile,
  createAppraiseEntry,
} from './usecases/disposal/appraise.ts'
import {
  createApproveDestruction,
  createEraseObjects,
  createRequestDestruction,
} from './usecases/disposal/destroy-run.ts'
import { createListDueFiles } from './usecases/disposal/list-due-files.ts'
import { createMakeCertificate } from './usecases/disposal/make-certificate.ts'
import { createMakeMessage } from './usecases/disposal/make-message.ts'
import { createPrepareRun } from './usecases/disposal/prepare-run.ts'
import { createCancelRun, createListRuns, createShowRun } from './usecases/disposal/runs.ts'
import { createRecordLetter, createTakeAnswer } from './usecases/disposal/take-answer.ts'

/** What becomes of case files when their time is over. */
export function composeDisposal(ports: Platform): DisposalUseCases {
  return {
    appraiseCaseFile: createAppraiseCaseFile(ports),
    appraiseDueFile: createAppraiseDueFile(ports),
    appraiseEntry: createAppraiseEntry(ports),
    listDueFiles: createListDueFiles(ports),
    listRuns: createListRuns(ports),
    prepareRun: createPrepareRun(ports),
    showRun: createShowRun(ports),
    cancelRun: createCancelRun(ports),
    makeMessage: createMakeMessage(ports),
    takeAnswer: createTakeAnswer(ports),
    recordLetter: createRecordLetter(ports),
    requestDestruction: createRequestDestruction(ports),
    approveDestruction: createApproveDestruction(ports),
    eraseObjects: createEraseObjects(ports),
    makeCertificate: createMakeCertificate(ports),
  }
}
