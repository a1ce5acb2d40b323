import type { Platform } from './compose.ts'
import type { FilingUseCases } from './http/filing-use-cases.ts'
import { createAddFilingPlanEntry } from './usecases/filing/add-filing-plan-entry.ts'
import {
  createAddReference,
  createListReferences,
  createRemoveReference,
} from './usecases/filing/case-file-references.ts'
import { createChangeProcedure } from './usecases/filing/change-procedure.ts'
import { createExportFilingPlan } from './usecases/filing/export-filing-plan.ts'
import { createImportFilingPlan, createPreviewPlanImport } from './usecases/filing/import-filing-plan.ts'
import { createLiftHold, createPlaceHold } from './usecases/filing/legal-holds.ts'
import { createListFileEntries } from './usecases/filing/list-file-entries.ts'
import { createListFilingPlan } from './usecases/filing/list-filing-plan.ts'
import { createMoveDocument } from './usecases/filing/move-document.ts'
import { createPatchFilingPlanEntry } from './usecases/filing/patch-filing-plan-entry.ts'
import {
  createAddRetentionClass,
  createListRetentionClasses,
  createPatchRetentionClass,
} from './usecases/filing/retention-classes.ts'
import { createShowRetention } from './usecases/filing/show-retention.ts'
import { createAddSubFile, createListSubFiles } from './usecases/filing/sub-files.ts'
import { createTryFileNumber } from './usecases/filing/try-file-number.ts'
import { createVoidDocument } from './usecases/filing/void-document.ts'

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
    showRetention: createShowRetention(ports),
    listSubFiles: createListSubFiles(ports),
    addSubFile: createAddSubFile(ports),
    changeProcedure: createChangeProcedure(ports),
    listFileEntries: createListFileEntries(ports),
    moveDocument: createMoveDocument(ports),
    voidDocument: createVoidDocument(ports),
    listReferences: createListReferences(ports),
    addReference: createAddReference(ports),
    removeReference: createRemoveReference(ports),
    placeHold: createPlaceHold(ports),
    liftHold: createLiftHold(ports),
  }
}
