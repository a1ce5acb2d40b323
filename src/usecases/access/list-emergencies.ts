import type { AccessGrant } from '../../domain/access/access-grant.ts'
import { unitKey, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/**
 * What was opened in an emergency, the newest first: all of it for the data protection officer, what belongs to their
 * units for heads. @throws {MailroomError} `forbidden`
 */
export type ListEmergencies = (
  actor: Actor,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<AccessGrant>>

export function createListEmergencies({
  accessGrants,
  orgUnits,
}: {
  readonly accessGrants: AccessGrants
  readonly orgUnits: OrgUnits
}): ListEmergencies {
  return async function listEmergencies(actor, page, signal) {
    requirePermission(actor, 'access:notices')
    if (actor.roles.includes('dpo')) return accessGrants.emergencies(actor, undefined, page, signal)
    const units = await orgUnits.list(actor, signal)
    const led = units.filter(({ id }) => actor.grantKeys.includes(unitKey(id, 'strict')))
    const ids = led.map(({ id }) => id)
    return accessGrants.emergencies(actor, ids, page, signal)
  }
}
