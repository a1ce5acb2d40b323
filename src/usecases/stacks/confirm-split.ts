import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { AWAITED } from '../../domain/intake/job.ts'
import { queuedAgain } from '../../domain/intake/processing.ts'
import { segmentsOf } from '../../domain/stacks/split-plan.ts'
import { asStack, confirmedSplit, planOf } from '../../domain/stacks/stack-moves.ts'
import type { Clock } from '../../ports/clock.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { scanOf, type BatchScan } from '../shared/batch-scans.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'

/**
 * Has a scan divided as its plan says.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict` while somebody must look at a page
 */
export type ConfirmSplit = (actor: Actor, reference: ItemReference, signal: AbortSignal) => Promise<BatchScan>

export function createConfirmSplit(
  ports: ItemEditPorts & { readonly jobQueue: JobQueue; readonly clock: Clock },
): ConfirmSplit {
  return async function confirmSplit(actor, reference, signal) {
    requirePermission(actor, 'batches:edit')
    const changed = await changeItem(
      ports,
      actor,
      reference,
      async (before) => {
        const at = ports.clock.now().toISOString()
        const item = confirmedSplit(asStack(before.item), { at, by: personOf(actor) })
        const { document } = scanOf(before)
        const work = { kind: 'divide', documentId: document.id, itemId: item.id, priority: AWAITED } as const
        await ports.jobQueue.enqueue(actor, { ...work, inputHash: document.original.sha256 }, signal)
        const letters = segmentsOf(planOf(item)).length
        const changes = { letters: { after: letters } }
        return { item, documents: [queuedAgain(document, 'divide')], action: 'stack.confirmed', changes }
      },
      signal,
    )
    return scanOf(changed)
  }
}
