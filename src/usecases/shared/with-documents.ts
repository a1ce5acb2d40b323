import type { Actor } from '../../domain/access/actor.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { Documents } from '../../ports/documents.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { together } from './load-item.ts'

/** Items of a list with their documents, all of which are read at once. */
export async function withDocuments(
  documents: Documents,
  actor: Actor,
  items: readonly IncomingItem[],
  signal: AbortSignal,
): Promise<ItemWithDocuments[]> {
  const ids = items.flatMap((item) => item.documentIds)
  const all = await documents.findMany(actor, ids, signal)
  const byId = new Map(all.map((document) => [document.id, document]))
  return items.map((item) =>
    together(
      item,
      item.documentIds.flatMap((id) => byId.get(id) ?? []),
    ),
  )
}
