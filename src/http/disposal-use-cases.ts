import type { AppraiseCaseFile, AppraiseEntry } from '../usecases/disposal/appraise.ts'
import type {
  ApproveDestruction,
  EraseObjects,
  RequestDestruction,
} from '../usecases/disposal/destroy-run.ts'
import type { ListDueFiles } from '../usecases/disposal/list-due-files.ts'
import type { MakeCertificate } from '../usecases/disposal/make-certificate.ts'
import type { MakeMessage } from '../usecases/disposal/make-message.ts'
import type { PrepareRun } from '../usecases/disposal/prepare-run.ts'
import type { CancelRun, ListRuns, ShowRun } from '../usecases/disposal/runs.ts'
import type { RecordLetter, TakeAnswer } from '../usecases/disposal/take-answer.ts'

/** What becomes of case files when their time is over. */
export interface DisposalUseCases {
  readonly appraiseCaseFile: AppraiseCaseFile
  readonly appraiseDueFile: AppraiseCaseFile
  readonly appraiseEntry: AppraiseEntry
  readonly listDueFiles: ListDueFiles
  readonly listRuns: ListRuns
  readonly prepareRun: PrepareRun
  readonly showRun: ShowRun
  readonly cancelRun: CancelRun
  readonly makeMessage: MakeMessage
  readonly takeAnswer: TakeAnswer
  readonly recordLetter: RecordLetter
  readonly requestDestruction: RequestDestruction
  readonly approveDestruction: ApproveDestruction
  readonly eraseObjects: EraseObjects
  readonly makeCertificate: MakeCertificate
}
