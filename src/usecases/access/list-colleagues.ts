import { unitKey, worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { isUnderWay, type Deputyship } from '../../domain/access/deputy.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { User } from '../../domain/access/organisation.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Deputyships, Tenants, Users } from '../../ports/organisation.ts'
import { required } from '../shared/required.ts'

export interface Colleague {
  readonly id: string
  readonly displayName: string
  /** Only units whose post the actor may read. */
  readonly orgUnitIds: readonly string[]
  /** Who is away today: the last day, and who stands in. */
  readonly absence?: { readonly lastDay: string; readonly deputyName: string }
}

/** People to whom the actor can give work, by name. @throws {MailroomError} `forbidden` */
export type ListColleagues = (actor: Actor, signal: AbortSignal) => Promise<readonly Colleague[]>

export function createListColleagues(ports: {
  readonly users: Users
  readonly deputyships: Deputyships
  readonly tenants: Tenants
  readonly clock: Clock
}): ListColleagues {
  return async function listColleagues(actor, signal) {
    requirePermission(actor, 'items:assign')
    const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
    const today = calendarDayAt(ports.clock.now(), timeZone)
    const users = await ports.users.list(actor, signal)
    const underWay = (await ports.deputyships.list(actor, today, signal)).filter((one) =>
      isUnderWay(one, today),
    )
    return users
      .filter(isColleague)
      .map(({ id, displayName, orgUnitIds }) => ({
        id,
        displayName,
        orgUnitIds: orgUnitIds.filter((unitId) => actor.grantKeys.includes(unitKey(unitId))),
        ...absenceOf(id, underWay, users),
      }))
      .filter(({ orgUnitIds }) => orgUnitIds.length > 0)
  }
}

/** Others of a unit do not get to read its post; see `grantKeysOf`. */
function isColleague({ disabled, roles }: User): boolean {
  return !disabled && worksInUnits(roles)
}

/** The one that lasts longest, of several. */
function absenceOf(
  userId: string,
  underWay: readonly Deputyship[],
  users: readonly User[],
): Pick<Colleague, 'absence'> {
  const [last] = underWay
    .filter(({ absentId }) => absentId === userId)
    .toSorted((left, right) => (left.lastDay < right.lastDay ? 1 : -1))
  if (last === undefined) return {}
  const deputyName = users.find(({ id }) => id === last.deputyId)?.displayName ?? ''
  return { absence: { lastDay: last.lastDay, deputyName } }
}
