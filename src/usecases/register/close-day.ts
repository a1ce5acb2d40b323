import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { isClean, type DayClosing } from '../../domain/register/day-closing.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { draftClosing, type ClosingPorts } from '../shared/closing-draft.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

/**
 * Signs off what came in since the last closing. While something waits for a target, a reason is needed.
 *
 * @throws {MailroomError} `forbidden`; `state-conflict` when there is nothing to sign, something waits and no reason is given,
 *   or somebody else was faster
 */
export type CloseDay = (
  actor: Actor,
  input: { readonly reason?: string | undefined },
  signal: AbortSignal,
) => Promise<DayClosing>

interface Ports extends ClosingPorts {
  readonly tenants: Tenants
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

export function createCloseDay(ports: Ports): CloseDay {
  return async function closeDay(actor, { reason }, signal) {
    requirePermission(actor, 'day:close')
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    // Before anything is looked at: what happens meanwhile belongs to the next closing.
    const now = ports.clock.now()
    const { before, spans, takenUpTo, counts, hash } = await draftClosing(ports, actor, tenant, signal)
    if (spans.length === 0)
      throw new MailroomError('state-conflict', 'Nothing has come in since the last closing.')
    if (!isClean(counts) && reason === undefined)
      throw new MailroomError(
        'state-conflict',
        'Items still wait for a target, or a batch is not balanced: give a reason.',
      )
    const closing = {
      id: ports.ids.next(),
      tenantId: actor.tenantId,
      day: calendarDayAt(now, tenant.timeZone),
      closedAt: now.toISOString(),
      closedBy: personOf(actor),
      spans,
      takenUpTo,
      counts,
      hash,
      ...(reason === undefined ? {} : { reason }),
      version: 1,
    }
    return ports.ledger.change(
      actor,
      async () => {
        const standing = await ports.dayClosings.latestStanding(actor, signal)
        if (standing?.id !== before?.id)
          throw new MailroomError('state-conflict', 'Somebody else has closed the day in the meantime.')
        const serial = ((await ports.dayClosings.latest(actor, signal))?.serial ?? 0) + 1
        const result: DayClosing = { ...closing, serial }
        await ports.dayClosings.insert(actor, result, signal)
        return { result, events: [eventOf(result)], changed: [] }
      },
      signal,
    )
  }
}

function eventOf(closing: DayClosing) {
  const { id, serial, day, spans, counts, hash, reason } = closing
  return {
    action: 'day.closed',
    object: { kind: 'day-closing', id },
    ...(reason === undefined ? {} : { reason }),
    changes: {
      serial: { after: serial },
      day: { after: day },
      spans: { after: spans },
      counts: { after: counts },
      hash: { after: hash },
    },
  } as const
}
