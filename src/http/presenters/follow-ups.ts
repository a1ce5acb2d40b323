import type { FollowUpView } from '../../contract/follow-ups.ts'
import type { DatedFollowUp } from '../../usecases/shared/follow-ups.ts'
import type { Presented } from '../route.ts'

/** The hash of the secret and the reminder are for nobody. */
export function presentFollowUp({ followUp, phase }: DatedFollowUp): Presented<FollowUpView> {
  const { id, object, recipient, subject, text, wanted, dueOn, openUntil, answers } = followUp
  const { createdAt, createdBy, closed, version } = followUp
  return {
    id,
    object,
    recipient,
    subject,
    text,
    wanted,
    dueOn,
    openUntil,
    phase,
    answers,
    createdAt,
    createdBy,
    closed: closed === undefined ? null : { ...closed, reason: closed.reason ?? null },
    version,
  }
}
