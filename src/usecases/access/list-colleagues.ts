import { unitKey, worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { isUnderWay, type Deputyship } from '../../domain/access/deputy.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { postsOn, type User } from '../../domain/access/organisation.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Deputyships, Tenants, Users } from '../../ports/organisation.ts'
import { todayOf } from '../shared/today.ts'

export interface Colleague {
  readonly id: string
  readonly displayName: string
  /** Only units whose post the actor may read. */
  readonly orgUnitIds: readonly string[]
  /** Who is away today: the last day, and who stands in today, if anybody does. */
  readonly absence?: { readonly lastDay: string; readonly deputyName?: string }
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
    const today = await todayOf(ports, actor, signal)
    const users = await ports.users.list(actor, signal)
    const underWay = (await ports.deputyships.list(actor, today, signal)).filter((one) =>
      isUnderWay(one, today),
    )
    return users
      .filter(isColleague)
      .map((user) => ({
        id: user.id,
        displayName: user.displayName,
        orgUnitIds: postsOn(user, today).filter((unitId) => actor.grantKeys.includes(unitKey(unitId))),
        ...absenceOf(user.id, underWay, users),
      }))
      .filter(({ orgUnitIds }) => orgUnitIds.length > 0)
  }
}

/** Others of a unit do not get to read its post; see `grantKeysOf`. */
function isColleague({ disabled, roles }: User): boolean {
  return !disabled && worksInUnits(roles)
}

/** The last day of all of them, and the deputy who stays longest, of several. */
function absenceOf(
  userId: string,
  underWay: readonly Deputyship[],
  users: readonly User[],
): Pick<Colleague, 'absence'> {
  const own = underWay
    .filter(({ absentId }) => absentId === userId)
    .toSorted((left, right) => (left.lastDay < right.lastDay ? 1 : -1))
  const [last] = own
  if (last === undefined) return {}
  const deputyId = own.find((one) => one.deputyId !== undefined)?.deputyId
  const deputyName = users.find(({ id }) => id === deputyId)?.displayName
  return { absence: { lastDay: last.lastDay, ...(deputyName === undefined ? {} : { deputyName }) } }
}
