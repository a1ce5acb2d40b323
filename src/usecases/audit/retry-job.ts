import type { Actor } from '../../domain/access/actor.ts'
import type { Job } from '../../domain/intake/job.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { systemActor } from '../../domain/access/actor.ts'
import { queuedAgain } from '../../domain/intake/processing.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'
import { overseesJobs } from '../shared/oversees-jobs.ts'

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` when it is not parked */
export type RetryJob = (actor: Actor, jobId: string, signal: AbortSignal) => Promise<Job>

export function createRetryJob(ports: {
  readonly jobQueue: JobQueue
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly ledger: Ledger
}): RetryJob {
  return async function retryJob(actor, jobId, signal) {
    requirePermission(actor, 'items:retry')
    requirePermission(actor, 'jobs:read')
    return ports.ledger.change(
      actor,
      async () => {
        const { itemId } = required(await ports.jobQueue.find(actor, jobId, signal))
        if (!overseesJobs(actor)) required(await ports.incomingItems.find(actor, itemId, signal))
        await ports.jobQueue.retry(actor, jobId, signal)
        const job = required(await ports.jobQueue.find(actor, jobId, signal))
        // Who may see to the machine need not be allowed to read the letter.
        const machine = systemActor(actor.tenantId, actor.requestId)
        const document = required(await ports.documents.find(machine, job.documentId, signal))
        await ports.documents.save(machine, queuedAgain(document, job.kind), signal)
        return {
          result: job,
          events: [{ action: 'job.retried', object: { kind: 'job', id: jobId } }],
          changed: [{ kind: 'progress', id: job.itemId, readKeys: document.readKeys }],
        }
      },
      signal,
    )
  }
}
