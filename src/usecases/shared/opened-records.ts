import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { partsOf } from '../../domain/intake/parts-of.ts'
import { requireOpenable } from '../../domain/intake/virus-scan.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { loadItem, type ItemPorts } from './load-item.ts'
import type { LookedAt, ReadLog } from './read-log.ts'
import { required } from './required.ts'

/**
 * The ways in which people get to see one record. Each writes down that it was looked at, where that must be, before
 * anything of it goes out; use cases that show content come this way and no other.
 */

export interface DocumentViewPorts {
  readonly documents: Documents
  readonly readLog: ReadLog
}

/** What is known of a document. @throws {MailroomError} `not-found` */
export async function viewedDocument(
  { documents, readLog }: DocumentViewPorts,
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const document = required(await documents.find(actor, documentId, signal))
  await readLog.viewed(actor, [ofDocument(document)], signal)
  return document
}

/** For whoever shows its content. @throws {MailroomError} `not-found`, `quarantined` */
export async function openedDocument(
  ports: DocumentViewPorts,
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const document = await viewedDocument(ports, actor, documentId, signal)
  await requireOpen(ports, actor, document, signal)
  return document
}

/** A mail or an archive carries its parts along: it is as shut as they are. */
async function requireOpen(
  { documents }: DocumentViewPorts,
  actor: Actor,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  requireOpenable(document)
  if (document.mail === undefined && document.archive === undefined) return
  const siblings = await documents.ofItem(actor, document.itemId, signal)
  for (const part of partsOf(document.id, siblings)) requireOpenable(part)
}

/** @throws {MailroomError} `not-found`, `quarantined` */
export async function downloadedDocument(
  ports: DocumentViewPorts,
  actor: Actor,
  { documentId, isWhole }: { readonly documentId: string; readonly isWhole: boolean },
  signal: AbortSignal,
): Promise<StoredDocument> {
  const { documents, readLog } = ports
  const document = required(await documents.find(actor, documentId, signal))
  await requireOpen(ports, actor, document, signal)
  await readLog.downloaded(actor, ofDocument(document), isWhole, signal)
  return document
}

/** @throws {MailroomError} `not-found` */
export async function viewedItem(
  { incomingItems, readLog }: { readonly incomingItems: IncomingItems; readonly readLog: ReadLog },
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<IncomingItem> {
  const item = required(await incomingItems.find(actor, itemId, signal))
  await readLog.viewed(actor, [ofItem(item)], signal)
  return item
}

/** @throws {MailroomError} `not-found` */
export async function viewedItemWithDocuments(
  ports: ItemPorts & { readonly readLog: ReadLog },
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  const found = await loadItem(ports, actor, itemId, signal)
  await ports.readLog.viewed(actor, [ofItem(found.item), ...found.documents.map(ofDocument)], signal)
  return found
}

/** @throws {MailroomError} `not-found` */
export async function viewedCaseFile(
  { caseFiles, readLog }: { readonly caseFiles: CaseFiles; readonly readLog: ReadLog },
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<CaseFile> {
  const caseFile = required(await caseFiles.find(actor, caseFileId, signal))
  await readLog.viewed(actor, [ofCaseFile(caseFile)], signal)
  return caseFile
}

export function ofDocument({ id, readKeys }: StoredDocument): LookedAt {
  return { kind: 'document', id, readKeys }
}

export function ofItem({ id, readKeys }: IncomingItem): LookedAt {
  return { kind: 'incoming-item', id, readKeys }
}

export function ofCaseFile({ id, readKeys }: CaseFile): LookedAt {
  return { kind: 'case-file', id, readKeys }
}
