import type { GrantedObject } from '../../domain/access/access-grant.ts'
import { levelOf, systemActor, type Actor } from '../../domain/access/actor.ts'
import { highestOf, type Level } from '../../domain/access/confidentiality.ts'
import {
  caseFileReadKeys,
  rekeyedItem,
  settlesAccess,
  type Confidential,
} from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { AuditEntry, AuditEvent } from '../../domain/audit/event.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import type { AddressBook } from '../../ports/address-book.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import { caseFileNotice } from './case-files.ts'
import { onBehalfOf } from './deputyships.ts'
import { withoutProposedFile } from './hidden-proposals.ts'
import { learnSender } from './learn-sender.ts'
import type { ChangedRecord, Recorded } from './ledger.ts'
import type { ItemPorts } from './load-item.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { noticedBy, requireReaderLeft, type ReaderPorts } from './readers.ts'

export interface RecordAccessPorts extends ItemPorts, ReaderPorts {
  readonly addressBook: AddressBook
  readonly caseFiles: CaseFiles
}

/** Why a record has other readers than before. */
export interface AccessChange {
  readonly action: string
  readonly reason: string
  readonly changes?: AuditEvent['changes']
}

/** Heads of the units that keep a record decide who reads it. @throws {MailroomError} `forbidden` */
export function requireSettling(actor: Actor, { readKeys }: Pick<CaseFile, 'readKeys'>): void {
  if (settlesAccess(actor, readKeys)) return
  throw new MailroomError('forbidden', 'Only a head of the unit that keeps the record decides this.')
}

/** The item with another level or other single grants where it lies now. */
export async function rekeyed(
  { caseFiles }: { readonly caseFiles: CaseFiles },
  actor: Actor,
  item: IncomingItem,
  signal: AbortSignal,
): Promise<IncomingItem> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const { caseFileId } = item
  const caseFile = caseFileId === undefined ? undefined : await caseFiles.find(machine, caseFileId, signal)
  return { ...item, readKeys: rekeyedItem(item, caseFile) }
}

/** The level that the types of an item's documents ask for, as far as a person has confirmed them. */
export function demandedLevel(documents: readonly StoredDocument[], types: readonly DocumentType[]): Level {
  const levels = new Map(types.map(({ id, level }) => [id, level]))
  return highestOf(documents.map(({ index }) => levels.get(indexText(index, 'documentType') ?? '')))
}

/** The documents of an item, with those that change. */
export function changed(
  { documents }: ItemWithDocuments,
  after: readonly StoredDocument[],
): readonly StoredDocument[] {
  return documents.map((document) => after.find(({ id }) => id === document.id) ?? document)
}

/** The item raised to what its documents ask for; never lowered. */
export async function raisedAsDemanded(
  ports: { readonly caseFiles: CaseFiles; readonly documentTypes: DocumentTypes },
  actor: Actor,
  item: IncomingItem,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<IncomingItem> {
  const types = await ports.documentTypes.list(actor, signal)
  const level = highestOf([item.level, demandedLevel(documents, types)])
  if (level === (item.level ?? 'normal')) return item
  return rekeyed(ports, actor, { ...item, level }, signal)
}

/**
 * Gives a case file and all that lies in it other readers, inside the running transaction. Of what lies in it the actor
 * need not be able to read everything.
 *
 * @throws {MailroomError} `state-conflict` when nobody would be left who may read it
 */
export async function changeFileAccess(
  ports: RecordAccessPorts,
  actor: Actor,
  before: CaseFile,
  confidential: Confidential,
  change: AccessChange,
  signal: AbortSignal,
): Promise<Recorded<CaseFile>> {
  const wanted = { ...before, ...confidential }
  const keyed = { ...wanted, readKeys: caseFileReadKeys(wanted) }
  await requireReaderLeft(ports, actor, before, keyed, signal)
  const machine = systemActor(actor.tenantId, actor.requestId)
  const after = await ports.caseFiles.save(machine, keyed, signal)
  const contents = await rekeyContents(ports, machine, after, change, signal)
  const hidden =
    levelOf(after.readKeys) === 'normal' ? [] : await withoutProposedFile(ports, machine, after, signal)
  const object = { kind: 'case-file', id: after.id } as const
  return {
    result: after,
    events: [accessEvent(actor, object, before, after, change), ...contents.events],
    changed: [
      { ...caseFileNotice(after), readKeys: noticedBy(before, after) },
      ...contents.changed,
      ...hidden,
    ],
  }
}

/** Gives an item other readers, inside the running transaction, whoever asks for it. */
export async function changeItemAccess(
  ports: RecordAccessPorts,
  actor: Actor,
  before: IncomingItem,
  confidential: Confidential,
  change: AccessChange,
  signal: AbortSignal,
): Promise<Recorded<IncomingItem>> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const keyed = await rekeyed(ports, actor, { ...before, ...confidential }, signal)
  await requireReaderLeft(ports, actor, before, keyed, signal)
  const { item, changed } = await saveItem(ports, machine, before, keyed, signal)
  const object = { kind: 'incoming-item', id: item.id } as const
  return { result: item, events: [accessEvent(actor, object, before, item, change)], changed }
}

const ITEMS_A_READ = 200

async function rekeyContents(
  ports: RecordAccessPorts,
  machine: Actor,
  caseFile: CaseFile,
  { action, reason }: AccessChange,
  signal: AbortSignal,
): Promise<Pick<Recorded<void>, 'events' | 'changed'>> {
  const events: AuditEntry[] = []
  const changed: ChangedRecord[] = []
  for (const before of await itemsIn(ports, machine, caseFile.id, signal)) {
    const keyed = { ...before, readKeys: rekeyedItem(before, caseFile) }
    // Of its own it may have a higher level, or people who are shut out.
    const isAsFile = JSON.stringify(keyed.readKeys) === JSON.stringify(caseFile.readKeys)
    if (!isAsFile) await requireReaderLeft(ports, machine, before, keyed, signal)
    const saved = await saveItem(ports, machine, before, keyed, signal)
    const object = { kind: 'incoming-item', id: before.id } as const
    const inherited = { action: `${action}-by-file`, reason }
    events.push(accessEvent(machine, object, before, saved.item, inherited))
    changed.push(...saved.changed)
  }
  return { events, changed }
}

async function itemsIn(
  { incomingItems }: RecordAccessPorts,
  machine: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<IncomingItem[]> {
  const found: IncomingItem[] = []
  let cursor: string | undefined
  do {
    const page = { limit: ITEMS_A_READ, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await incomingItems.list(machine, { caseFileId }, page, signal)
    found.push(...items)
    cursor = nextCursor
  } while (cursor !== undefined)
  return found
}

async function saveItem(
  ports: RecordAccessPorts,
  machine: Actor,
  before: IncomingItem,
  after: IncomingItem,
  signal: AbortSignal,
): Promise<{ readonly item: IncomingItem; readonly changed: readonly ChangedRecord[] }> {
  const item = await ports.incomingItems.save(machine, after, signal)
  const { readKeys } = item
  for (const document of await ports.documents.findMany(machine, item.documentIds, signal)) {
    const keyed = await learnSender(ports, machine, document, { ...document, readKeys }, signal)
    await ports.documents.save(machine, keyed, signal)
  }
  const told = noticedBy(before, item)
  return {
    item,
    changed: [
      { kind: 'item', id: item.id, readKeys: told },
      ...item.documentIds.map((id): ChangedRecord => ({ kind: 'document', id, readKeys: told })),
    ],
  }
}

function accessEvent(
  actor: Actor,
  object: GrantedObject,
  before: IncomingItem | CaseFile,
  after: IncomingItem | CaseFile,
  { action, reason, changes }: AccessChange,
): AuditEntry {
  return {
    action,
    object,
    reason,
    ...onBehalfOf(actor, before.readKeys),
    changes: {
      ...changesBetween<Confidential & Pick<CaseFile, 'readKeys'>>(before, after, ['level', 'readKeys']),
      ...changes,
    },
  }
}
