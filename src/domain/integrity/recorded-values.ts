import type { AuditEvent } from '../audit/event.ts'
import type { StoredDocument, StoredObject } from '../intake/document.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'

/** Fields of an item whose every value stands in an audit event. */
const RECORDED = [
  'receiptNumber',
  'channel',
  'receivedAt',
  'arrival',
  'closure',
  'capturedAt',
  'batchId',
  'state',
  'target',
  'claim',
  'subject',
  'sender',
  'note',
  'caseFileId',
  'confirmedAt',
  'readKeys',
] as const satisfies readonly (keyof IncomingItem)[]

export const RECEIVED_ACTION = 'item.received'

/** What the event of the intake tells of each document. */
export interface ReceivedFile {
  readonly documentId: string
  readonly sha256: string
  readonly sizeBytes: number
}

export const VIEW_COPY_ACTION = 'item.view-copy-made'

/** What the event of a view copy tells of it. */
export interface RecordedViewCopy {
  readonly documentId: string
  readonly key: string
  readonly sha256: string
  readonly sizeBytes: number
}

export function recordedViewCopy(
  documentId: string,
  { key, sha256, sizeBytes }: StoredObject,
): RecordedViewCopy {
  return { documentId, key, sha256, sizeBytes }
}

export function receivedFiles(event: AuditEvent): readonly ReceivedFile[] {
  const files = event.changes['files']?.after
  return Array.isArray(files) ? (files as readonly ReceivedFile[]) : []
}

/**
 * Fields of a document and its item that differ from what the audit events say. Whoever edits a record in the database
 * would have to forge the chain as well.
 *
 * @param history of the item, oldest first
 * @returns `undefined` when no event tells of the document at all
 */
export function alteredFields(
  document: StoredDocument,
  item: IncomingItem,
  history: readonly AuditEvent[],
): string[] | undefined {
  const received = history.find(({ action }) => action === RECEIVED_ACTION)
  const file = received && receivedFiles(received).find(({ documentId }) => documentId === document.id)
  if (received === undefined || file === undefined) return undefined
  const { original } = document
  const checks: readonly (readonly [field: string, isAsRecorded: boolean])[] = [
    ['original.sha256', original.sha256 === file.sha256],
    ['original.sizeBytes', original.sizeBytes === file.sizeBytes],
    ['original.key', original.key === `originals/${document.tenantId}/${document.id}`],
    ['itemId', document.itemId === item.id && item.documentIds.includes(document.id)],
    ['capturedAt', document.capturedAt === item.capturedAt],
    ['readKeys', isSame(document.readKeys, item.readKeys)],
    ['caseFileId', document.caseFileId === item.caseFileId],
    ['item.createdBy', item.createdBy.userId === received.actor.userId],
    ...recordedFields(item, history),
    ...viewCopyFields(document, history),
  ]
  return checks.filter(([, isAsRecorded]) => !isAsRecorded).map(([field]) => field)
}

/** The value that each field was last said to have; fields of which no event tells are left out. */
function recordedFields(item: IncomingItem, history: readonly AuditEvent[]): [string, boolean][] {
  return RECORDED.flatMap((field) => {
    const change = history.findLast(({ changes }) => field in changes)?.changes[field]
    return change === undefined ? [] : [[`item.${field}`, isSame(item[field], change.after)]]
  })
}

/** The last copy that was made of the document; copies of which no event tells are older than the event. */
function viewCopyFields(
  { id, viewCopy }: StoredDocument,
  history: readonly AuditEvent[],
): [string, boolean][] {
  const last = history
    .filter(({ action }) => action === VIEW_COPY_ACTION)
    .map(({ changes }) => changes['viewCopy']?.after as RecordedViewCopy | undefined)
    .findLast((made) => made?.documentId === id)
  if (viewCopy === undefined || last === undefined) return []
  return [['viewCopy', isSame(recordedViewCopy(id, viewCopy), last)]]
}

/** A database may give the fields of a value in another order. */
function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
