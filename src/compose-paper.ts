import type { Platform } from './compose.ts'
import type { PaperUseCases } from './http/paper-use-cases.ts'
import { createListBoxes, createOpenBox, createPutBatch, createShowBox } from './usecases/paper/boxes.ts'
import {
  createApprovePaperDestruction,
  createCancelPaperDestruction,
  createPrintPaperProtocol,
  createRequestPaperDestruction,
} from './usecases/paper/destroy-paper.ts'
import {
  createHoldPaper,
  createPutPaperBack,
  createReleasePaper,
  createTakeOutPaper,
} from './usecases/paper/keep-paper.ts'

/** Where paper lies after it was scanned, and what becomes of it. */
export function composePaper(ports: Platform): PaperUseCases {
  return {
    listBoxes: createListBoxes(ports),
    showBox: createShowBox(ports),
    openBox: createOpenBox(ports),
    putBatch: createPutBatch(ports),
    takeOutPaper: createTakeOutPaper(ports),
    putPaperBack: createPutPaperBack(ports),
    holdPaper: createHoldPaper(ports),
    releasePaper: createReleasePaper(ports),
    requestPaperDestruction: createRequestPaperDestruction(ports),
    cancelPaperDestruction: createCancelPaperDestruction(ports),
    approvePaperDestruction: createApprovePaperDestruction(ports),
    printPaperProtocol: createPrintPaperProtocol(ports),
  }
}
