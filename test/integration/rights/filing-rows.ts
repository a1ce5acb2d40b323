import { MISSING_ID } from './kinds.ts'
import { ADMIN, ALL_BUT_SCANNERS, DESK, READERS } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Of the filing plan and of how case files are ordered. */
export const FILING_POLICY: Readonly<Record<string, Row>> = {
  patchFilingPlanEntry: { who: ADMIN, object: 'plan-entry', ok: STALE, body: () => ({ title: 'neu' }) },
  tryFileNumber: {
    who: ADMIN,
    ok: [200],
    body: () => ({ template: '{plan}/{serial}', plan: '10', office: '1' }),
  },
  exportFilingPlan: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  previewPlanImport: { who: ADMIN, ok: [200], body: () => ({ text: 'Nummer;Titel\n1;x', missing: 'keep' }) },
  importFilingPlan: {
    who: ADMIN,
    ok: [409],
    body: () => ({ text: 'Nummer;Titel\n1;x', missing: 'keep', seal: '0'.repeat(64) }),
  },
  listRetentionClasses: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addRetentionClass: {
    who: ADMIN,
    ok: [201, 409],
    body: () => ({ id: 'neu', name: 'n', years: 10, start: 'closing-day', proposal: 'V' }),
  },
  patchRetentionClass: { who: ADMIN, object: 'retention-class', ok: STALE, body: () => ({ name: 'neu' }) },
  getCaseFileRetention: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  listSubFiles: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  addSubFile: { who: DESK, object: 'case-file', ok: [201], body: () => ({ subject: 's' }) },
  changeProcedure: {
    who: DESK,
    object: 'case-file',
    ok: [200, 422],
    body: (pick) => ({ procedureId: pick('procedure'), subject: 's', reason: 'weil' }),
  },
  listFileEntries: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  moveDocument: {
    who: DESK,
    object: 'case-file',
    ok: [422],
    body: (pick) => ({ documentId: pick('document'), procedureId: pick('procedure'), reason: 'weil' }),
  },
  voidDocument: {
    who: DESK,
    object: 'case-file',
    ok: [422],
    body: (pick) => ({ documentId: pick('document'), reason: 'weil' }),
  },
  listReferences: { who: READERS, byToken: true, object: 'case-file', ok: [200] },
  addReference: {
    who: DESK,
    object: 'case-file',
    ok: [200, 409, 422],
    body: (pick) => ({ otherId: pick('case-file') }),
  },
  removeReference: {
    who: DESK,
    object: 'case-file',
    ok: [200, 409, 422],
    body: (pick) => ({ otherId: pick('case-file'), reason: 'weil' }),
  },
  placeHold: {
    who: DESK,
    object: 'case-file',
    ok: [200, 422],
    body: () => ({ owner: 'Rechtsamt', reason: 'weil' }),
  },
  liftHold: {
    who: ['head'],
    object: 'case-file',
    ok: [403, 422],
    body: () => ({ holdId: MISSING_ID, reason: 'weil' }),
  },
}
