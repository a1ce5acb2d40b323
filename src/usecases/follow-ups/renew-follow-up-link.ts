import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { FOLLOW_UP_SECRET_BYTES, requireTakingAnswers } from '../../domain/follow-ups/follow-up.ts'
import { codeFrom } from '../../domain/intake/reference-code.ts'
import {
  changeFollowUp,
  FOLLOW_UP_RENEWED,
  followUpSecretHash,
  withTenantSlug,
  type FollowUpPorts,
  type FollowUpReference,
  type SentFollowUp,
} from '../shared/follow-ups.ts'

/**
 * A new secret for a letter that was lost or came into wrong hands; the one before is worth nothing from then on.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`
 */
export type RenewFollowUpLink = (
  actor: Actor,
  reference: FollowUpReference,
  signal: AbortSignal,
) => Promise<SentFollowUp>

export function createRenewFollowUpLink(ports: FollowUpPorts): RenewFollowUpLink {
  return async function renewFollowUpLink(actor, reference, signal) {
    requirePermission(actor, 'items:index')
    const code = codeFrom(ports.ids.randomHex(FOLLOW_UP_SECRET_BYTES))
    const secretHash = followUpSecretHash(ports.digest, actor.tenantId, code)
    const renewed = await changeFollowUp(
      ports,
      actor,
      reference,
      {
        action: FOLLOW_UP_RENEWED,
        endsReminder: false,
        change(before, { today }) {
          requireTakingAnswers(before, today)
          return { ...before, secretHash }
        },
      },
      signal,
    )
    return withTenantSlug(ports, actor, { ...renewed, code }, signal)
  }
}
