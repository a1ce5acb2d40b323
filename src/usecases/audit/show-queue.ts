import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { JobQueue, QueueStatus } from '../../ports/job-queue.ts'

/** How the tenant's queue stands. @throws {MailroomError} `forbidden` */
export type ShowQueue = (actor: Actor, signal: AbortSignal) => Promise<QueueStatus>

export function createShowQueue({ jobQueue }: { readonly jobQueue: JobQueue }): ShowQueue {
  return async function showQueue(actor, signal) {
    requirePermission(actor, 'jobs:read')
    return jobQueue.status(actor, signal)
  }
}
