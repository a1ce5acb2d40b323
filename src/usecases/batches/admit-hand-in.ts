import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { requireOpen } from '../../domain/batches/batch.ts'
import type { Batches } from '../../ports/batches.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { openToHandIn } from '../shared/batch-scans.ts'

/**
 * Says before the first byte is read whether a file for this batch would be taken.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` when it is closed,
 *   `rate-limited`
 */
export type AdmitHandIn = (actor: Actor, batchId: string, signal: AbortSignal) => Promise<void>

export function createAdmitHandIn(ports: {
  readonly batches: Batches
  readonly rateLimiter: RateLimiter
}): AdmitHandIn {
  return async function admitHandIn(actor, batchId, signal) {
    requirePermission(actor, 'batches:hand-in')
    requireOpen(await openToHandIn(ports, actor, batchId, signal))
    await ports.rateLimiter.consume('upload-account', actor.userId, signal)
  }
}
