import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'

/**
 * Asked before the first byte of an upload is read.
 *
 * @throws {MailroomError} `forbidden`, `rate-limited`
 */
export type AdmitUpload = (actor: Actor, signal: AbortSignal) => Promise<void>

export function createAdmitUpload({ rateLimiter }: { readonly rateLimiter: RateLimiter }): AdmitUpload {
  return async function admitUpload(actor, signal) {
    requirePermission(actor, 'items:create')
    await rateLimiter.consume('upload-account', actor.userId, signal)
  }
}
