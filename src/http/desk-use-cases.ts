import type { CalculateDeadline } from '../usecases/desk/calculate-deadline.ts'
import type { ChangeDeskEntry } from '../usecases/desk/change-desk-entry.ts'
import type { ListDeskEntries } from '../usecases/desk/list-desk-entries.ts'
import type { ListObjectEntries } from '../usecases/desk/list-object-entries.ts'
import type { MarkItem } from '../usecases/desk/mark-item.ts'
import type { ResumeItem } from '../usecases/desk/resume-item.ts'
import type { SetDeadline } from '../usecases/desk/set-deadline.ts'
import type { SetResubmission } from '../usecases/desk/set-resubmission.ts'
import type { SettleDeskEntry } from '../usecases/desk/settle-desk-entry.ts'
import type { WithdrawDeskEntry } from '../usecases/desk/withdraw-desk-entry.ts'
import type { ShowClosing } from '../usecases/filing/show-closing.ts'

/** What people do with deadlines and resubmissions. */
export interface DeskUseCases {
  readonly calculateDeadline: CalculateDeadline
  readonly changeDeskEntry: ChangeDeskEntry
  readonly listDeskEntries: ListDeskEntries
  readonly listObjectEntries: ListObjectEntries
  readonly showClosing: ShowClosing
  readonly markItem: MarkItem
  readonly resumeItem: ResumeItem
  readonly setDeadline: SetDeadline
  readonly setResubmission: SetResubmission
  readonly settleDeskEntry: SettleDeskEntry
  readonly withdrawDeskEntry: WithdrawDeskEntry
}
