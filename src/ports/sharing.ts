import type { Actor } from '../domain/access/actor.ts'
import type { Adoption, Publication, SharedKind } from '../domain/sharing/publication.ts'
import type { Repository } from './repository.ts'

/**
 * What tenants have published. The only records that other tenants see, and only what stands in them: `insert` and `save`
 * are the publisher's alone, and nothing gets in here by itself.
 */
export interface Publications {
  insert(actor: Actor, publication: Publication, signal: AbortSignal): Promise<void>
  save(actor: Actor, publication: Publication, signal: AbortSignal): Promise<Publication>
  /** Of the actor's own tenant, withdrawn ones included. */
  find(actor: Actor, id: string, signal: AbortSignal): Promise<Publication | undefined>
  /** Of the actor's own tenant, withdrawn ones included; one record is published once. */
  findBySource(
    actor: Actor,
    kind: SharedKind,
    sourceId: string,
    signal: AbortSignal,
  ): Promise<Publication | undefined>
  /** Of whatever tenant; none that was withdrawn. */
  findPublished(id: string, signal: AbortSignal): Promise<Publication | undefined>
  /** Of all tenants by name; none that was withdrawn. */
  listPublished(signal: AbortSignal): Promise<Publication[]>
  /** How many the actor's own tenant has, withdrawn ones included. */
  count(actor: Actor, signal: AbortSignal): Promise<number>
}

/** What the own tenant has adopted. */
export interface Adoptions extends Repository<Adoption> {
  list(actor: Actor, signal: AbortSignal): Promise<Adoption[]>
}
