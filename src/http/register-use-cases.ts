import type { SetAgeingLimits, ShowAgeingLimits } from '../usecases/register/ageing-limits.ts'
import type { CheckClosing } from '../usecases/register/check-closing.ts'
import type { CloseDay } from '../usecases/register/close-day.ts'
import type { ExportRegister } from '../usecases/register/export-register.ts'
import type { FindReceiptGaps } from '../usecases/register/find-receipt-gaps.ts'
import type { ListClosings } from '../usecases/register/list-closings.ts'
import type { ListRegister } from '../usecases/register/list-register.ts'
import type { PreviewClosing } from '../usecases/register/preview-closing.ts'
import type { ReopenDay } from '../usecases/register/reopen-day.ts'
import type { ShowOverview } from '../usecases/register/show-overview.ts'

/** What the mailroom does with its register. */
export interface RegisterUseCases {
  readonly checkClosing: CheckClosing
  readonly closeDay: CloseDay
  readonly listClosings: ListClosings
  readonly previewClosing: PreviewClosing
  readonly reopenDay: ReopenDay
  readonly showOverview: ShowOverview
  readonly showAgeingLimits: ShowAgeingLimits
  readonly setAgeingLimits: SetAgeingLimits
  readonly exportRegister: ExportRegister
  readonly findReceiptGaps: FindReceiptGaps
  readonly listRegister: ListRegister
}
