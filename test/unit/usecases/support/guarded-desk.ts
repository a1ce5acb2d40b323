import type { DeskUseCases } from '../../../../src/http/desk-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const PAGE = { limit: 10 }
const FIXED_END = { kind: 'end', endsOn: '2026-12-01', toWorkingDay: true } as const

/** What guards the use cases of deadlines, resubmissions and closing. */
export const GUARDED_DESK: Readonly<Record<keyof DeskUseCases, Guarded>> = {
  listDeskEntries: {
    needs: ['items:read'],
    call: (on, actor) => on.listDeskEntries(actor, { scope: 'mine', dueOnly: false }, PAGE, SIGNAL),
  },
  listObjectEntries: {
    needs: ['items:read'],
    call: (on, actor) => on.listObjectEntries(actor, { kind: 'incoming-item', id: 'i' }, SIGNAL),
  },
  markItem: {
    needs: ['items:file'],
    call: (on, actor) => on.markItem(actor, { itemId: 'i', mark: 'to-file' }, SIGNAL),
  },
  resumeItem: {
    needs: ['items:file'],
    call: (on, actor) => on.resumeItem(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  showClosing: { needs: ['files:read'], call: (on, actor) => on.showClosing(actor, 'f', SIGNAL) },
  calculateDeadline: {
    needs: ['items:read'],
    call: (on, actor) => on.calculateDeadline(actor, FIXED_END),
  },
  setDeadline: {
    needs: ['items:index'],
    call: (on, actor) => {
      const object = { kind: 'incoming-item', id: 'i' } as const
      return on.setDeadline(actor, { object, purpose: 'p', rule: FIXED_END, warnDays: 7 }, SIGNAL)
    },
  },
  setResubmission: {
    needs: ['files:edit'],
    call: (on, actor) => {
      const object = { kind: 'case-file', id: 'f' } as const
      return on.setResubmission(actor, { object, purpose: 'p', dueOn: '2100-01-01' }, SIGNAL)
    },
  },
  changeDeskEntry: {
    needs: ['items:index'],
    call: (on, actor) => on.changeDeskEntry(actor, { entryId: 'e', dueOn: '2100-01-01' }, SIGNAL),
  },
  settleDeskEntry: {
    needs: ['items:index'],
    call: (on, actor) => on.settleDeskEntry(actor, { entryId: 'e' }, SIGNAL),
  },
  withdrawDeskEntry: {
    needs: ['items:index'],
    call: (on, actor) => on.withdrawDeskEntry(actor, { entryId: 'e', reason: 'r' }, SIGNAL),
  },
}
