import type { Actor } from '../domain/access/actor.ts'
import type { AuditEntry } from '../domain/audit/event.ts'
import { MailroomError } from '../domain/errors.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { Job } from '../domain/intake/job.ts'
import type { Additions } from '../pipeline/stage.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { JobFailure, JobQueue } from '../ports/job-queue.ts'
import { saveMachineChange, type MachineSavePorts } from './machine-save.ts'

export interface RenewalPorts extends MachineSavePorts {
  readonly jobQueue: JobQueue
}

/**
 * Puts the new reading in the place of the old one: pages, pictures, proposals and view copy change in one transaction.
 * What people have confirmed and the state of the item stay as they are.
 *
 * @returns keys of the objects that nobody refers to any more
 * @throws {MailroomError} `recognition-failed` when pages of the new reading are missing
 */
export async function saveRenewal(
  ports: RenewalPorts,
  actor: Actor,
  job: Job,
  additions: Additions,
  signal: AbortSignal,
): Promise<string[]> {
  let left: string[] = []
  await saveMachineChange(
    ports,
    actor,
    job,
    ({ item, document: before }) => {
      const document = { ...before, ...additions }
      left = objectKeys(before).filter((key) => !objectKeys(document).includes(key))
      const also = async (): Promise<void> => {
        await requireAllPages(ports, actor, document, signal)
        await ports.documents.dropOtherReadings(actor, document.id, signal)
        await ports.auditLog.append(actor, readAgain(before, document), signal)
        await ports.jobQueue.complete(job, signal)
      }
      return { item, document, notice: 'item', also }
    },
    signal,
  )
  return left
}

/** The old reading stays; a person may ask again. */
export function saveGivenUp(
  ports: RenewalPorts,
  actor: Actor,
  job: Job,
  { code }: JobFailure,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    ({ item, document }) => {
      const also = async (): Promise<void> => {
        await ports.documents.dropOtherReadings(actor, document.id, signal)
        const object = { kind: 'document', id: document.id } as const
        const failed: AuditEntry = { action: 'document.renewal-failed', object, reason: code }
        await ports.auditLog.append(actor, failed, signal)
        await ports.jobQueue.complete(job, signal)
      }
      return { item, document, notice: 'progress', also }
    },
    signal,
  )
}

/** Two renewals of a document can meet: the first to end removes what the other one has staged. */
async function requireAllPages(
  { documents }: RenewalPorts,
  actor: Actor,
  { id, pageCount }: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const pages = await documents.pages(actor, id, signal)
  if (pages.length === pageCount) return
  throw new MailroomError('recognition-failed', 'Pages of the new reading are missing.')
}

function readAgain(before: StoredDocument, after: StoredDocument): AuditEntry {
  return {
    action: 'document.read-again',
    object: { kind: 'document', id: after.id },
    changes: {
      ocr: { before: before.ocr, after: after.ocr },
      viewCopy: { before: before.viewCopy?.sha256, after: after.viewCopy?.sha256 },
    },
  }
}

function objectKeys({ pageImages, viewCopy }: StoredDocument): string[] {
  const pictures = pageImages.map(({ object }) => object.key)
  return viewCopy === undefined ? pictures : [...pictures, viewCopy.key]
}

/** @returns how many there were */
export async function removeObjects(
  { blobStore }: { readonly blobStore: BlobStore },
  keys: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  for (const key of keys) await blobStore.remove(key, signal)
  return keys.length
}
