import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { OrgUnits } from '../../ports/organisation.ts'

/** By number. */
export type ListOrgUnits = (actor: Actor, signal: AbortSignal) => Promise<readonly OrgUnit[]>

export function createListOrgUnits({ orgUnits }: { readonly orgUnits: OrgUnits }): ListOrgUnits {
  return async function listOrgUnits(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return orgUnits.list(actor, signal)
  }
}
