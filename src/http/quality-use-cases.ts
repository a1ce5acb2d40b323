import type { MakeArchiveCopy } from '../usecases/quality/archive-copy.ts'
import type { AskForCheck } from '../usecases/quality/ask-for-check.ts'
import type { ListChecks } from '../usecases/quality/list-checks.ts'
import type { OpenCheckPage } from '../usecases/quality/open-check-page.ts'
import type { RecordResult } from '../usecases/quality/record-result.ts'
import type { AdmitRescan, Rescan } from '../usecases/quality/rescan.ts'
import type { RestorePages } from '../usecases/quality/restore-pages.ts'
import type { PatchScanningRules, ShowScanningRules } from '../usecases/quality/scanning-rules.ts'
import type { PrintTransferNote, ShowTransferNote } from '../usecases/quality/transfer-note.ts'
import type { ShowCheck } from '../usecases/quality/show-check.ts'

/** How scans are made sure of. */
export interface QualityUseCases {
  readonly askForCheck: AskForCheck
  readonly listChecks: ListChecks
  readonly showCheck: ShowCheck
  readonly openCheckPage: OpenCheckPage
  readonly recordResult: RecordResult
  readonly admitRescan: AdmitRescan
  readonly rescan: Rescan
  readonly restorePages: RestorePages
  readonly showScanningRules: ShowScanningRules
  readonly patchScanningRules: PatchScanningRules
  readonly showTransferNote: ShowTransferNote
  readonly printTransferNote: PrintTransferNote
  readonly makeArchiveCopy: MakeArchiveCopy
}
