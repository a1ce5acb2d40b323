import type { Actor } from '../domain/access/actor.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import type { Job } from '../domain/intake/job.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { Bell } from '../ports/bell.ts'
import type { ChangeFeed, ChangeKind, NewChange } from '../ports/change-feed.ts'
import type { Documents } from '../ports/documents.ts'
import type { IncomingItems } from '../ports/incoming-items.ts'
import type { Transactor } from '../ports/transactor.ts'

export interface MachineSavePorts {
  readonly transactor: Transactor
  readonly incomingItems: IncomingItems
  readonly documents: Documents
  readonly auditLog: AuditLog
  readonly changeFeed: ChangeFeed
  readonly bell: Bell
}

/** The records of a job as they stand now: an item, its documents, and the one the job is about. */
export interface JobRecords {
  readonly item: IncomingItem
  readonly document: StoredDocument
  readonly siblings: readonly StoredDocument[]
}

/** The documents of the item as they are with this one changed. */
export function siblingsWith({ siblings }: JobRecords, document: StoredDocument): readonly StoredDocument[] {
  return siblings.map((sibling) => (sibling.id === document.id ? document : sibling))
}

export interface MachineChange {
  readonly document: StoredDocument
  /** The item itself when nothing of it changes. */
  readonly item: IncomingItem
  readonly notice: ChangeKind
  /** Of the audit event when the item moves on; it is ready for people if none is given. */
  readonly move?: string
  /** What else belongs into the same transaction. */
  readonly also?: () => Promise<void>
}

/** People may save the same records at the same time; each try starts from what they left. */
const ATTEMPTS = 20

/** `undefined` when the document or its item is not there any more. */
export async function loadRecords(
  { incomingItems, documents }: Pick<MachineSavePorts, 'incomingItems' | 'documents'>,
  actor: Actor,
  job: Pick<Job, 'itemId' | 'documentId'>,
  signal: AbortSignal,
): Promise<JobRecords | undefined> {
  const item = await incomingItems.find(actor, job.itemId, signal)
  if (item === undefined) return undefined
  const siblings = await documents.findMany(actor, item.documentIds, signal)
  const document = siblings.find(({ id }) => id === job.documentId)
  return document === undefined ? undefined : { item, document, siblings }
}

/**
 * Saves what the machine found without treading on what people do meanwhile: records are read, changed and saved in one
 * transaction, and read anew when somebody was faster.
 */
export async function saveMachineChange(
  ports: MachineSavePorts,
  actor: Actor,
  job: Pick<Job, 'itemId' | 'documentId'>,
  change: (records: JobRecords) => MachineChange,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ports.transactor.inTransaction(() => saveOnce(ports, actor, job, change, signal), signal)
      ports.bell.ring()
      return
    } catch (error) {
      if (attempt >= ATTEMPTS || !isMailroomError(error, 'version-mismatch')) throw error
    }
  }
}

async function saveOnce(
  ports: MachineSavePorts,
  actor: Actor,
  job: Pick<Job, 'itemId' | 'documentId'>,
  change: (records: JobRecords) => MachineChange,
  signal: AbortSignal,
): Promise<void> {
  const before = await loadRecords(ports, actor, job, signal)
  if (before === undefined) return
  const { document, item, notice, move = 'item.ready', also } = change(before)
  await ports.documents.save(actor, document, signal)
  if (item !== before.item) {
    await ports.incomingItems.save(actor, item, signal)
    await recordMove(ports, actor, { before: before.item, after: item, action: move }, signal)
  }
  const { readKeys } = item
  const noticed: NewChange[] = [{ kind: notice, id: item.id, readKeys }]
  if (notice !== 'progress') noticed.push({ kind: 'document', id: document.id, readKeys })
  await ports.changeFeed.record(actor, noticed, signal)
  await also?.()
}

async function recordMove(
  { auditLog }: MachineSavePorts,
  actor: Actor,
  {
    before,
    after,
    action,
  }: { readonly before: IncomingItem; readonly after: IncomingItem; readonly action: string },
  signal: AbortSignal,
): Promise<void> {
  if (before.state === after.state) return
  const event = {
    action,
    object: { kind: 'incoming-item', id: after.id },
    changes: { state: { before: before.state, after: after.state } },
  } as const
  await auditLog.append(actor, event, signal)
}
