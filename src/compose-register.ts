import type { Platform } from './compose.ts'
import type { RegisterUseCases } from './http/register-use-cases.ts'
import { createSetAgeingLimits, createShowAgeingLimits } from './usecases/register/ageing-limits.ts'
import { createCheckClosing } from './usecases/register/check-closing.ts'
import { createCloseDay } from './usecases/register/close-day.ts'
import { createExportRegister } from './usecases/register/export-register.ts'
import { createFindReceiptGaps } from './usecases/register/find-receipt-gaps.ts'
import { createListClosings } from './usecases/register/list-closings.ts'
import { createListRegister } from './usecases/register/list-register.ts'
import { createPreviewClosing } from './usecases/register/preview-closing.ts'
import { createReopenDay } from './usecases/register/reopen-day.ts'
import { createShowOverview } from './usecases/register/show-overview.ts'

/** The mail register, its days, and how much there is to do. */
export function composeRegister(ports: Platform): RegisterUseCases {
  return {
    checkClosing: createCheckClosing(ports),
    closeDay: createCloseDay(ports),
    listClosings: createListClosings(ports),
    previewClosing: createPreviewClosing(ports),
    reopenDay: createReopenDay(ports),
    showOverview: createShowOverview(ports),
    showAgeingLimits: createShowAgeingLimits(ports),
    setAgeingLimits: createSetAgeingLimits(ports),
    exportRegister: createExportRegister(ports),
    findReceiptGaps: createFindReceiptGaps(ports),
    listRegister: createListRegister(ports),
  }
}
