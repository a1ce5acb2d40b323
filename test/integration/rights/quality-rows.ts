import { MISSING_ID } from './kinds.ts'
import { MAILROOM } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Of the quality of scans. */
export const QUALITY_POLICY: Readonly<Record<string, Row>> = {
  listScanChecks: { who: MAILROOM, ok: [200] },
  getScanCheck: { who: MAILROOM, object: 'scan-check', ok: [200] },
  getScanCheckPage: { who: MAILROOM, object: 'scan-check', ok: [200] },
  recordScanCheck: {
    who: MAILROOM,
    object: 'scan-check',
    ok: STALE,
    body: () => ({ verdict: 'faulty', faults: [{ kind: 'cropped', pages: [1] }], remark: 'r' }),
  },
  restoreScanPages: {
    who: MAILROOM,
    object: 'scan-check',
    ok: STALE,
    body: () => ({ pages: [2], reason: 'r' }),
  },
  rescanLetter: { who: MAILROOM, object: 'scan-check', ok: STALE, form: { reason: 'r' } },
  listPaperBoxes: { who: MAILROOM, ok: [200] },
  openPaperBox: { who: MAILROOM, ok: [201], body: () => ({ place: 'p' }) },
  getPaperBox: { who: MAILROOM, object: 'paper-box', ok: [200] },
  putBatchIntoBox: { who: MAILROOM, object: 'paper-box', ok: [404], body: () => ({ batchNumber: 'ST-1' }) },
  takeOutPaper: {
    who: MAILROOM,
    object: 'paper-box',
    ok: [422],
    body: () => ({ receiptNumber: 'X-1', reason: 'keep' }),
  },
  putPaperBack: { who: MAILROOM, object: 'paper-box', ok: [409], body: () => ({ itemId: MISSING_ID }) },
  holdPaper: {
    who: MAILROOM,
    object: 'paper-box',
    ok: [200, 422],
    body: () => ({ owner: 'o', reason: 'r' }),
  },
  releasePaper: {
    who: MAILROOM,
    object: 'paper-box',
    ok: [422],
    body: () => ({ holdId: MISSING_ID, reason: 'r' }),
  },
  requestPaperDestruction: { who: MAILROOM, object: 'paper-box', ok: [409] },
  cancelPaperDestruction: { who: MAILROOM, object: 'paper-box', ok: [409], body: () => ({ reason: 'r' }) },
  approvePaperDestruction: { who: MAILROOM, object: 'paper-box', ok: [409], body: () => ({ manner: 'm' }) },
  getPaperProtocol: { who: MAILROOM, object: 'paper-box', ok: [409] },
  getTransferNote: { who: ['mailroom', 'clerk', 'head'], byToken: true, object: 'item', ok: [200] },
  printTransferNote: { who: ['mailroom', 'clerk', 'head'], byToken: true, object: 'item', ok: [200] },
  getArchiveCopy: { who: ['mailroom', 'clerk', 'head'], byToken: true, object: 'item', ok: [200] },
  getScanningRules: {
    who: ['mailroom', 'clerk', 'head', 'admin', 'auditor', 'dpo', 'cross-unit', 'records'],
    byToken: true,
    ok: [200],
  },
  getAgeingLimits: {
    who: ['mailroom', 'clerk', 'head', 'admin', 'auditor', 'dpo', 'cross-unit', 'records'],
    byToken: true,
    ok: [200],
  },
  /** Who leads the mailroom may, too; nobody here holds both roles. */
  setAgeingLimits: {
    who: ['admin'],
    ok: STALE,
    body: () => ({
      hours: { waiting: 24, returned: 72, quarantined: null, routed: 72, accepted: 240 },
    }),
  },
  patchScanningRules: {
    who: ['admin'],
    ok: STALE,
    body: () => ({ paperWeeks: { normal: 6, high: 26, 'very-high': 26 } }),
  },
}
