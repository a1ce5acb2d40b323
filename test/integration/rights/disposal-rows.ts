import { MISSING_ID } from './kinds.ts'
import { DESK } from './roles.ts'
import type { Row } from './row.ts'

const RECORDS = ['records'] as const
const APPRAISAL = (): unknown => ({ value: 'A', reason: 'weil' })

/** Of the end of case files. */
export const DISPOSAL_POLICY: Readonly<Record<string, Row>> = {
  appraiseCaseFile: { who: DESK, object: 'case-file', ok: [200], body: APPRAISAL },
  appraiseEntry: { who: RECORDS, object: 'plan-entry', ok: [200], body: APPRAISAL },
  listDisposalRuns: { who: RECORDS, ok: [200] },
  prepareDisposalRun: {
    who: RECORDS,
    ok: [422],
    body: () => ({ caseFileIds: [MISSING_ID], archive: 'Stadtarchiv' }),
  },
  getDisposalRun: { who: RECORDS, object: 'disposal-run', ok: [200] },
  cancelDisposalRun: { who: RECORDS, object: 'disposal-run', ok: [409], body: () => ({ reason: 'weil' }) },
  offerDisposalRun: { who: RECORDS, object: 'disposal-run', ok: [409] },
  transferDisposalRun: { who: RECORDS, object: 'disposal-run', ok: [409] },
  takeArchiveAnswer: { who: RECORDS, object: 'disposal-run', ok: [422], body: () => ({ xml: '<x/>' }) },
  recordArchiveLetter: {
    who: RECORDS,
    object: 'disposal-run',
    ok: [422],
    body: () => ({ reference: 'x', answers: [{ caseFileId: MISSING_ID, answer: 'V' }] }),
  },
  requestDestruction: { who: RECORDS, object: 'disposal-run', ok: [409] },
  approveDestruction: { who: RECORDS, object: 'disposal-run', ok: [409] },
  eraseDisposedObjects: { who: RECORDS, object: 'disposal-run', ok: [200] },
  getDestructionCertificate: { who: RECORDS, object: 'disposal-run', ok: [409] },
  listDueFiles: { who: RECORDS, ok: [200] },
  appraiseDueFile: { who: RECORDS, object: 'any-file', ok: [204], body: APPRAISAL },
}
