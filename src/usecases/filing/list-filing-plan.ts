import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import type { FilingPlan } from '../../ports/case-files.ts'

/** By number. */
export type ListFilingPlan = (actor: Actor, signal: AbortSignal) => Promise<readonly FilingPlanEntry[]>

export function createListFilingPlan({ filingPlan }: { readonly filingPlan: FilingPlan }): ListFilingPlan {
  return async function listFilingPlan(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return filingPlan.list(actor, signal)
  }
}
