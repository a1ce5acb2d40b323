import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { filed } from '../../domain/intake/item-moves.ts'
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
import { changeItem, type ItemChange, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { invalid } from '../shared/required.ts'
import { teach } from '../shared/teach.ts'

export interface FileItemInput extends ItemReference {
  /** Exactly one of `caseFileId` and `newCaseFile`. */
  readonly caseFileId?: string | undefined
  readonly newCaseFile?: NewCaseFileInput | undefined
  /** At most one of `procedureId` and `newProcedure`. */
  readonly procedureId?: string | undefined
  readonly newProcedure?: { readonly subject: string } | undefined
}

export interface NewCaseFileInput {
  readonly subject: string
  readonly filingPlanEntryId: string
  /** The unit the item was sent to when absent. */
  readonly leadUnitId?: string | undefined
}

/** Files a confirmed item. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` */
export type FileItem = (actor: Actor, input: FileItemInput, signal: AbortSignal) => Promise<ItemWithDocuments>

export type FileItemPorts = ItemEditPorts & CaseFilePorts & { readonly trainingJournal: TrainingJournal }

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
  const item = filed(before.item, opened.caseFile)
  const procedure = await procedureFor(ports, actor, input, opened.caseFile, signal)
  const documentCount = opened.caseFile.documentCount + before.documents.length
  const caseFile = await ports.caseFiles.save(actor, { ...opened.caseFile, documentCount }, signal)
  await teachUnit(ports, actor, caseFile, before, signal)
  return {
    item,
    documents: before.documents.map((document) => ({
      ...document,
      caseFileId: caseFile.id,
      ...procedure.placed,
    })),
    action: 'item.filed',
    events: [...opened.events, ...procedure.events, filedEvent(caseFile, before)],
    changed: [caseFileNotice(caseFile)],
  }
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
    return { caseFile, events: [] }
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

function filedEvent({ id }: CaseFile, { item, documents }: ItemWithDocuments): AuditEntry {
  const after = { receiptNumber: item.receiptNumber, documentIds: documents.map((document) => document.id) }
  return { action: 'case-file.item-filed', object: { kind: 'case-file', id }, changes: { item: { after } } }
}
