import type { AccessGrant, GrantedObject } from '../domain/access/access-grant.ts'
import type { Actor } from '../domain/access/actor.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

/** Single grants of a tenant; whom they may be shown is for the caller to see to. See `repository.ts` for the rest. */
export interface AccessGrants extends Repository<AccessGrant> {
  /** All that there ever were on the object, the oldest first. */
  ofObject(actor: Actor, object: GrantedObject, signal: AbortSignal): Promise<AccessGrant[]>
  /**
   * Those that hold for the person at the instant, by id.
   *
   * @param at ISO 8601
   */
  inForce(actor: Actor, userId: string, at: string, signal: AbortSignal): Promise<AccessGrant[]>
  /**
   * Emergencies, the newest first.
   *
   * @param orgUnitIds only of these units, when given
   */
  emergencies(
    actor: Actor,
    orgUnitIds: readonly string[] | undefined,
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<Page<AccessGrant>>
}
