import type { Actor } from '../domain/access/actor.ts'
import type { ProtectionClass } from '../domain/batches/protection-class.ts'
import type { CheckState, ScanCheck } from '../domain/quality/scan-check.ts'
import type { Repository } from './repository.ts'

export interface CheckFilter {
  readonly states: readonly CheckState[]
  readonly protectionClass?: ProtectionClass
}

/** See `repository.ts` for what every call promises. A letter has one check at most. */
export interface ScanChecks extends Repository<ScanCheck> {
  /** Those that wait for longest first. */
  list(actor: Actor, filter: CheckFilter, limit: number, signal: AbortSignal): Promise<ScanCheck[]>
  count(actor: Actor, filter: CheckFilter, signal: AbortSignal): Promise<number>
  ofItem(actor: Actor, itemId: string, signal: AbortSignal): Promise<ScanCheck | undefined>
  /** All of a batch, in no order that matters. */
  ofBatch(actor: Actor, batchId: string, signal: AbortSignal): Promise<ScanCheck[]>
}
