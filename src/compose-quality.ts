import type { Platform } from './compose.ts'
import type { QualityUseCases } from './http/quality-use-cases.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import { createMakeArchiveCopy } from './usecases/quality/archive-copy.ts'
import { createAskForCheck } from './usecases/quality/ask-for-check.ts'
import { createListChecks } from './usecases/quality/list-checks.ts'
import { createOpenCheckPage } from './usecases/quality/open-check-page.ts'
import { createRecordResult } from './usecases/quality/record-result.ts'
import { createAdmitRescan, createRescan } from './usecases/quality/rescan.ts'
import { createRestorePages } from './usecases/quality/restore-pages.ts'
import { createPatchScanningRules, createShowScanningRules } from './usecases/quality/scanning-rules.ts'
import { createPrintTransferNote, createShowTransferNote } from './usecases/quality/transfer-note.ts'
import { createShowCheck } from './usecases/quality/show-check.ts'

/** How scans are made sure of. */
export function composeQuality(
  ports: Platform & { readonly reader: Pick<DocumentReader, 'drawPage' | 'extractPages'> },
): QualityUseCases {
  return {
    askForCheck: createAskForCheck(ports),
    listChecks: createListChecks(ports),
    showCheck: createShowCheck(ports),
    openCheckPage: createOpenCheckPage(ports),
    recordResult: createRecordResult(ports),
    admitRescan: createAdmitRescan(ports),
    rescan: createRescan(ports),
    restorePages: createRestorePages(ports),
    showScanningRules: createShowScanningRules(ports),
    patchScanningRules: createPatchScanningRules(ports),
    showTransferNote: createShowTransferNote(ports),
    printTransferNote: createPrintTransferNote(ports),
    makeArchiveCopy: createMakeArchiveCopy(ports),
  }
}
