import type { AddFilingPlanEntry } from '../usecases/filing/add-filing-plan-entry.ts'
import type {
  AddReference,
  ListReferences,
  RemoveReference,
} from '../usecases/filing/case-file-references.ts'
import type { ChangeProcedure } from '../usecases/filing/change-procedure.ts'
import type { ExportFilingPlan } from '../usecases/filing/export-filing-plan.ts'
import type { ImportFilingPlan, PreviewPlanImport } from '../usecases/filing/import-filing-plan.ts'
import type { LiftHold, PlaceHold } from '../usecases/filing/legal-holds.ts'
import type { ListFileEntries } from '../usecases/filing/list-file-entries.ts'
import type { ListFilingPlan } from '../usecases/filing/list-filing-plan.ts'
import type { MoveDocument } from '../usecases/filing/move-document.ts'
import type { PatchFilingPlanEntry } from '../usecases/filing/patch-filing-plan-entry.ts'
import type {
  AddRetentionClass,
  ListRetentionClasses,
  PatchRetentionClass,
} from '../usecases/filing/retention-classes.ts'
import type { ShowRetention } from '../usecases/filing/show-retention.ts'
import type { AddSubFile, ListSubFiles } from '../usecases/filing/sub-files.ts'
import type { TryFileNumber } from '../usecases/filing/try-file-number.ts'
import type { VoidDocument } from '../usecases/filing/void-document.ts'

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
  readonly showRetention: ShowRetention
  readonly listSubFiles: ListSubFiles
  readonly addSubFile: AddSubFile
  readonly changeProcedure: ChangeProcedure
  readonly listFileEntries: ListFileEntries
  readonly moveDocument: MoveDocument
  readonly voidDocument: VoidDocument
  readonly listReferences: ListReferences
  readonly addReference: AddReference
  readonly removeReference: RemoveReference
  readonly placeHold: PlaceHold
  readonly liftHold: LiftHold
}
