import type { Actor } from '../../domain/access/actor.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'

/** By number. */
export type ListFilingPlan = (actor: Actor, signal: AbortSignal) => Promise<readonly FilingPlanEntry[]>
