import type { FollowUpUseCases } from '../../../../src/http/follow-up-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const REFERENCE = { followUpId: 'f' }
const WORDS = { recipient: 'r', subject: 's', text: 't', wanted: ['w'], dueOn: '2026-04-01' }

/** What guards the use cases of requests for documents; one is for everybody who holds a code. */
export const GUARDED_FOLLOW_UPS: Readonly<Record<Exclude<keyof FollowUpUseCases, 'openFollowUp'>, Guarded>> =
  {
    sendFollowUp: {
      needs: ['files:edit'],
      call: (on, actor) =>
        on.sendFollowUp(actor, { object: { kind: 'case-file', id: 'f' }, ...WORDS }, SIGNAL),
    },
    listFollowUps: {
      needs: ['items:read'],
      call: (on, actor) => on.listFollowUps(actor, { kind: 'incoming-item', id: 'i' }, SIGNAL),
    },
    findFollowUp: {
      needs: ['items:read'],
      call: (on, actor) => on.findFollowUp(actor, 'f', SIGNAL),
    },
    settleFollowUp: {
      needs: ['items:index'],
      call: (on, actor) => on.settleFollowUp(actor, REFERENCE, SIGNAL),
    },
    withdrawFollowUp: {
      needs: ['items:index'],
      call: (on, actor) => on.withdrawFollowUp(actor, { ...REFERENCE, reason: 'r' }, SIGNAL),
    },
    renewFollowUpLink: {
      needs: ['items:index'],
      call: (on, actor) => on.renewFollowUpLink(actor, REFERENCE, SIGNAL),
    },
    printFollowUpLetter: {
      needs: ['items:index'],
      call: (on, actor) =>
        on.printFollowUpLetter(actor, { ...REFERENCE, code: 'c', pageOf: () => 'p' }, SIGNAL),
    },
  }
