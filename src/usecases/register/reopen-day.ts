import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { reopenedClosing, type DayClosing } from '../../domain/register/day-closing.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DayClosings } from '../../ports/day-closings.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

/** Takes the last closing back, with a reason; the next one takes its numbers again. @throws {MailroomError} `not-found`, `state-conflict` */
export type ReopenDay = (
  actor: Actor,
  input: { readonly closingId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<DayClosing>

export function createReopenDay(ports: {
  readonly dayClosings: DayClosings
  readonly ledger: Ledger
  readonly clock: Clock
}): ReopenDay {
  return async function reopenDay(actor, { closingId, reason }, signal) {
    requirePermission(actor, 'day:close')
    return ports.ledger.change(
      actor,
      async () => {
        const closing = required(await ports.dayClosings.find(actor, closingId, signal))
        const latest = await ports.dayClosings.latestStanding(actor, signal)
        const reopened = { at: ports.clock.now().toISOString(), by: personOf(actor), reason }
        const result = await ports.dayClosings.save(actor, reopenedClosing(closing, latest, reopened), signal)
        const event = {
          action: 'day.reopened',
          object: { kind: 'day-closing', id: closingId },
          reason,
          changes: { serial: { after: closing.serial } },
        } as const
        return { result, events: [event], changed: [] }
      },
      signal,
    )
  }
}
