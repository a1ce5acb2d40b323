import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { WHENEVER } from '../../domain/intake/job.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { JobQueue } from '../../ports/job-queue.ts'

export interface ReadingPorts {
  /** As records name it; undefined where another process reads, and while the engines are measured. */
  readonly engineName: () => string | undefined
}

export interface RenewalQueuePorts {
  readonly documents: Documents
  readonly jobQueue: JobQueue
  readonly ids: IdGenerator
}

/**
 * Queues the renewal of a document; says whether it did. Nothing is queued while the first reading is not done and when a
 * renewal waits already.
 *
 * @param machine the actor of the queue
 */
export async function queueRenewal(
  { jobQueue, ids }: RenewalQueuePorts,
  machine: Actor,
  { id, itemId, original, processing }: StoredDocument,
  signal: AbortSignal,
): Promise<boolean> {
  if (processing.state !== 'done') return false
  const open = await jobQueue.ofItem(machine, itemId, signal)
  if (open.some(({ documentId }) => documentId === id)) return false
  const inputHash = `${original.sha256}/renew/${ids.next()}`
  const job = { kind: 'renew', documentId: id, itemId, priority: WHENEVER, inputHash } as const
  await jobQueue.enqueue(machine, job, signal)
  return true
}
