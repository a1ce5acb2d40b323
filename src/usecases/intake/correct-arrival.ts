import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { arrivalCorrected } from '../../domain/intake/item-moves.ts'
import type { Clock } from '../../ports/clock.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { queueRenewal, type RenewalQueuePorts } from '../shared/queue-renewal.ts'

/**
 * Sets right when an item arrived; what counted before, who changed it and why stay in its history.
 *
 * @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed`
 */
export type CorrectArrival = (
  actor: Actor,
  input: ItemReference & { readonly receivedAt: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createCorrectArrival(
  ports: ItemEditPorts & RenewalQueuePorts & { readonly clock: Clock },
): CorrectArrival {
  return async function correctArrival(actor, { receivedAt, reason, ...reference }, signal) {
    requirePermission(actor, 'items:correct-arrival')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item, documents }) => {
        const correction = { at: ports.clock.now().toISOString(), by: personOf(actor), reason }
        const corrected = arrivalCorrected(item, receivedAt, correction)
        const [leading] = documents
        // Its view copy shows the time in the receipt stamp.
        const machine = systemActor(actor.tenantId, actor.requestId)
        if (leading !== undefined) await queueRenewal(ports, machine, leading, signal)
        return { item: corrected, action: 'item.arrival-corrected', reason }
      },
      signal,
    )
  }
}
