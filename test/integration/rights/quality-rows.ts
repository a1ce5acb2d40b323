import type { Row } from './row.ts'

const MAILROOM = ['mailroom'] as const
const STALE = [412] as const

/** Of the quality of scans. */
export const QUALITY_POLICY: Readonly<Record<string, Row>> = {
  listScanChecks: { who: MAILROOM, ok: [200] },
  getScanCheck: { who: MAILROOM, object: 'scan-check', ok: [200] },
  getScanCheckPage: { who: MAILROOM, object: 'scan-check', ok: [404] },
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
  // None of the seeded letters was cut out of a scan.
  getTransferNote: { who: ['mailroom', 'clerk', 'head'], byToken: true, object: 'item', ok: [404] },
  printTransferNote: { who: ['mailroom', 'clerk', 'head'], byToken: true, object: 'item', ok: [404] },
  getScanningRules: {
    who: ['mailroom', 'clerk', 'head', 'admin', 'auditor', 'dpo', 'cross-unit', 'records'],
    byToken: true,
    ok: [200],
  },
  patchScanningRules: {
    who: ['admin'],
    ok: STALE,
    body: () => ({ paperWeeks: { normal: 6, high: 26, 'very-high': 26 } }),
  },
}
