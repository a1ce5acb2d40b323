import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Batch, BatchState } from '../../domain/batches/batch.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/** Batches that the actor may read, newest first. @throws {MailroomError} `forbidden` */
export type ListBatches = (
  actor: Actor,
  filter: { readonly state?: BatchState },
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<Batch>>

export function createListBatches({ batches }: { readonly batches: Batches }): ListBatches {
  return async function listBatches(actor, filter, page, signal) {
    requirePermission(actor, 'batches:read')
    return batches.list(actor, filter, page, signal)
  }
}
