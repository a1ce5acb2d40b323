import type { QualityUseCases } from '../../../../src/http/quality-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL, upload } from './mailroom.ts'

/** What guards the use cases of the quality of scans. */
export const GUARDED_QUALITY: Readonly<Record<keyof QualityUseCases, Guarded>> = {
  askForCheck: {
    needs: ['quality:request'],
    call: (on, actor) => on.askForCheck(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  listChecks: { needs: ['quality:check'], call: (on, actor) => on.listChecks(actor, {}, SIGNAL) },
  showCheck: { needs: ['quality:check'], call: (on, actor) => on.showCheck(actor, 'c', SIGNAL) },
  openCheckPage: {
    needs: ['quality:check'],
    call: (on, actor) => on.openCheckPage(actor, { checkId: 'c', pageNumber: 1, widthPx: 100 }, SIGNAL),
  },
  recordResult: {
    needs: ['quality:check'],
    call: (on, actor) =>
      on.recordResult(actor, { checkId: 'c', expectedVersion: 1, verdict: 'in-order', faults: [] }, SIGNAL),
  },
  admitRescan: { needs: ['batches:edit'], call: (on, actor) => on.admitRescan(actor, 'c', SIGNAL) },
  rescan: {
    needs: ['batches:edit'],
    call: (on, actor) =>
      on.rescan(actor, { checkId: 'c', expectedVersion: 1, files: [upload('x')], reason: 'r' }, SIGNAL),
  },
  restorePages: {
    needs: ['batches:edit'],
    call: (on, actor) =>
      on.restorePages(actor, { checkId: 'c', expectedVersion: 1, pages: [2], reason: 'r' }, SIGNAL),
  },
  showTransferNote: { needs: ['items:read'], call: (on, actor) => on.showTransferNote(actor, 'i', SIGNAL) },
  printTransferNote: {
    needs: ['items:read'],
    call: (on, actor) => on.printTransferNote(actor, 'i', SIGNAL),
  },
  makeArchiveCopy: { needs: ['items:read'], call: (on, actor) => on.makeArchiveCopy(actor, 'i', SIGNAL) },
  showScanningRules: { needs: ['masterdata:read'], call: (on, actor) => on.showScanningRules(actor, SIGNAL) },
  patchScanningRules: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchScanningRules(actor, { expectedVersion: 0, samplePercent: 5 }, SIGNAL),
  },
}
