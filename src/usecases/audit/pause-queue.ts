import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Clock } from '../../ports/clock.ts'
import type { JobQueue, QueueStatus } from '../../ports/job-queue.ts'
import type { Ledger } from '../shared/ledger.ts'

/**
 * Lets the machine begin nothing more of the tenant's work; intake goes on.
 *
 * @throws {MailroomError} `forbidden`, `state-conflict` when it is paused already
 */
export type PauseQueue = (
  actor: Actor,
  input: { readonly reason?: string | undefined },
  signal: AbortSignal,
) => Promise<QueueStatus>

export function createPauseQueue(ports: {
  readonly jobQueue: JobQueue
  readonly clock: Clock
  readonly ledger: Ledger
}): PauseQueue {
  return async function pauseQueue(actor, { reason }, signal) {
    requirePermission(actor, 'jobs:control')
    return ports.ledger.change(
      actor,
      async () => {
        const why = reason === undefined ? {} : { reason }
        const pause = { at: ports.clock.now().toISOString(), by: personOf(actor), ...why }
        await ports.jobQueue.pause(actor, pause, signal)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const result = await ports.jobQueue.status(actor, signal)
        return { result, events: [{ action: 'queue.paused', object, ...why }], changed: [] }
      },
      signal,
    )
  }
}
