import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { JobQueue, QueueStatus } from '../../ports/job-queue.ts'
import type { Ledger } from '../shared/ledger.ts'

/** @throws {MailroomError} `forbidden`, `state-conflict` when it is not paused */
export type ResumeQueue = (actor: Actor, signal: AbortSignal) => Promise<QueueStatus>

export function createResumeQueue(ports: {
  readonly jobQueue: JobQueue
  readonly ledger: Ledger
}): ResumeQueue {
  return async function resumeQueue(actor, signal) {
    requirePermission(actor, 'jobs:control')
    return ports.ledger.change(
      actor,
      async () => {
        await ports.jobQueue.resume(actor, signal)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const result = await ports.jobQueue.status(actor, signal)
        return { result, events: [{ action: 'queue.resumed', object }], changed: [] }
      },
      signal,
    )
  }
}
