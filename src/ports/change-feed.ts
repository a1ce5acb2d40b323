import type { Actor, GrantKey } from '../domain/access/actor.ts'

export type ChangeKind = 'item' | 'document' | 'case-file' | 'progress'

/** Something that people or the search index may have to take notice of. */
export interface Change {
  /** Grows in commit order over all tenants. */
  readonly seq: number
  readonly tenantId: string
  readonly kind: ChangeKind
  /** Id of the item, document or case file; of the item for `progress`. */
  readonly id: string
  readonly at: string
  readonly readKeys: readonly GrantKey[]
}

export type NewChange = Pick<Change, 'kind' | 'id' | 'readKeys'>

/**
 * The outbox: written in the transaction of the change itself, followed by the search feeder and by server-sent events,
 * each from the position it has reached. Old entries are dropped after some days; who has fallen behind further rebuilds.
 */
export interface ChangeFeed {
  /** Joins the running transaction. Changes that belong together are recorded together, in their order. */
  record(actor: Actor, changes: readonly NewChange[], signal: AbortSignal): Promise<void>
  /** Changes of all tenants after `seq`, in order. */
  since(seq: number, limit: number, signal: AbortSignal): Promise<Change[]>
  /** The newest position ever given, also when its entry has been dropped; 0 before the first. */
  head(signal: AbortSignal): Promise<number>
  /** The oldest position that is still kept, 0 when none is. Who stands below it, or finds 0 below the head, rebuilds. */
  tail(signal: AbortSignal): Promise<number>
}
