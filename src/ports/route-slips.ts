import type { Actor } from '../domain/access/actor.ts'
import type { DeskObject } from '../domain/desk/desk-entry.ts'
import type { RouteSlip } from '../domain/routing/route-slip.ts'
import type { Repository } from './repository.ts'

/**
 * Route slips of items and case files. See `repository.ts`. They have no keys of their own: callers have checked that the
 * actor may read the object.
 *
 * `insert` joins the running transaction and fails with `not-found`, or is run again, when the object goes in the same moment.
 */
export interface RouteSlips extends Repository<RouteSlip> {
  /** The newest first. */
  ofObject(actor: Actor, object: DeskObject, signal: AbortSignal): Promise<RouteSlip[]>
  /**
   * Those whose present step asks one of them, the newest first.
   *
   * @param turns see `turnOf`
   */
  atTurn(actor: Actor, turns: readonly string[], limit: number, signal: AbortSignal): Promise<RouteSlip[]>
  /** All of the tenant behind the id, in the order of ids. */
  all(actor: Actor, afterId: string | undefined, limit: number, signal: AbortSignal): Promise<RouteSlip[]>
}
