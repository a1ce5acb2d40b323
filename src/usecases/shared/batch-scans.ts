import { holdsKey, systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { ScanRecord } from '../../domain/batches/page-ledger.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { asStack, type StackItem } from '../../domain/stacks/stack-moves.ts'
import type { Batches } from '../../ports/batches.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { loadItem, together, type ItemPorts } from './load-item.ts'
import { required } from './required.ts'

/** A scan of a batch and its only document. */
export interface BatchScan {
  readonly item: StackItem
  readonly document: StoredDocument
}

/** The scans of a batch in the order of their numbers, voided ones too. */
export async function loadScans(
  { incomingItems, documents }: ItemPorts,
  actor: Actor,
  batchId: string,
  signal: AbortSignal,
): Promise<BatchScan[]> {
  const items = await incomingItems.scansOf(actor, batchId, signal)
  const all = await documents.findMany(
    actor,
    items.flatMap(({ documentIds }) => documentIds),
    signal,
  )
  const byItem = new Map(all.map((document) => [document.itemId, document]))
  return items.flatMap((item) => {
    const document = byItem.get(item.id)
    return document === undefined ? [] : [scanOf({ item, documents: [document] })]
  })
}

/** The scan of this very file; one that was voided may come in again. */
export async function knownScan(
  ports: ItemPorts,
  actor: Actor,
  batchId: string,
  sha256: string,
  signal: AbortSignal,
): Promise<BatchScan | undefined> {
  const items = await ports.incomingItems.scansOf(actor, batchId, signal)
  const known = items.find(({ stack, state }) => stack?.sha256 === sha256 && state !== 'voided')
  return known === undefined ? undefined : scanOf(await loadItem(ports, actor, known.id, signal))
}

/** @throws {MailroomError} `not-found` for an item that is no scan of several letters */
export function scanOf({ item, documents }: ItemWithDocuments): BatchScan {
  const document = required(documents[0])
  return { item: asStack(together(item, [document]).item), document }
}

export function recordOf({ item, document }: BatchScan): ScanRecord {
  const { filename, original, pageCount } = document
  return { item, filename, sha256: original.sha256, pageCount }
}

/**
 * The batch, for who hands something in: whoever may read it, and whoever has opened it, though scanner accounts read
 * nothing.
 *
 * @throws {MailroomError} `not-found`
 */
export async function openToHandIn(
  { batches }: { readonly batches: Batches },
  actor: Actor,
  batchId: string,
  signal: AbortSignal,
): Promise<Batch> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const batch = required(await batches.find(machine, batchId, signal))
  const isOpen = holdsKey(actor, batch.readKeys) || batch.createdBy.userId === actor.userId
  return required(isOpen ? batch : undefined)
}
