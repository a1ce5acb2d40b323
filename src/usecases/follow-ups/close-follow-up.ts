import type { Actor } from '../../domain/access/actor.ts'
import { closedFollowUp } from '../../domain/follow-ups/follow-up.ts'
import {
  changeFollowUp,
  FOLLOW_UP_SETTLED,
  FOLLOW_UP_WITHDRAWN,
  type DatedFollowUp,
  type FollowUpPorts,
  type FollowUpReference,
} from '../shared/follow-ups.ts'

/**
 * All is there: the link takes nothing any more, and nobody is reminded.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`
 */
export type SettleFollowUp = (
  actor: Actor,
  reference: FollowUpReference,
  signal: AbortSignal,
) => Promise<DatedFollowUp>

export function createSettleFollowUp(ports: FollowUpPorts): SettleFollowUp {
  return async function settleFollowUp(actor, reference, signal) {
    const settling = {
      action: FOLLOW_UP_SETTLED,
      endsReminder: true,
      change: (before, { at, by }) => closedFollowUp(before, 'settled', { at, by }),
    } satisfies Parameters<typeof changeFollowUp>[3]
    return changeFollowUp(ports, actor, reference, settling, signal)
  }
}

/**
 * It was a mistake, or is not needed any more: the link is as if it had never been.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`
 */
export type WithdrawFollowUp = (
  actor: Actor,
  input: FollowUpReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<DatedFollowUp>

export function createWithdrawFollowUp(ports: FollowUpPorts): WithdrawFollowUp {
  return async function withdrawFollowUp(actor, { reason, ...reference }, signal) {
    const withdrawing = {
      action: FOLLOW_UP_WITHDRAWN,
      reason,
      endsReminder: true,
      change: (before, { at, by }) => closedFollowUp(before, 'withdrawn', { at, by, reason }),
    } satisfies Parameters<typeof changeFollowUp>[3]
    return changeFollowUp(ports, actor, reference, withdrawing, signal)
  }
}
