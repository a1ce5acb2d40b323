import type { Actor } from '../domain/access/actor.ts'
import { MailroomError } from '../domain/errors.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import { firstProcessing, readingJobOf } from '../domain/intake/first-step.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import { intoQuarantine, outOfQuarantine } from '../domain/intake/item-moves.ts'
import { USUAL, type Job } from '../domain/intake/job.ts'
import { processingOf } from '../domain/intake/processing.ts'
import { isHeld, rescanned, type VirusScan } from '../domain/intake/virus-scan.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import { scanContent, type ScanPorts } from '../usecases/shared/scan-files.ts'
import { saveMachineChange, siblingsWith, type JobRecords, type MachineSavePorts } from './machine-save.ts'

export interface VirusScanPorts extends MachineSavePorts, ScanPorts {
  readonly blobStore: BlobStore
  readonly jobQueue: JobQueue
}

/**
 * Scans a document whose scanner was away when it came in. The last of an item that is found clean frees the item.
 *
 * @throws {MailroomError} `dependency-unavailable` as long as the scanner is away or not configured any more
 */
export async function scanLater(
  ports: VirusScanPorts,
  actor: Actor,
  job: Job,
  { document: { original } }: JobRecords,
  signal: AbortSignal,
): Promise<void> {
  const content = await ports.blobStore.open(original.key, original, signal)
  const scan = await scanContent(ports, content, signal)
  if (scan === undefined)
    throw new MailroomError('dependency-unavailable', 'No virus scanner is configured any more.')
  await saveScan(ports, actor, job, scan, signal)
}

function saveScan(
  ports: VirusScanPorts,
  actor: Actor,
  job: Job,
  scan: VirusScan,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      const document = withScan(records.document, scan)
      const siblings = siblingsWith(records, document)
      const isFreed = records.item.state === 'quarantined' && !siblings.some(isHeld)
      return {
        document,
        item: scanned(records.item, siblings, isFreed),
        notice: 'item',
        move: isFreed ? 'item.found-clean' : 'item.quarantined',
        async also() {
          await recordScan(ports, actor, document, scan, signal)
          if (isFreed) await beginReading(ports, actor, siblings, signal)
          await ports.jobQueue.complete(job, signal)
        },
      }
    },
    signal,
  )
}

/** What the machine has done meanwhile, because a person has released the document, stays. */
function withScan(before: StoredDocument, scan: VirusScan): StoredDocument {
  const document = { ...before, virusScan: rescanned(before.virusScan, scan) }
  const isUntouched = before.processing.stage === 'virus-scan'
  return isUntouched || isHeld(document) ? { ...document, processing: firstProcessing(document) } : document
}

function scanned(item: IncomingItem, documents: readonly StoredDocument[], isFreed: boolean): IncomingItem {
  const progressed = { ...item, processing: processingOf(documents) }
  if (isFreed) return outOfQuarantine(progressed)
  return documents.some(isHeld) ? intoQuarantine(progressed) : progressed
}

async function beginReading(
  { jobQueue }: VirusScanPorts,
  actor: Actor,
  documents: readonly StoredDocument[],
  signal: AbortSignal,
): Promise<void> {
  for (const document of documents) {
    const { id: documentId, itemId, original } = document
    const work = { kind: readingJobOf(document), documentId, itemId, priority: USUAL } as const
    await jobQueue.enqueue(actor, { ...work, inputHash: original.sha256 }, signal)
  }
}

async function recordScan(
  { auditLog }: VirusScanPorts,
  actor: Actor,
  { id: documentId, itemId }: StoredDocument,
  { state, signature, reason }: VirusScan,
  signal: AbortSignal,
): Promise<void> {
  const object = { kind: 'incoming-item', id: itemId } as const
  const changes = { virusScan: { after: { documentId, state, signature, reason } } }
  await auditLog.append(actor, { action: 'item.virus-scanned', object, changes }, signal)
}
