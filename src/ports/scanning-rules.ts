import type { Actor } from '../domain/access/actor.ts'
import type { ScanningRules } from '../domain/quality/scanning-rules.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`; a tenant has one record with the id `SCANNING_RULES_ID`, or none yet. */
export type ScanningRulesStore = Repository<ScanningRules> & {
  /** Those that hold: the record, or the defaults. */
  current(actor: Actor, signal: AbortSignal): Promise<ScanningRules>
}
