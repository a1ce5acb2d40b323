import type { Actor } from '../domain/access/actor.ts'
import type { AgeingLimits } from '../domain/register/ageing.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`; a tenant has one record with the id `AGEING_LIMITS_ID`, or none yet. */
export type AgeingLimitsStore = Repository<AgeingLimits> & {
  /** Those that hold: the record, or the defaults. */
  current(actor: Actor, signal: AbortSignal): Promise<AgeingLimits>
}
