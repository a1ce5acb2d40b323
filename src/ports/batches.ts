import type { Actor } from '../domain/access/actor.ts'
import type { Batch, BatchState } from '../domain/batches/batch.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

/** See `repository.ts` for what every call promises. A `folderKey` is unique in a tenant. */
export interface Batches extends Repository<Batch> {
  /** Newest first. */
  list(
    actor: Actor,
    filter: { readonly state?: BatchState },
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<Page<Batch>>
  /** Those that were closed after the instant although something did not add up, the last closed first. */
  closedUnbalanced(actor: Actor, after: string, limit: number, signal: AbortSignal): Promise<Batch[]>
  byNumber(actor: Actor, number: string, signal: AbortSignal): Promise<Batch | undefined>
  /** The open one that a watched folder fills. */
  ofFolder(actor: Actor, folderKey: string, signal: AbortSignal): Promise<Batch | undefined>
  /** The next number of the tenant and year, taken inside the transaction that stores the batch. */
  nextSerial(actor: Actor, year: number, signal: AbortSignal): Promise<number>
}
