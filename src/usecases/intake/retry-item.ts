import type { Actor } from '../../domain/access/actor.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { requireEditable } from '../../domain/intake/item-moves.ts'
import { queuedAgain } from '../../domain/intake/processing.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'

/** Lets the machine try again. @throws {MailroomError} `not-found`, `state-conflict` when nothing of the item is parked, or it is closed */
export type RetryItem = (
  actor: Actor,
  input: ItemReference,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createRetryItem(ports: ItemEditPorts & { readonly jobQueue: JobQueue }): RetryItem {
  return async function retryItem(actor, input, signal) {
    requirePermission(actor, 'items:retry')
    return changeItem(
      ports,
      actor,
      input,
      async ({ item, documents }) => {
        requireEditable(item)
        const jobs = await ports.jobQueue.ofItem(actor, input.itemId, signal)
        const parked = jobs.filter((job) => job.state === 'parked')
        if (parked.length === 0) throw new MailroomError('state-conflict', 'Nothing of this item is parked.')
        for (const job of parked) await ports.jobQueue.retry(actor, job.id, signal)
        const retried = documents.flatMap((document) => {
          const job = parked.find(({ documentId }) => documentId === document.id)
          return job === undefined ? [] : [queuedAgain(document, job.kind)]
        })
        return { item, documents: retried, action: 'item.retried' }
      },
      signal,
    )
  }
}
