import type { FilingUseCases } from '../../../../src/http/filing-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const RETENTION = { name: 'n', years: 10, start: 'end-of-closing-year', proposal: 'V' } as const

const DOCUMENT = { caseFileId: 'f', documentId: 'd', reason: 'r' }

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
    call: (on, actor) => on.patchRetentionClass(actor, { retentionClassId: 'k', expectedVersion: 1 }, SIGNAL),
  },
  showRetention: { needs: ['files:read'], call: (on, actor) => on.showRetention(actor, 'f', SIGNAL) },
  listSubFiles: { needs: ['files:read'], call: (on, actor) => on.listSubFiles(actor, 'f', SIGNAL) },
  addSubFile: {
    needs: ['files:edit'],
    call: (on, actor) => on.addSubFile(actor, { caseFileId: 'f', subject: 's' }, SIGNAL),
  },
  changeProcedure: {
    needs: ['files:edit'],
    call: (on, actor) =>
      on.changeProcedure(actor, { caseFileId: 'f', procedureId: 'p', reason: 'r' }, SIGNAL),
  },
  listFileEntries: { needs: ['files:read'], call: (on, actor) => on.listFileEntries(actor, 'f', SIGNAL) },
  moveDocument: {
    needs: ['files:edit'],
    call: (on, actor) => on.moveDocument(actor, { ...DOCUMENT, procedureId: null }, SIGNAL),
  },
  voidDocument: { needs: ['files:edit'], call: (on, actor) => on.voidDocument(actor, DOCUMENT, SIGNAL) },
  listReferences: { needs: ['files:read'], call: (on, actor) => on.listReferences(actor, 'f', SIGNAL) },
  addReference: {
    needs: ['files:edit'],
    call: (on, actor) => on.addReference(actor, { caseFileId: 'f', otherId: 'g' }, SIGNAL),
  },
  removeReference: {
    needs: ['files:edit'],
    call: (on, actor) => on.removeReference(actor, { caseFileId: 'f', otherId: 'g', reason: 'r' }, SIGNAL),
  },
  placeHold: {
    needs: ['files:edit'],
    call: (on, actor) => on.placeHold(actor, { caseFileId: 'f', owner: 'o', reason: 'r' }, SIGNAL),
  },
  liftHold: {
    needs: ['access:grant'],
    call: (on, actor) => on.liftHold(actor, { caseFileId: 'f', holdId: 'h', reason: 'r' }, SIGNAL),
  },
}
