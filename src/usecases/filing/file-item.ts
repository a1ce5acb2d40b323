import type { Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { filed } from '../../domain/intake/item-moves.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import {
  caseFileNotice,
  insertCaseFile,
  insertProcedure,
  openedEvent,
  procedureEvent,
  requireOpenFile,
  type CaseFilePorts,
} from '../shared/case-files.ts'
import { leaveEntries, numberDocuments, withNumbers, type NumberingPorts } from '../shared/case-file-parts.ts'
import { changeItem, type ItemChange, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import type { ChangedRecord } from '../shared/ledger.ts'
import { documentOf } from '../shared/load-item.ts'
import { requireWholePosting } from '../shared/posting-parts.ts'
import { invalid, required } from '../shared/required.ts'
import { requireChecked } from '../shared/scan-checks.ts'
import { teach } from '../shared/teach.ts'

export interface FileItemInput extends ItemReference {
  /** Exactly one of `caseFileId` and `newCaseFile`. */
  readonly caseFileId?: string | undefined
  readonly newCaseFile?: NewCaseFileInput | undefined
  /** At most one of `procedureId` and `newProcedure`. */
  readonly procedureId?: string | undefined
  readonly newProcedure?: { readonly subject: string } | undefined
  /** Of an item that lies in another file; what leaves a file leaves the reason behind. */
  readonly reason?: string | undefined
}

export interface NewCaseFileInput {
  readonly subject: string
  readonly filingPlanEntryId: string
  /** The unit the item was sent to when absent. */
  readonly leadUnitId?: string | undefined
  readonly level?: Level | undefined
}

/**
 * Files a confirmed item; one that was filed wrongly goes into another file, by somebody who reads both.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `parts-missing`, `validation-failed`
 */
export type FileItem = (actor: Actor, input: FileItemInput, signal: AbortSignal) => Promise<ItemWithDocuments>

export type FileItemPorts = ItemEditPorts &
  CaseFilePorts &
  NumberingPorts & { readonly trainingJournal: TrainingJournal; readonly scanChecks: ScanChecks }

export function createFileItem(ports: FileItemPorts): FileItem {
  return async function fileItem(actor, input, signal) {
    requirePermission(actor, 'items:file')
    if (input.newCaseFile !== undefined) requirePermission(actor, 'files:create')
    if (input.newProcedure !== undefined) requirePermission(actor, 'files:edit')
    requireOneFile(input)
    return changeItem(ports, actor, input, (before) => filing(ports, actor, input, before, signal), signal)
  }
}

function requireOneFile({ caseFileId, newCaseFile, procedureId, newProcedure }: FileItemInput): void {
  if ((caseFileId === undefined) === (newCaseFile === undefined)) {
    throw invalid('caseFileId', 'Entweder eine vorhandene oder eine neue Akte wird gebraucht.')
  }
  if (procedureId !== undefined && (newProcedure !== undefined || newCaseFile !== undefined)) {
    throw invalid('procedureId', 'Ein vorhandener Vorgang gehört zu einer vorhandenen Akte.')
  }
}

async function filing(
  ports: FileItemPorts,
  actor: Actor,
  input: FileItemInput,
  before: ItemWithDocuments,
  signal: AbortSignal,
): Promise<ItemChange> {
  const opened = await caseFileFor(ports, actor, input, before, signal)
  requireOpenFile(opened.caseFile)
  await requireWholePosting(ports, actor, before.item, signal)
  await requireChecked(ports, actor, before.item, signal)
  const item = filed(before.item, opened.caseFile)
  const procedure = await procedureFor(ports, actor, input, opened.caseFile, signal)
  const left = await leftFile(ports, actor, input, before, signal)
  const documentCount = opened.caseFile.documentCount + before.documents.length
  const { numbered, serials } = await numberDocuments(ports, actor, opened.caseFile, before.documents, signal)
  const caseFile = await ports.caseFiles.save(actor, { ...opened.caseFile, documentCount, numbered }, signal)
  await teachUnit(ports, actor, caseFile, before, signal)
  return {
    item,
    documents: before.documents.map((document) => placedInto(document, caseFile, procedure.placed)),
    action: 'item.filed',
    reason: input.reason,
    events: [...opened.events, ...procedure.events, ...left.events, filedEvent(caseFile, before, serials)],
    changed: [caseFileNotice(caseFile), ...left.changed],
  }
}

/** A procedure belongs to its case file, so that the one before is left with it. */
function placedInto(
  document: StoredDocument,
  { id }: CaseFile,
  placed: { readonly procedureId?: string },
): StoredDocument {
  const moved = { ...document, caseFileId: id }
  Reflect.deleteProperty(moved, 'procedureId')
  return { ...moved, ...placed }
}

/** Takes the documents out of the case file in which the item lay until now, which the actor must be able to read. */
async function leftFile(
  ports: FileItemPorts,
  actor: Actor,
  { reason }: FileItemInput,
  before: ItemWithDocuments,
  signal: AbortSignal,
): Promise<{ readonly events: readonly AuditEntry[]; readonly changed: readonly ChangedRecord[] }> {
  const { caseFileId } = before.item
  if (caseFileId === undefined) return { events: [], changed: [] }
  if (reason === undefined)
    throw invalid('reason', 'Geben Sie an, warum das Dokument in eine andere Akte gehört.')
  const found = required(await ports.caseFiles.find(actor, caseFileId, signal))
  requireOpenFile(found)
  const lain = await withNumbers(ports, actor, found, signal)
  const documentCount = lain.documentCount - before.documents.length
  const left = await ports.caseFiles.save(actor, { ...lain, documentCount }, signal)
  await leaveEntries(ports, actor, left, { documents: before.documents, reason }, signal)
  return { events: [leftEvent(left, before, reason)], changed: [caseFileNotice(left)] }
}

async function caseFileFor(
  ports: FileItemPorts,
  actor: Actor,
  { caseFileId, newCaseFile }: FileItemInput,
  { item }: ItemWithDocuments,
  signal: AbortSignal,
): Promise<{ readonly caseFile: CaseFile; readonly events: readonly AuditEntry[] }> {
  if (newCaseFile === undefined) {
    const caseFile = await ports.caseFiles.find(actor, caseFileId ?? '', signal)
    if (caseFile === undefined) throw invalid('caseFileId', 'Diese Akte gibt es nicht.')
    return { caseFile: await withNumbers(ports, actor, caseFile, signal), events: [] }
  }
  const leadUnitId = newCaseFile.leadUnitId ?? item.target?.orgUnitId
  if (leadUnitId === undefined) throw invalid('newCaseFile.leadUnitId', 'Die federführende Stelle fehlt.')
  const caseFile = await insertCaseFile(ports, actor, { ...newCaseFile, leadUnitId }, signal)
  return { caseFile, events: [openedEvent(caseFile)] }
}

async function procedureFor(
  ports: FileItemPorts,
  actor: Actor,
  { procedureId, newProcedure }: FileItemInput,
  caseFile: CaseFile,
  signal: AbortSignal,
): Promise<{ readonly placed: { readonly procedureId?: string }; readonly events: readonly AuditEntry[] }> {
  if (newProcedure !== undefined) {
    const procedure = await insertProcedure(ports, actor, { caseFile, ...newProcedure }, signal)
    return { placed: { procedureId: procedure.id }, events: [procedureEvent(procedure)] }
  }
  if (procedureId === undefined) return { placed: {}, events: [] }
  const procedures = await ports.caseFiles.procedures(actor, caseFile.id, signal)
  if (!procedures.some(({ id }) => id === procedureId)) {
    throw invalid('procedureId', 'Diesen Vorgang hat die Akte nicht.')
  }
  return { placed: { procedureId }, events: [] }
}

/** Where mail is filed is where it belonged; when it was routed there, that is known already. */
async function teachUnit(
  ports: FileItemPorts,
  actor: Actor,
  { leadUnitId }: CaseFile,
  before: ItemWithDocuments,
  signal: AbortSignal,
): Promise<void> {
  if (before.item.target?.orgUnitId === leadUnitId) return
  const document = documentOf(before, undefined)
  await teach(ports, actor, { item: before.item, document, lessons: { orgUnit: leadUnitId } }, signal)
}

function leftEvent({ id }: CaseFile, { item, documents }: ItemWithDocuments, reason: string): AuditEntry {
  const before = { receiptNumber: item.receiptNumber, documentIds: documents.map((document) => document.id) }
  const object = { kind: 'case-file', id } as const
  return { action: 'case-file.item-left', object, reason, changes: { item: { before } } }
}

function filedEvent(
  { id }: CaseFile,
  { item, documents }: ItemWithDocuments,
  serials: readonly number[],
): AuditEntry {
  const after = { receiptNumber: item.receiptNumber, documentIds: documents.map((document) => document.id) }
  const changes = { item: { after }, serials: { after: serials } }
  return { action: 'case-file.item-filed', object: { kind: 'case-file', id }, changes }
}
