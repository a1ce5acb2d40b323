/**
 * What all repositories promise. Each adds the actor's tenant, and where records carry `readKeys` the actor's grant keys,
 * to every query. A record that is not there and one that the actor may not read are the same: `undefined`, or left out.
 *
 * Reads are consistent with the caller's own writes. `save` is a compare-and-set on `version` and returns the record with
 * its new version; `version-mismatch` when somebody else was faster. `insert` fails with `already-exists` on a taken id
 * or unique name. A database that cannot be reached is `dependency-unavailable`.
 */
import type { Actor } from '../domain/access/actor.ts'

export interface Repository<T> {
  insert(actor: Actor, record: T, signal: AbortSignal): Promise<void>
  find(actor: Actor, id: string, signal: AbortSignal): Promise<T | undefined>
  save(actor: Actor, record: T, signal: AbortSignal): Promise<T>
}

/** Cursor-paged, stable under writes: newest first by capture, ties by id. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor?: string
  /** On the first page, and only while there are no more than 1 000. */
  readonly total?: number
}

export interface PageRequest {
  readonly cursor?: string
  /** 1..200 */
  readonly limit: number
}
