import type { RegisterUseCases } from '../../../../src/http/register-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const PAGE = { limit: 10 }

/** What guards the use cases of the mail register and of its days. */
export const GUARDED_REGISTER: Readonly<Record<keyof RegisterUseCases, Guarded>> = {
  listRegister: { needs: ['register:read'], call: (on, actor) => on.listRegister(actor, {}, PAGE, SIGNAL) },
  exportRegister: { needs: ['register:read'], call: (on, actor) => on.exportRegister(actor, {}, SIGNAL) },
  checkClosing: { needs: ['register:read'], call: (on, actor) => on.checkClosing(actor, 'c', SIGNAL) },
  closeDay: { needs: ['day:close'], call: (on, actor) => on.closeDay(actor, {}, SIGNAL) },
  listClosings: { needs: ['register:read'], call: (on, actor) => on.listClosings(actor, PAGE, SIGNAL) },
  previewClosing: { needs: ['register:read'], call: (on, actor) => on.previewClosing(actor, SIGNAL) },
  showOverview: { needs: ['items:read'], call: (on, actor) => on.showOverview(actor, SIGNAL) },
  showAgeingLimits: { needs: ['masterdata:read'], call: (on, actor) => on.showAgeingLimits(actor, SIGNAL) },
  setAgeingLimits: {
    needs: ['ageing:set'],
    call: (on, actor) => on.setAgeingLimits(actor, { hours: {}, expectedVersion: 0 }, SIGNAL),
  },
  reopenDay: {
    needs: ['day:close'],
    call: (on, actor) => on.reopenDay(actor, { closingId: 'c', reason: 'r' }, SIGNAL),
  },
  findReceiptGaps: {
    needs: ['register:read'],
    call: (on, actor) => on.findReceiptGaps(actor, undefined, SIGNAL),
  },
}
