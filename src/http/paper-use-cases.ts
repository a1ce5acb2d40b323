import type { ListBoxes, OpenBox, PutBatch, ShowBox } from '../usecases/paper/boxes.ts'
import type {
  ApprovePaperDestruction,
  CancelPaperDestruction,
  PrintPaperProtocol,
  RequestPaperDestruction,
} from '../usecases/paper/destroy-paper.ts'
import type { HoldPaper, PutPaperBack, ReleasePaper, TakeOutPaper } from '../usecases/paper/keep-paper.ts'

/** Where paper lies after it was scanned, and what becomes of it. */
export interface PaperUseCases {
  readonly listBoxes: ListBoxes
  readonly showBox: ShowBox
  readonly openBox: OpenBox
  readonly putBatch: PutBatch
  readonly takeOutPaper: TakeOutPaper
  readonly putPaperBack: PutPaperBack
  readonly holdPaper: HoldPaper
  readonly releasePaper: ReleasePaper
  readonly requestPaperDestruction: RequestPaperDestruction
  readonly cancelPaperDestruction: CancelPaperDestruction
  readonly approvePaperDestruction: ApprovePaperDestruction
  readonly printPaperProtocol: PrintPaperProtocol
}
