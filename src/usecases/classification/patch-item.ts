import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { withGiven, type IndexInput } from '../../domain/intake/index-data.ts'
import { requireEditable } from '../../domain/intake/item-moves.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import { changeItem, type ItemChange, type ItemEditPorts } from '../shared/change-item.ts'
import { requireActiveType } from '../shared/document-types.ts'
import { indexChanges, stampOf, withLeadingData } from '../shared/index-document.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { changed, raisedAsDemanded } from '../shared/record-access.ts'
import { checkAsDemanded, type CheckRaisePorts } from '../shared/scan-checks.ts'
import { teach, typeLesson } from '../shared/teach.ts'

export interface PatchItemInput extends ItemReference {
  readonly expectedVersion: number
  /** The leading document when absent. */
  readonly documentId?: string | undefined
  readonly index?: IndexInput | undefined
  /** `null` takes the value away. Subject and sender are index data of the leading document, whichever is addressed. */
  readonly subject?: string | null | undefined
  readonly sender?: string | null | undefined
  readonly note?: string | null | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `state-conflict`, `validation-failed` */
export type PatchItem = (
  actor: Actor,
  input: PatchItemInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export interface PatchItemPorts extends ItemEditPorts, CheckRaisePorts {
  readonly documentTypes: DocumentTypes
  readonly caseFiles: CaseFiles
  readonly trainingJournal: TrainingJournal
  readonly clock: Clock
}

export function createPatchItem(ports: PatchItemPorts): PatchItem {
  return async function patchItem(actor, input, signal) {
    requirePermission(actor, 'items:index')
    return changeItem(ports, actor, input, (before) => patch(ports, actor, input, before, signal), signal)
  }
}

async function patch(
  ports: PatchItemPorts,
  actor: Actor,
  input: PatchItemInput,
  before: ItemWithDocuments,
  signal: AbortSignal,
): Promise<ItemChange> {
  requireEditable(before.item)
  requireActiveType(await ports.documentTypes.list(actor, signal), input.index?.documentType)
  const document = documentOf(before, input.documentId)
  const leading = documentOf(before, undefined)
  const stamp = stampOf(actor, ports.clock.now())
  const indexed = (one: StoredDocument, given: IndexInput): StoredDocument => ({
    ...one,
    index: withGiven(one.index, given, stamp),
  })
  const { subject, sender, index = {} } = input
  const after = indexed(document, index)
  const leadingAfter = indexed(leading.id === document.id ? after : leading, { subject, sender })
  const noted = withNote(withLeadingData(before.item, leadingAfter), input.note)
  const documents = changed(before, [after, leadingAfter])
  const item = await raisedAsDemanded(ports, actor, noted, documents, signal)
  const events = await checkAsDemanded(ports, actor, item, documents, signal)
  await teach(ports, actor, { item, document, lessons: typeLesson(document, after) }, signal)
  return {
    item,
    documents: [leadingAfter, after],
    action: 'item.indexed',
    events,
    changes: { ...indexChanges(leading, leadingAfter), ...indexChanges(document, after) },
  }
}

function withNote(item: IncomingItem, note: string | null | undefined): IncomingItem {
  if (note !== null) return note === undefined ? item : { ...item, note }
  const next = { ...item }
  Reflect.deleteProperty(next, 'note')
  return next
}
