import type { DisposalUseCases } from '../../../../src/http/disposal-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const APPRAISAL = { value: 'A', reason: 'r' } as const

/** What guards the use cases of the end of case files. */
export const GUARDED_DISPOSAL: Readonly<Record<keyof DisposalUseCases, Guarded>> = {
  appraiseCaseFile: {
    needs: ['files:edit'],
    call: (on, actor) => on.appraiseCaseFile(actor, { caseFileId: 'f', ...APPRAISAL }, SIGNAL),
  },
  appraiseDueFile: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.appraiseDueFile(actor, { caseFileId: 'f', ...APPRAISAL }, SIGNAL),
  },
  appraiseEntry: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.appraiseEntry(actor, { entryId: 'e', ...APPRAISAL }, SIGNAL),
  },
  listDueFiles: { needs: ['disposal:manage'], call: (on, actor) => on.listDueFiles(actor, undefined, SIGNAL) },
}
