import type { SettleFollowUp, WithdrawFollowUp } from '../usecases/follow-ups/close-follow-up.ts'
import type { FindFollowUp, ListFollowUps } from '../usecases/follow-ups/list-follow-ups.ts'
import type { OpenFollowUp } from '../usecases/follow-ups/open-follow-up.ts'
import type { PrintFollowUpLetter } from '../usecases/follow-ups/print-follow-up-letter.ts'
import type { RenewFollowUpLink } from '../usecases/follow-ups/renew-follow-up-link.ts'
import type { SendFollowUp } from '../usecases/follow-ups/send-follow-up.ts'

/** What people do with requests for documents; `openFollowUp` is for everybody with a code. */
export interface FollowUpUseCases {
  readonly sendFollowUp: SendFollowUp
  readonly listFollowUps: ListFollowUps
  readonly findFollowUp: FindFollowUp
  readonly settleFollowUp: SettleFollowUp
  readonly withdrawFollowUp: WithdrawFollowUp
  readonly renewFollowUpLink: RenewFollowUpLink
  readonly printFollowUpLetter: PrintFollowUpLetter
  readonly openFollowUp: OpenFollowUp
}
