import type { Actor } from '../../domain/access/actor.ts'
import type { ItemFilter } from '../../ports/incoming-items.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { withDocuments } from '../shared/with-documents.ts'

/** Items that the actor may read, newest first. */
export type ListItems = (
  actor: Actor,
  filter: ItemFilter,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<ItemWithDocuments>>

export function createListItems({
  incomingItems,
  documents,
}: {
  readonly incomingItems: IncomingItems
  readonly documents: Documents
}): ListItems {
  return async function listItems(actor, filter, page, signal) {
    requirePermission(actor, 'items:read')
    const found = await incomingItems.list(actor, filter, page, signal)
    return { ...found, items: await withDocuments(documents, actor, found.items, signal) }
  }
}
