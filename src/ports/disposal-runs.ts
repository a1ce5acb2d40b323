import type { Actor } from '../domain/access/actor.ts'
import type { DisposalRun } from '../domain/disposal/disposal-run.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`; a run is never removed. Callers have checked that the actor may see to disposal. */
export interface DisposalRuns extends Repository<DisposalRun> {
  /** Newest first. */
  list(actor: Actor, limit: number, signal: AbortSignal): Promise<DisposalRun[]>
  /** Those that are asked for, or of which objects are still to be erased. */
  unfinished(actor: Actor, signal: AbortSignal): Promise<DisposalRun[]>
  /** The next number of the tenant, without gaps: it is taken inside the transaction that stores the run. */
  nextSerial(actor: Actor, signal: AbortSignal): Promise<number>
}
