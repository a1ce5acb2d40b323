import type { FilingUseCases } from '../../../../src/http/filing-use-cases.ts'
import type { Guarded } from './guarded-use-cases.ts'
import { SIGNAL } from './mailroom.ts'

const RETENTION = { name: 'n', years: 10, start: 'end-of-closing-year', proposal: 'V' } as const

/** What guards the use cases of the filing plan and of how case files are ordered. */
export const GUARDED_FILING: Readonly<Record<keyof FilingUseCases, Guarded>> = {
  listFilingPlan: { needs: ['masterdata:read'], call: (on, actor) => on.listFilingPlan(actor, SIGNAL) },
  addFilingPlanEntry: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.addFilingPlanEntry(actor, { number: '1', title: 't' }, SIGNAL),
  },
  patchFilingPlanEntry: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchFilingPlanEntry(actor, { entryId: 'e', expectedVersion: 1 }, SIGNAL),
  },
  tryFileNumber: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.tryFileNumber(actor, { template: '', plan: '1', office: '1' }, SIGNAL),
  },
  exportFilingPlan: { needs: ['masterdata:read'], call: (on, actor) => on.exportFilingPlan(actor, SIGNAL) },
  previewPlanImport: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.previewPlanImport(actor, { text: 'x', missing: 'keep' }, SIGNAL),
  },
  importFilingPlan: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.importFilingPlan(actor, { text: 'x', missing: 'keep', seal: '' }, SIGNAL),
  },
  listRetentionClasses: {
    needs: ['masterdata:read'],
    call: (on, actor) => on.listRetentionClasses(actor, SIGNAL),
  },
  addRetentionClass: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.addRetentionClass(actor, { id: 'k', ...RETENTION }, SIGNAL),
  },
  patchRetentionClass: {
    needs: ['masterdata:edit'],
    call: (on, actor) =>
      on.patchRetentionClass(actor, { retentionClassId: 'k', expectedVersion: 1 }, SIGNAL),
  },
}
