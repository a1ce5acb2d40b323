import type { Actor } from '../../domain/access/actor.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { AuditEntry, AuditEvent } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { requireForMail } from '../../domain/stacks/stack-moves.ts'
import type { AddressBook } from '../../ports/address-book.ts'
import { onBehalfOf } from './deputyships.ts'
import type { ItemReference } from './item-reference.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { learnSender } from './learn-sender.ts'
import type { ChangedRecord, Ledger } from './ledger.ts'
import { loadItem, together, type ItemPorts } from './load-item.ts'
import { ofDocument, ofItem } from './opened-records.ts'
import { looksAt } from './read-log.ts'
import { noticedBy, requireReaderLeft, type ReaderPorts } from './readers.ts'
import { requireVersion } from './required.ts'

export interface ItemEditPorts extends ItemPorts, ReaderPorts {
  readonly addressBook: AddressBook
  readonly ledger: Ledger
}

export interface ItemChange {
  /** The item after; the one before itself when nothing is to be done. */
  readonly item: IncomingItem
  /** Documents after, of those that change; who may read them follows the item by itself. */
  readonly documents?: readonly StoredDocument[]
  readonly action: string
  readonly reason?: string | undefined
  /** Of other records that change in the same step. */
  readonly events?: readonly AuditEntry[]
  readonly changed?: readonly ChangedRecord[]
  /** Of index data. */
  readonly changes?: AuditEvent['changes']
}

const AUDITED = [
  'state',
  'receivedAt',
  'arrival',
  'closure',
  'mark',
  'target',
  'claim',
  'subject',
  'sender',
  'note',
  'part',
  'caseFileId',
  'confirmedAt',
  'level',
  'readKeys',
] as const

/**
 * Changes an item and its documents in one transaction, with its event and notices. The change is worked out anew after
 * a conflict and may use ports, all inside the transaction.
 *
 * @throws {MailroomError} `not-found`, `version-mismatch`, `state-conflict` for what is left of a destroyed letter, and
 *   whatever the change throws
 */
export function changeItem(
  ports: ItemEditPorts,
  actor: Actor,
  reference: ItemReference,
  change: (before: ItemWithDocuments) => ItemChange | Promise<ItemChange>,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  const changeUndisposed = (before: ItemWithDocuments): ItemChange | Promise<ItemChange> => {
    requireNotDisposed(before.item)
    return change(before)
  }
  return changeEvenDisposed(ports, actor, reference, changeUndisposed, signal)
}

/** The same also for what is left of a destroyed letter: it goes along with its unit, and changes in no other way. */
export function changeEvenDisposed(
  ports: ItemEditPorts,
  actor: Actor,
  { itemId, expectedVersion }: ItemReference,
  change: (before: ItemWithDocuments) => ItemChange | Promise<ItemChange>,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  return ports.ledger.change(
    actor,
    async () => {
      const before = await loadItem(ports, actor, itemId, signal)
      if (expectedVersion !== undefined) requireVersion(before.item, expectedVersion)
      const wanted = await change(before)
      requireForMail(before.item, wanted.action)
      const documents = documentsAfter(before, wanted)
      if (
        wanted.item === before.item &&
        documents.every((document, index) => document === before.documents[index])
      ) {
        // Whoever changes nothing is shown the item all the same.
        const shown = [ofItem(before.item), ...before.documents.map(ofDocument)]
        return { result: before, events: looksAt(actor, shown), changed: [] }
      }
      await requireReaderLeft(ports, actor, before.item, wanted.item, signal)
      const item = await ports.incomingItems.save(actor, wanted.item, signal)
      const saved = await saveChanged(ports, actor, before, documents, signal)
      return {
        result: together(item, saved),
        events: [eventOf(actor, before.item, wanted), ...(wanted.events ?? [])],
        changed: [...noticesOf(before, { item, documents: saved }), ...(wanted.changed ?? [])],
      }
    },
    signal,
  )
}

/** What is left of it stays as it is: a subject or a note would come back to what was destroyed. */
export function requireNotDisposed({ id, disposal }: IncomingItem): void {
  if (disposal === undefined) return
  throw new MailroomError('state-conflict', 'What came with this item was destroyed with its case file.', {
    facts: { itemId: id },
  })
}

function documentsAfter(before: ItemWithDocuments, wanted: ItemChange): readonly StoredDocument[] {
  const { readKeys } = wanted.item
  const hasNewReaders = JSON.stringify(readKeys) !== JSON.stringify(before.item.readKeys)
  return before.documents.map((document) => {
    const after = wanted.documents?.find(({ id }) => id === document.id) ?? document
    return hasNewReaders ? { ...after, readKeys } : after
  })
}

async function saveChanged(
  ports: ItemEditPorts,
  actor: Actor,
  before: ItemWithDocuments,
  after: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<StoredDocument[]> {
  // Who writes letters here is nobody from whom mail comes.
  const isMail = before.item.outgoing === undefined
  const saved: StoredDocument[] = []
  for (const [index, document] of after.entries()) {
    const earlier = before.documents[index]
    if (earlier === undefined || document === earlier) saved.push(document)
    else {
      const taught = isMail ? await learnSender(ports, actor, earlier, document, signal) : document
      saved.push(await ports.documents.save(actor, taught, signal))
    }
  }
  return saved
}

function eventOf(
  actor: Actor,
  before: IncomingItem,
  { item, action, reason, changes }: ItemChange,
): AuditEntry {
  return {
    action,
    ...onBehalfOf(actor, before.readKeys),
    object: { kind: 'incoming-item', id: item.id },
    ...(reason === undefined ? {} : { reason }),
    changes: { ...changesBetween<IncomingItem>(before, item, AUDITED), ...changes },
  }
}

function noticesOf(before: ItemWithDocuments, after: ItemWithDocuments): ChangedRecord[] {
  const readKeys = noticedBy(before.item, after.item)
  return [
    { kind: 'item', id: after.item.id, readKeys },
    ...after.documents.map(({ id }): ChangedRecord => ({ kind: 'document', id, readKeys })),
  ]
}
