import type {
  ArrivalNotes,
  HistoryEvent,
  ItemReceipt,
  ItemSummary,
  ItemView,
} from '../../contract/incoming-items.ts'
import type { z } from 'zod'
import type { VerifiedSenderView } from '../../contract/primitives.ts'
import type { VerifiedSender } from '../../domain/access/assurance.ts'
import { levelOf } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { checkableDocuments } from '../../domain/quality/checkable-documents.ts'
import type { OutgoingLetter } from '../../domain/letters/outgoing-letter.ts'
import type { ItemWithDocuments } from '../../usecases/shared/item-with-documents.ts'
import type { Presented } from '../route.ts'
import { presentDocument, presentVirusScan } from './documents.ts'

export function presentItem({ item, documents }: ItemWithDocuments): Presented<ItemView> {
  const checkableDocumentIds = checkableDocuments(item, documents).map(({ id }) => id)
  return { ...itemFields(item), documents: documents.map(presentDocument), checkableDocumentIds }
}

export function presentItemSummary({ item, documents }: ItemWithDocuments): Presented<ItemSummary> {
  return {
    ...itemFields(item),
    documents: documents.map(presentReceivedFile),
  }
}

export function presentReceipt({ item, documents }: ItemWithDocuments): Presented<ItemReceipt> {
  const { id, receiptNumber, channel, receivedAt, capturedAt, state } = item
  const files = documents.map(presentReceivedFile)
  return { id, receiptNumber, channel, receivedAt, capturedAt, state, documents: files }
}

function presentReceivedFile(document: StoredDocument): Presented<ItemReceipt>['documents'][number] {
  const { id, filename, original } = document
  const { mediaType, sizeBytes, sha256 } = original
  return { id, filename, mediaType, sizeBytes, sha256, virusScan: presentVirusScan(document) }
}

function itemFields(item: IncomingItem): Omit<Presented<ItemView>, 'documents' | 'checkableDocumentIds'> {
  return {
    id: item.id,
    receiptNumber: item.receiptNumber,
    channel: item.channel,
    receivedAt: item.receivedAt,
    arrival: presentArrival(item),
    capturedAt: item.capturedAt,
    state: item.state,
    subject: item.subject ?? null,
    sender: item.sender ?? null,
    note: item.note ?? null,
    verifiedSender: presentVerifiedSender(item.verifiedSender),
    ...cameFrom(item),
    isStack: item.stack !== undefined,
    outgoing: presentOutgoing(item.outgoing),
    target: item.target ?? null,
    claim: item.claim ?? null,
    caseFileId: item.caseFileId ?? null,
    confirmedAt: item.confirmedAt ?? null,
    closure: presentClosure(item.closure),
    mark: presentMark(item.mark),
    part: item.part === undefined ? null : { number: item.part.number, of: item.part.of },
    processing: item.processing,
    level: levelOf(item.readKeys),
    version: item.version,
  }
}

/** What it belonged to when it came in. */
function cameFrom(item: IncomingItem): Pick<Presented<ItemView>, 'followUpId' | 'batchId' | 'origin'> {
  const { followUp, batchId = null } = item
  return { followUpId: followUp?.id ?? null, batchId, origin: presentOrigin(item) }
}

export function presentOutgoing(outgoing: OutgoingLetter | undefined): Presented<ItemView>['outgoing'] {
  return outgoing === undefined ? null : { ...outgoing, answersItemId: outgoing.answersItemId ?? null }
}

function presentClosure(closure: IncomingItem['closure']): Presented<ItemView>['closure'] {
  return closure === undefined ? null : { ...closure, notice: closure.notice ?? null }
}

function presentMark(mark: IncomingItem['mark']): Presented<ItemView>['mark'] {
  return mark === undefined ? null : { ...mark, destroyOn: mark.destroyOn ?? null }
}

function presentOrigin({ origin }: IncomingItem): Presented<ItemView['origin']> {
  if (origin === undefined) return null
  const { stackItemId, stackNumber, pages } = origin
  return { stackItemId, stackNumber, pages: pages.map(({ page }) => page) }
}

export function presentArrival({ arrival = {} }: Pick<IncomingItem, 'arrival'>): Presented<ArrivalNotes> {
  const { nightBox, earlyCollection = false, evidence, correction } = arrival
  return {
    nightBox: nightBox ?? null,
    earlyCollection,
    evidence: evidence === undefined ? null : { kind: evidence.kind, text: evidence.text ?? null },
    correction: correction ?? null,
  }
}

export function presentVerifiedSender(
  sender: VerifiedSender | undefined,
): Presented<z.infer<typeof VerifiedSenderView>> | null {
  return sender === undefined ? null : { ...sender, level: sender.level ?? null }
}

/** Hashes and request ids of the chain are for its verification only. */
export function presentEvent(event: AuditEvent): Presented<HistoryEvent> {
  return {
    seq: event.seq,
    at: event.at,
    actor: { userId: event.actor.userId, displayName: event.actor.displayName },
    onBehalfOf: event.onBehalfOf ?? null,
    action: event.action,
    reason: event.reason ?? null,
    changes: event.changes,
  }
}
