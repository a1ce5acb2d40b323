import type { Platform } from './compose.ts'
import type { FollowUpUseCases } from './http/follow-up-use-cases.ts'
import { createSettleFollowUp, createWithdrawFollowUp } from './usecases/follow-ups/close-follow-up.ts'
import { createFindFollowUp, createListFollowUps } from './usecases/follow-ups/list-follow-ups.ts'
import { createOpenFollowUp } from './usecases/follow-ups/open-follow-up.ts'
import { createPrintFollowUpLetter } from './usecases/follow-ups/print-follow-up-letter.ts'
import { createRenewFollowUpLink } from './usecases/follow-ups/renew-follow-up-link.ts'
import { createSendFollowUp } from './usecases/follow-ups/send-follow-up.ts'

/** Requests for documents that citizens answer by link. */
export function composeFollowUps(ports: Platform): FollowUpUseCases {
  return {
    sendFollowUp: createSendFollowUp(ports),
    listFollowUps: createListFollowUps(ports),
    findFollowUp: createFindFollowUp(ports),
    settleFollowUp: createSettleFollowUp(ports),
    withdrawFollowUp: createWithdrawFollowUp(ports),
    renewFollowUpLink: createRenewFollowUpLink(ports),
    printFollowUpLetter: createPrintFollowUpLetter(ports),
    openFollowUp: createOpenFollowUp(ports),
  }
}
