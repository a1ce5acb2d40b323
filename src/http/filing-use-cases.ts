import type { AddFilingPlanEntry } from '../usecases/filing/add-filing-plan-entry.ts'
import type { ExportFilingPlan } from '../usecases/filing/export-filing-plan.ts'
import type { ImportFilingPlan, PreviewPlanImport } from '../usecases/filing/import-filing-plan.ts'
import type { ListFilingPlan } from '../usecases/filing/list-filing-plan.ts'
import type { PatchFilingPlanEntry } from '../usecases/filing/patch-filing-plan-entry.ts'
import type {
  AddRetentionClass,
  ListRetentionClasses,
  PatchRetentionClass,
} from '../usecases/filing/retention-classes.ts'
import type { TryFileNumber } from '../usecases/filing/try-file-number.ts'

/** What people do with the filing plan and with how case files are ordered. */
export interface FilingUseCases {
  readonly listFilingPlan: ListFilingPlan
  readonly addFilingPlanEntry: AddFilingPlanEntry
  readonly patchFilingPlanEntry: PatchFilingPlanEntry
  readonly tryFileNumber: TryFileNumber
  readonly exportFilingPlan: ExportFilingPlan
  readonly previewPlanImport: PreviewPlanImport
  readonly importFilingPlan: ImportFilingPlan
  readonly listRetentionClasses: ListRetentionClasses
  readonly addRetentionClass: AddRetentionClass
  readonly patchRetentionClass: PatchRetentionClass
}
