import { holdsKey, systemActor, type Actor } from '../../domain/access/actor.ts'
import { isReadLogged, may, requirePermission } from '../../domain/access/policy.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { loadItem } from '../shared/load-item.ts'
import { takeIn, type IntakePorts, type NewMail } from '../shared/take-in.ts'

export interface ReceiveItemInput extends NewMail {
  /** `requestHash` covers all that the request says, the hashes of its files included. */
  readonly idempotency?: KeyClaim | undefined
}

export interface ReceivedItem extends ItemWithDocuments {
  /** True when this is the kept answer of an earlier request with the same key. */
  readonly replayed: boolean
  /**
   * False when the caller may not read the item as it is by now, or looking at it must be written down: then he gets the
   * receipt only.
   */
  readonly readable: boolean
}

/**
 * Takes in a new item. On return originals and records are durable.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `unsupported-media-type`, `idempotency-key-reused`,
 *   `idempotency-in-progress`, `content-mismatch`, `insufficient-storage`, `dependency-unavailable`
 */
export type ReceiveItem = (
  actor: Actor,
  input: ReceiveItemInput,
  signal: AbortSignal,
) => Promise<ReceivedItem>

/**
 * A claim of this age may be taken over: its request has died, or is so slow that its caller tries again. Should it still
 * come to its end, then only one of the two can keep its answer, and the other one takes everything back.
 */
export const KEY_STALE_AFTER_MS = 30_000
const RETRY_AFTER_SECONDS = 2
const RELEASE_TIMEOUT_MS = 5_000
const RELEASE_EVERY_MS = 1_000

export function createReceiveItem(ports: IntakePorts): ReceiveItem {
  async function keptAnswer(
    actor: Actor,
    { key, requestHash }: KeyClaim,
    signal: AbortSignal,
  ): Promise<ReceivedItem | undefined> {
    const kept = await ports.intakeStore.claimKey(actor, key, requestHash, KEY_STALE_AFTER_MS, signal)
    if (kept === undefined) return undefined
    if (kept.requestHash !== requestHash) {
      throw new MailroomError('idempotency-key-reused', 'This key was used for another request before.')
    }
    if (kept.itemId === undefined) {
      throw new MailroomError(
        'idempotency-in-progress',
        'The first request with this key is still running.',
        {
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        },
      )
    }
    // The receipt belongs to whoever made the request, also when somebody else works on the item by now.
    const reader = systemActor(actor.tenantId, actor.requestId)
    const answer = await loadItem(ports, reader, kept.itemId, signal)
    const { readKeys } = answer.item
    const isReader = may(actor, 'items:read') && holdsKey(actor, readKeys)
    return { ...answer, replayed: true, readable: isReader && !isReadLogged(actor, readKeys) }
  }

  async function received(actor: Actor, input: ReceiveItemInput, signal: AbortSignal): Promise<ReceivedItem> {
    const claim = input.idempotency
    const taken = await takeIn(ports, actor, input, signal, async ({ item }) => {
      if (claim !== undefined) await ports.intakeStore.keepAnswer(actor, claim, item.id, signal)
    })
    return { ...taken, replayed: false, readable: true }
  }

  /**
   * Frees the key for the next try, also when the caller has gone; tried again while the database is away, and without harm
   * in vain: the claim goes stale by itself, and from then on may be somebody else's.
   */
  async function release(actor: Actor, claim: KeyClaim, claimedMs: number): Promise<void> {
    try {
      await ports.intakeStore.releaseKey(actor, claim, AbortSignal.timeout(RELEASE_TIMEOUT_MS))
    } catch {
      if (performance.now() > claimedMs + KEY_STALE_AFTER_MS - RELEASE_TIMEOUT_MS * 2) return
      setTimeout(() => void release(actor, claim, claimedMs), RELEASE_EVERY_MS)
    }
  }

  return async function receiveItem(actor, input, signal) {
    requirePermission(actor, 'items:create')
    if (input.idempotency === undefined) return received(actor, input, signal)
    const kept = await keptAnswer(actor, input.idempotency, signal)
    if (kept !== undefined) return kept
    const claimedMs = performance.now()
    try {
      return await received(actor, input, signal)
    } catch (error) {
      const released = release(actor, input.idempotency, claimedMs)
      // A caller who is told to come back later need not wait until what is down forgets him.
      if (!isMailroomError(error, 'dependency-unavailable')) await released
      throw error
    }
  }
}
