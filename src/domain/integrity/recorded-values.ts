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
  'mark',
  'capturedAt',
  'batchId',
  'origin',
  'outgoing',
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
/** The same of a letter that was written here. */
export const WRITTEN_ACTION = 'item.written'
/** A letter was scanned once more: its event tells of one more document. */
export const RESCANNED_ACTION = 'item.rescanned'

/** What the event of the intake tells of each document. */
export interface ReceivedFile {
  readonly documentId: string
  readonly sha256: string
  readonly sizeBytes: number
  /** Of a document that came in later than its item. */
  readonly capturedAt?: string
}

export const VIEW_COPY_ACTION = 'item.view-copy-made'
export const CONVERTED_ACTION = 'item.converted'

/** What the event of a view copy, or of a converted file, tells of it. */
export interface RecordedRendition {
  readonly documentId: string
  readonly key: string
  readonly sha256: string
  readonly sizeBytes: number
}

export function recordedRendition(
  documentId: string,
  { key, sha256, sizeBytes }: StoredObject,
): RecordedRendition {
  return { documentId, key, sha256, sizeBytes }
}

/** Whether the event tells of documents that came in. */
export function isArrival({ action }: Pick<AuditEvent, 'action'>): boolean {
  return isFirst({ action }) || action === RESCANNED_ACTION
}

/** Whether the event made an item. */
function isFirst({ action }: Pick<AuditEvent, 'action'>): boolean {
  return action === RECEIVED_ACTION || action === WRITTEN_ACTION
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
  const received = history.find(isFirst)
  const files = history.filter(isArrival).flatMap(receivedFiles)
  const file = files.find(({ documentId }) => documentId === document.id)
  if (received === undefined || file === undefined) return undefined
  const { original } = document
  const checks: readonly (readonly [field: string, isAsRecorded: boolean])[] = [
    ['original.sha256', original.sha256 === file.sha256],
    ['original.sizeBytes', original.sizeBytes === file.sizeBytes],
    ['original.key', original.key === `originals/${document.tenantId}/${document.id}`],
    ['itemId', document.itemId === item.id && item.documentIds.includes(document.id)],
    ['capturedAt', document.capturedAt === (file.capturedAt ?? item.capturedAt)],
    ['readKeys', isSame(document.readKeys, item.readKeys)],
    ['caseFileId', document.caseFileId === item.caseFileId],
    ['item.createdBy', item.createdBy.userId === received.actor.userId],
    ...recordedFields(item, history),
    ...renditionFields(document, history, 'viewCopy'),
    ...renditionFields(document, history, 'converted'),
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

const ACTIONS = { viewCopy: VIEW_COPY_ACTION, converted: CONVERTED_ACTION } as const

/** The last one that was made of the document; copies of which no event tells are older than the event. */
function renditionFields(
  document: StoredDocument,
  history: readonly AuditEvent[],
  field: keyof typeof ACTIONS,
): [string, boolean][] {
  const rendition = document[field]
  const last = history
    .filter(({ action }) => action === ACTIONS[field])
    .map(({ changes }) => changes[field]?.after as RecordedRendition | undefined)
    .findLast((made) => made?.documentId === document.id)
  if (rendition === undefined || last === undefined) return []
  return [[field, isSame(recordedRendition(document.id, rendition), last)]]
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
