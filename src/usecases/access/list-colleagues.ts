import { unitKey, worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { Users } from '../../ports/organisation.ts'

export interface Colleague {
  readonly id: string
  readonly displayName: string
  /** Only units whose post the actor may read. */
  readonly orgUnitIds: readonly string[]
}

/** People to whom the actor can give work, by name. @throws {MailroomError} `forbidden` */
export type ListColleagues = (actor: Actor, signal: AbortSignal) => Promise<readonly Colleague[]>

export function createListColleagues({ users }: { readonly users: Users }): ListColleagues {
  return async function listColleagues(actor, signal) {
    requirePermission(actor, 'items:assign')
    const workers = (await users.list(actor, signal)).filter(isColleague)
    return workers
      .map(({ id, displayName, orgUnitIds }) => ({
        id,
        displayName,
        orgUnitIds: orgUnitIds.filter((unitId) => actor.grantKeys.includes(unitKey(unitId))),
      }))
      .filter(({ orgUnitIds }) => orgUnitIds.length > 0)
  }
}

/** Others of a unit do not get to read its post; see `grantKeysOf`. */
function isColleague({ disabled, roles }: User): boolean {
  return !disabled && worksInUnits(roles)
}
