import type { Platform } from './compose.ts'
import type { FilingUseCases } from './http/filing-use-cases.ts'
import { createAddFilingPlanEntry } from './usecases/filing/add-filing-plan-entry.ts'
import { createExportFilingPlan } from './usecases/filing/export-filing-plan.ts'
import { createImportFilingPlan, createPreviewPlanImport } from './usecases/filing/import-filing-plan.ts'
import { createListFilingPlan } from './usecases/filing/list-filing-plan.ts'
import { createPatchFilingPlanEntry } from './usecases/filing/patch-filing-plan-entry.ts'
import {
  createAddRetentionClass,
  createListRetentionClasses,
  createPatchRetentionClass,
} from './usecases/filing/retention-classes.ts'
import { createTryFileNumber } from './usecases/filing/try-file-number.ts'

/** The filing plan and how case files are ordered. */
export function composeFiling(ports: Platform): FilingUseCases {
  return {
    listFilingPlan: createListFilingPlan(ports),
    addFilingPlanEntry: createAddFilingPlanEntry(ports),
    patchFilingPlanEntry: createPatchFilingPlanEntry(ports),
    tryFileNumber: createTryFileNumber(ports),
    exportFilingPlan: createExportFilingPlan(ports),
    previewPlanImport: createPreviewPlanImport(ports),
    importFilingPlan: createImportFilingPlan(ports),
    listRetentionClasses: createListRetentionClasses(ports),
    addRetentionClass: createAddRetentionClass(ports),
    patchRetentionClass: createPatchRetentionClass(ports),
  }
}
