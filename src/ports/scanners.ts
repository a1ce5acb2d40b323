import type { Actor } from '../domain/access/actor.ts'
import type { Scanner } from '../domain/batches/scanner.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts` for what every call promises. A folder belongs to one scanner of the tenant. */
export interface Scanners extends Repository<Scanner> {
  /** By name. */
  list(actor: Actor, signal: AbortSignal): Promise<Scanner[]>
  /** Of any tenant, for the machine that looks into the folders. */
  all(signal: AbortSignal): Promise<Scanner[]>
}
