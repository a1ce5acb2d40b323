import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { queuedAgain } from '../../domain/intake/processing.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'

/** Lets the machine try again. @throws {MailroomError} `not-found`, `state-conflict` when nothing of the item is parked */
export type RetryItem = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ItemWithDocuments>

export function createRetryItem(ports: ItemEditPorts & { readonly jobQueue: JobQueue }): RetryItem {
  return async function retryItem(actor, itemId, signal) {
    requirePermission(actor, 'items:retry')
    return changeItem(
      ports,
      actor,
      itemId,
      async ({ item, documents }) => {
        const jobs = await ports.jobQueue.ofItem(actor, itemId, signal)
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
