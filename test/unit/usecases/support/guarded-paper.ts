import type { PaperUseCases } from '../../../../src/http/paper-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const needs = ['paper:manage'] as const

/** What guards the use cases of the paper store. */
export const GUARDED_PAPER: Readonly<Record<keyof PaperUseCases, Guarded>> = {
  listBoxes: { needs, call: (on, actor) => on.listBoxes(actor, SIGNAL) },
  showBox: { needs, call: (on, actor) => on.showBox(actor, 'b', SIGNAL) },
  openBox: { needs, call: (on, actor) => on.openBox(actor, { place: 'p' }, SIGNAL) },
  putBatch: { needs, call: (on, actor) => on.putBatch(actor, { boxId: 'b', batchNumber: 'n' }, SIGNAL) },
  takeOutPaper: {
    needs,
    call: (on, actor) => on.takeOutPaper(actor, { boxId: 'b', receiptNumber: 'n', reason: 'keep' }, SIGNAL),
  },
  putPaperBack: { needs, call: (on, actor) => on.putPaperBack(actor, { boxId: 'b', itemId: 'i' }, SIGNAL) },
  holdPaper: {
    needs,
    call: (on, actor) => on.holdPaper(actor, { boxId: 'b', owner: 'o', reason: 'r' }, SIGNAL),
  },
  releasePaper: {
    needs,
    call: (on, actor) => on.releasePaper(actor, { boxId: 'b', holdId: 'h', reason: 'r' }, SIGNAL),
  },
  requestPaperDestruction: { needs, call: (on, actor) => on.requestPaperDestruction(actor, 'b', SIGNAL) },
  cancelPaperDestruction: {
    needs,
    call: (on, actor) => on.cancelPaperDestruction(actor, { boxId: 'b', reason: 'r' }, SIGNAL),
  },
  approvePaperDestruction: {
    needs,
    call: (on, actor) => on.approvePaperDestruction(actor, { boxId: 'b', manner: 'm' }, SIGNAL),
  },
  printPaperProtocol: { needs, call: (on, actor) => on.printPaperProtocol(actor, 'b', SIGNAL) },
}
