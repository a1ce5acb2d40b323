import type { Actor } from '../domain/access/actor.ts'

/** Written before the object is stored, so that a crash leaves a trace that recovery can follow. */
export interface IntakeIntent {
  readonly id: string
  readonly tenantId: string
  readonly objectKey: string
  readonly createdAt: string
}

/** A key, and the request that has it. */
export interface KeyClaim {
  readonly key: string
  readonly requestHash: string
}

/** The kept answer of a request that carried an `Idempotency-Key`. */
export interface KeptAnswer {
  readonly requestHash: string
  /** Absent while the first request is still running. */
  readonly itemId?: string
}

export interface IntakeStore {
  insertIntent(actor: Actor, intent: IntakeIntent, signal: AbortSignal): Promise<void>
  /** Joins the running transaction: `lease-lost` when recovery was faster and has taken the intent away. */
  settleIntent(actor: Actor, id: string, signal: AbortSignal): Promise<void>
  /**
   * Takes intents that were written before the given time, over all tenants: they can no longer be settled. They are kept,
   * as if written now, until `dropIntent`, so that a recovery that is cut short is made up for by a later one.
   */
  takeStaleIntents(before: Date, limit: number, signal: AbortSignal): Promise<IntakeIntent[]>
  /** Forgets an intent whose object is gone. */
  dropIntent(intent: IntakeIntent, signal: AbortSignal): Promise<void>

  /**
   * Claims a key for this user. Returns what is kept when the key was used before: the caller compares the request hash.
   * A claim without answer is free again after the given time (the first request has died).
   */
  claimKey(
    actor: Actor,
    key: string,
    requestHash: string,
    staleAfterMs: number,
    signal: AbortSignal,
  ): Promise<KeptAnswer | undefined>
  /** Joins the running transaction: `lease-lost` when the key has its answer, or was taken over for another request. */
  keepAnswer(actor: Actor, claim: KeyClaim, itemId: string, signal: AbortSignal): Promise<void>
  /** Nothing happens when the key has its answer, or was taken over for another request. */
  releaseKey(actor: Actor, claim: KeyClaim, signal: AbortSignal): Promise<void>
  /**
   * Frees the keys without an answer that were claimed after the given time, over all tenants. For a process that has the
   * database to itself, before it takes requests: those keys belong to requests that died with the one before.
   */
  releaseOpenKeys(claimedAfter: Date, signal: AbortSignal): Promise<void>

  /** Citizen receipts: looked up by the hash of reference code and secret together, in one index. */
  insertSubmission(
    actor: Actor,
    submission: { readonly codeHash: string; readonly itemId: string },
    signal: AbortSignal,
  ): Promise<void>
  findSubmission(
    actor: Actor,
    codeHash: string,
    signal: AbortSignal,
  ): Promise<{ readonly itemId: string } | undefined>
}
