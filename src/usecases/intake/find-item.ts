import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { viewedItemWithDocuments } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'

/** What the machine is still at goes first from now on: a person looks at it. @throws {MailroomError} `not-found` */
export type FindItem = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ItemWithDocuments>

export function createFindItem(
  ports: ItemPorts & { readonly jobQueue: JobQueue; readonly readLog: ReadLog },
): FindItem {
  return async function findItem(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const found = await viewedItemWithDocuments(ports, actor, itemId, signal)
    const { state } = found.item.processing
    const isAwaited = actor.kind === 'user' && (state === 'queued' || state === 'running')
    if (isAwaited) await ports.jobQueue.hurry(actor, itemId, signal)
    return found
  }
}
