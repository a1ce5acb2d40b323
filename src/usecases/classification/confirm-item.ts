import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { withAccepted, withGiven, type IndexInput } from '../../domain/intake/index-data.ts'
import { confirmed, handedOver, requireEditable, routed } from '../../domain/intake/item-moves.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import type { TrainingJournal } from '../../ports/training-journal.ts'
import { changeItem, type ItemChange, type ItemEditPorts } from '../shared/change-item.ts'
import { activeTypesOnly, requireActiveType } from '../shared/document-types.ts'
import { indexChanges, stampOf, withLeadingData } from '../shared/index-document.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { requireWholePosting } from '../shared/posting-parts.ts'
import { changed, raisedAsDemanded } from '../shared/record-access.ts'
import { checkAsDemanded, type CheckRaisePorts } from '../shared/scan-checks.ts'
import { resolveTarget, type TargetPorts } from '../shared/resolve-target.ts'
import type { TargetInput } from '../shared/target-input.ts'
import { teach, typeLesson } from '../shared/teach.ts'

export interface ConfirmItemInput extends ItemReference {
  /** The leading document when absent. */
  readonly documentId?: string | undefined
  readonly index: IndexInput
  /** Takes the best proposal for each field that is neither given nor confirmed before. */
  readonly acceptProposals: boolean
  /** Routes in the same step. */
  readonly target?: TargetInput | undefined
}

/** @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed`, with a target `parts-missing` */
export type ConfirmItem = (
  actor: Actor,
  input: ConfirmItemInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export interface ConfirmItemPorts extends ItemEditPorts, TargetPorts, CheckRaisePorts {
  readonly documentTypes: DocumentTypes
  readonly trainingJournal: TrainingJournal
}

export function createConfirmItem(ports: ConfirmItemPorts): ConfirmItem {
  return async function confirmItem(actor, input, signal) {
    requirePermission(actor, 'items:index')
    if (input.target !== undefined) requirePermission(actor, 'items:route')
    return changeItem(
      ports,
      actor,
      input,
      (before) => confirmation(ports, actor, input, before, signal),
      signal,
    )
  }
}

async function confirmation(
  ports: ConfirmItemPorts,
  actor: Actor,
  input: ConfirmItemInput,
  before: ItemWithDocuments,
  signal: AbortSignal,
): Promise<ItemChange> {
  requireEditable(before.item)
  if (input.target !== undefined) await requireWholePosting(ports, actor, before.item, signal)
  const document = documentOf(before, input.documentId)
  const after = await confirmedDocument(ports, actor, input, document, signal)
  const isLeading = document.id === before.item.documentIds[0]
  const at = ports.clock.now().toISOString()
  const indexed = isLeading ? withLeadingData(confirmed(before.item, at), after) : before.item
  const item = await raisedAsDemanded(ports, actor, indexed, changed(before, [after]), signal)
  const changes = indexChanges(document, after)
  const events = await checkAsDemanded(ports, actor, item, changed(before, [after]), signal)
  await teach(ports, actor, { item, document, lessons: typeLesson(document, after) }, signal)
  if (input.target === undefined)
    return { item, documents: [after], action: 'item.confirmed', changes, events }

  const target = await resolveTarget(
    ports,
    actor,
    input.target,
    { item, documents: before.documents },
    signal,
  )
  const leading = documentOf(before, undefined)
  await teach(ports, actor, { item, document: leading, lessons: { orgUnit: target.orgUnitId } }, signal)
  const action = 'item.confirmed-and-routed'
  const sent = handedOver(routed(item, target), actor, { at })
  return { item: sent, documents: [after], action, changes, events }
}

async function confirmedDocument(
  { documentTypes, clock }: ConfirmItemPorts,
  actor: Actor,
  input: ConfirmItemInput,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const types = await documentTypes.list(actor, signal)
  requireActiveType(types, input.index.documentType)
  const stamp = stampOf(actor, clock.now())
  const given = withGiven(document.index, input.index, stamp)
  if (!input.acceptProposals) return { ...document, index: given }
  const proposals = activeTypesOnly(types, document.proposals)
  return { ...document, index: withAccepted(given, proposals, input.index, stamp) }
}
