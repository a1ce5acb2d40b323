import type { Row } from './row.ts'

const RECORDS = ['records'] as const
const APPRAISAL = (): unknown => ({ value: 'A', reason: 'weil' })

/** Of the end of case files. */
export const DISPOSAL_POLICY: Readonly<Record<string, Row>> = {
  appraiseCaseFile: { who: ['clerk', 'head'], object: 'case-file', ok: [200], body: APPRAISAL },
  appraiseEntry: { who: RECORDS, object: 'plan-entry', ok: [200], body: APPRAISAL },
  listDueFiles: { who: RECORDS, ok: [200] },
  appraiseDueFile: { who: RECORDS, object: 'any-file', ok: [204], body: APPRAISAL },
}
