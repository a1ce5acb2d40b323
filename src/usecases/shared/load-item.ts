import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { processingOf } from '../../domain/intake/processing.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { required } from './required.ts'

export interface ItemPorts {
  readonly incomingItems: IncomingItems
  readonly documents: Documents
}

/** @throws {MailroomError} `not-found` */
export async function loadItem(
  { incomingItems, documents }: ItemPorts,
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  const item = required(await incomingItems.find(actor, itemId, signal))
  return together(item, await documents.findMany(actor, item.documentIds, signal))
}

/** The progress of an item is that of its documents, which is newer than what the item last kept of it. */
export function together(item: IncomingItem, documents: readonly StoredDocument[]): ItemWithDocuments {
  return { item: { ...item, processing: processingOf(documents) }, documents }
}

/** @throws {MailroomError} `not-found` for a document that is not of the item */
export function documentOf(
  { item, documents }: ItemWithDocuments,
  documentId: string | undefined,
): StoredDocument {
  const wanted = documentId ?? item.documentIds[0]
  return required(documents.find((document) => document.id === wanted))
}
