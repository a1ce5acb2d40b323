import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TimeStamps } from '../../ports/time-stamps.ts'

/** Has the original of a letter stamped, some time soon. Joins the running transaction and waits for nobody outside. */
export type OrderTimeStamp = (actor: Actor, document: StoredDocument, signal: AbortSignal) => Promise<void>

export function createOrderTimeStamp(ports: {
  readonly timeStamps: TimeStamps
  readonly clock: Clock
}): OrderTimeStamp {
  return async function orderTimeStamp(actor, { id, tenantId, itemId, original }, signal) {
    const { sha256 } = original
    const createdAt = ports.clock.now().toISOString()
    const order = {
      id,
      tenantId,
      itemId,
      sha256,
      state: 'waiting',
      attempt: 0,
      refusals: 0,
      createdAt,
    } as const
    await ports.timeStamps.insert(actor, order, signal)
  }
}
