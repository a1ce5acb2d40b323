import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DayClosing } from '../../domain/register/day-closing.ts'
import type { DayClosings } from '../../ports/day-closings.ts'
import type { Digest } from '../../ports/digest.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { proofOf } from '../shared/closing-draft.ts'
import { required } from '../shared/required.ts'

export interface CheckedClosing {
  readonly closing: DayClosing
  /** Whether the register still holds the very items that were signed. */
  readonly matches: boolean
}

/** Compares a closing with the register as it is now. @throws {MailroomError} `forbidden`, `not-found` */
export type CheckClosing = (actor: Actor, closingId: string, signal: AbortSignal) => Promise<CheckedClosing>

export function createCheckClosing(ports: {
  readonly dayClosings: DayClosings
  readonly incomingItems: IncomingItems
  readonly tenants: Tenants
  readonly digest: Digest
}): CheckClosing {
  return async function checkClosing(actor, closingId, signal) {
    requirePermission(actor, 'register:read')
    const closing = required(await ports.dayClosings.find(actor, closingId, signal))
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const { hash, counts } = await proofOf(ports, actor, tenant, closing.spans, signal)
    return { closing, matches: hash === closing.hash && counts.items === closing.counts.items }
  }
}
