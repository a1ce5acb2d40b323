import type { Actor } from '../../domain/access/actor.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import {
  daysOfRequest,
  FOLLOW_UP_SECRET_BYTES,
  reminderDay,
  requireAddress,
  type FollowUp,
} from '../../domain/follow-ups/follow-up.ts'
import { codeFrom } from '../../domain/intake/reference-code.ts'
import { deedOf, requireWriting, setEntry, workedOn } from '../shared/desk-entries.ts'
import {
  datedFollowUp,
  FOLLOW_UP_SENT,
  followUpEvent,
  followUpSecretHash,
  objectNotice,
  reminderOf,
  withTenantSlug,
  type FollowUpPorts,
  type SentFollowUp,
} from '../shared/follow-ups.ts'

export interface SendFollowUpInput {
  readonly object: DeskObject
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly wanted: readonly string[]
  /** `YYYY-MM-DD` */
  readonly dueOn: string
}

/**
 * Asks a citizen for documents: makes the secret of a link, and reminds whoever asks when the deadline is over.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` for what nobody works on any more, `validation-failed`
 */
export type SendFollowUp = (
  actor: Actor,
  input: SendFollowUpInput,
  signal: AbortSignal,
) => Promise<SentFollowUp>

export function createSendFollowUp(ports: FollowUpPorts): SendFollowUp {
  return async function sendFollowUp(actor, { object, dueOn, ...words }, signal) {
    requireWriting(actor, object)
    requireAddress(words.recipient)
    const { at, by, today } = await deedOf(ports, actor, signal)
    const code = codeFrom(ports.ids.randomHex(FOLLOW_UP_SECRET_BYTES))
    const followUp = await ports.ledger.change(
      actor,
      async () => {
        const place = await workedOn(ports, actor, object, signal)
        const days = daysOfRequest(dueOn, today)
        const reminder = reminderOf(actor, place, {
          id: ports.ids.next(),
          object,
          purpose: `Nachforderung „${words.subject}“: Ist alles da?`,
          dueOn: reminderDay(dueOn),
          createdAt: at,
        })
        const made: FollowUp = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          object,
          ...words,
          ...days,
          secretHash: followUpSecretHash(ports.digest, actor.tenantId, code),
          state: 'open',
          answers: [],
          entryId: reminder.id,
          createdAt: at,
          createdBy: by,
          version: 1,
        }
        const reminded = await setEntry(ports, actor, reminder, signal)
        await ports.followUps.insert(actor, made, signal)
        return {
          result: made,
          events: [followUpEvent(actor, FOLLOW_UP_SENT, made, place.readKeys), ...reminded.events],
          changed: [objectNotice(made, place.readKeys), ...reminded.changed],
        }
      },
      signal,
    )
    return withTenantSlug(ports, actor, { ...datedFollowUp(followUp, today), code }, signal)
  }
}
