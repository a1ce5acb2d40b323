import type { DisposalUseCases } from '../../../../src/http/disposal-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const APPRAISAL = { value: 'A', reason: 'r' } as const

const ANSWER =
  '<Aussonderung.AnbietungEmpfangBestaetigen.0504 xmlns="urn:xoev-de:xdomea:schema:3.0.0"><Kopf><ProzessID>p</ProzessID></Kopf></Aussonderung.AnbietungEmpfangBestaetigen.0504>'

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
  listRuns: { needs: ['disposal:manage'], call: (on, actor) => on.listRuns(actor, SIGNAL) },
  prepareRun: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.prepareRun(actor, { caseFileIds: ['f'], archive: 'a', isDirect: false }, SIGNAL),
  },
  showRun: { needs: ['disposal:manage'], call: (on, actor) => on.showRun(actor, 'r', SIGNAL) },
  cancelRun: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.cancelRun(actor, { runId: 'r', reason: 'r' }, SIGNAL),
  },
  makeMessage: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.makeMessage(actor, { runId: 'r', kind: 'offer' }, SIGNAL),
  },
  takeAnswer: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.takeAnswer(actor, { runId: 'r', xml: ANSWER }, SIGNAL),
  },
  recordLetter: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.recordLetter(actor, { runId: 'r', reference: 'x', answers: [] }, SIGNAL),
  },
  requestDestruction: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.requestDestruction(actor, 'r', SIGNAL),
  },
  approveDestruction: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.approveDestruction(actor, 'r', SIGNAL),
  },
  eraseObjects: { needs: ['disposal:manage'], call: (on, actor) => on.eraseObjects(actor, 'r', SIGNAL) },
  makeCertificate: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.makeCertificate(actor, 'r', SIGNAL),
  },
  listDueFiles: {
    needs: ['disposal:manage'],
    call: (on, actor) => on.listDueFiles(actor, undefined, SIGNAL),
  },
}
