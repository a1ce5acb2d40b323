import type { Actor } from '../domain/access/actor.ts'
import type { DeskObject } from '../domain/desk/desk-entry.ts'
import type { FollowUp } from '../domain/follow-ups/follow-up.ts'
import type { Repository } from './repository.ts'

/**
 * Requests for documents that citizens answer by link. See `repository.ts`. They have no keys of their own: callers have
 * checked that the actor may read the object. No two have the same hash of a secret.
 */
export interface FollowUps extends Repository<FollowUp> {
  findBySecret(actor: Actor, secretHash: string, signal: AbortSignal): Promise<FollowUp | undefined>
  /** Newest first, closed ones too. */
  ofObject(actor: Actor, object: DeskObject, signal: AbortSignal): Promise<FollowUp[]>
  /** Those that are neither settled nor withdrawn, of all these objects, in no order. */
  openOf(actor: Actor, objectIds: readonly string[], signal: AbortSignal): Promise<FollowUp[]>
  /** All of the tenant behind the id, in the order of ids. */
  all(actor: Actor, afterId: string | undefined, limit: number, signal: AbortSignal): Promise<FollowUp[]>
}
