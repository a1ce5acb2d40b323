import type { Actor } from '../../domain/access/actor.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { IntakeStore, KeyClaim } from '../../ports/intake-store.ts'

/**
 * A claim of this age may be taken over: its request has died, or is so slow that its caller tries again. Should it still
 * come to its end, then only one of the two can keep its answer, and the other one takes everything back.
 */
export const KEY_STALE_AFTER_MS = 30_000
const RETRY_AFTER_SECONDS = 2
const RELEASE_TIMEOUT_MS = 5_000
const RELEASE_EVERY_MS = 1_000

export interface Keyed<T> {
  /** The request was answered before: by this record. */
  readonly again: (recordId: string) => Promise<T>
  /** @param keep names the record that answers the request; joins the transaction that stores it */
  readonly first: (keep: (recordId: string) => Promise<void>) => Promise<T>
}

/**
 * Runs a request that carries an `Idempotency-Key` once, and one that carries none whenever it comes.
 *
 * @throws {MailroomError} `idempotency-key-reused`, `idempotency-in-progress`, and whatever the request throws
 */
export type KeyedRequest = <T>(
  actor: Actor,
  claim: KeyClaim | undefined,
  request: Keyed<T>,
  signal: AbortSignal,
) => Promise<T>

export function createKeyedRequest({ intakeStore }: { readonly intakeStore: IntakeStore }): KeyedRequest {
  async function answeredBy(
    actor: Actor,
    { key, requestHash }: KeyClaim,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const kept = await intakeStore.claimKey(actor, key, requestHash, KEY_STALE_AFTER_MS, signal)
    if (kept === undefined) return undefined
    if (kept.requestHash !== requestHash) {
      throw new MailroomError('idempotency-key-reused', 'This key was used for another request before.')
    }
    if (kept.itemId !== undefined) return kept.itemId
    throw new MailroomError('idempotency-in-progress', 'The first request with this key is still running.', {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  }

  /**
   * Frees the key for the next try, also when the caller has gone; tried again while the database is away, and without harm
   * in vain: the claim goes stale by itself, and from then on may be somebody else's.
   */
  async function release(actor: Actor, claim: KeyClaim, claimedMs: number): Promise<void> {
    try {
      await intakeStore.releaseKey(actor, claim, AbortSignal.timeout(RELEASE_TIMEOUT_MS))
    } catch {
      if (performance.now() > claimedMs + KEY_STALE_AFTER_MS - RELEASE_TIMEOUT_MS * 2) return
      setTimeout(() => void release(actor, claim, claimedMs), RELEASE_EVERY_MS)
    }
  }

  return async (actor, claim, request, signal) => {
    if (claim === undefined) return request.first(async () => undefined)
    const recordId = await answeredBy(actor, claim, signal)
    if (recordId !== undefined) return request.again(recordId)
    const claimedMs = performance.now()
    try {
      return await request.first((id) => intakeStore.keepAnswer(actor, claim, id, signal))
    } catch (error) {
      const released = release(actor, claim, claimedMs)
      // A caller who is told to come back later need not wait until what is down forgets him.
      if (!isMailroomError(error, 'dependency-unavailable')) await released
      throw error
    }
  }
}
