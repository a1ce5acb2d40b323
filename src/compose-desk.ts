import type { Platform } from './compose.ts'
import type { DeskUseCases } from './http/desk-use-cases.ts'
import { createCalculateDeadline } from './usecases/desk/calculate-deadline.ts'
import { createChangeDeskEntry } from './usecases/desk/change-desk-entry.ts'
import { createListDeskEntries } from './usecases/desk/list-desk-entries.ts'
import { createListObjectEntries } from './usecases/desk/list-object-entries.ts'
import { createMarkItem } from './usecases/desk/mark-item.ts'
import { createResumeItem } from './usecases/desk/resume-item.ts'
import { createSetDeadline } from './usecases/desk/set-deadline.ts'
import { createSetResubmission } from './usecases/desk/set-resubmission.ts'
import { createSettleDeskEntry } from './usecases/desk/settle-desk-entry.ts'
import { createWithdrawDeskEntry } from './usecases/desk/withdraw-desk-entry.ts'
import { createShowClosing } from './usecases/filing/show-closing.ts'

/** What people do with deadlines and resubmissions. */
export function composeDesk(ports: Platform): DeskUseCases {
  return {
    calculateDeadline: createCalculateDeadline(),
    changeDeskEntry: createChangeDeskEntry(ports),
    listDeskEntries: createListDeskEntries(ports),
    listObjectEntries: createListObjectEntries(ports),
    showClosing: createShowClosing(ports),
    markItem: createMarkItem(ports),
    resumeItem: createResumeItem(ports),
    setDeadline: createSetDeadline(ports),
    setResubmission: createSetResubmission(ports),
    settleDeskEntry: createSettleDeskEntry(ports),
    withdrawDeskEntry: createWithdrawDeskEntry(ports),
  }
}
