import { worksInUnits, worksOnPost, type Actor } from '../../domain/access/actor.ts'
import type { Deputyship } from '../../domain/access/deputy.ts'
import type { User } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Deputyships, OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { settlesFor } from '../shared/deputyships.ts'
import { todayOf } from '../shared/today.ts'

export interface NamedDeputyship extends Deputyship {
  readonly absentName: string
  /** Absent when nobody stands in. */
  readonly deputyName?: string
  /** Whether the actor may end it. */
  readonly mayEnd: boolean
}

export interface DeputyshipOverview {
  /** Under way or to come, in which the actor stands in or that he settles. */
  readonly deputyships: readonly NamedDeputyship[]
  /** Who can be away, as far as the actor settles it. */
  readonly absentees: readonly Pick<User, 'id' | 'displayName'>[]
  /** Who can stand in. */
  readonly deputies: readonly Pick<User, 'id' | 'displayName'>[]
}

/** @throws {MailroomError} `forbidden` */
export type ListDeputyships = (actor: Actor, signal: AbortSignal) => Promise<DeputyshipOverview>

export function createListDeputyships(ports: {
  readonly deputyships: Deputyships
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly clock: Clock
}): ListDeputyships {
  return async function listDeputyships(actor, signal) {
    requirePermission(actor, 'deputies:set')
    const today = await todayOf(ports, actor, signal)
    const [all, users, units] = await Promise.all([
      ports.deputyships.list(actor, today, signal),
      ports.users.list(actor, signal),
      ports.orgUnits.list(actor, signal),
    ])
    const byId = new Map(users.map((user) => [user.id, user]))
    const workers = users.filter(({ disabled, roles }) => !disabled && worksOnPost(roles))
    const deputyships = all.flatMap((one) => {
      const absent = byId.get(one.absentId)
      const deputy = one.deputyId === undefined ? undefined : byId.get(one.deputyId)
      const isGone = one.deputyId !== undefined && deputy === undefined
      if (absent === undefined || isGone) return []
      const mayEnd = settlesFor(actor, absent, units, today)
      if (!mayEnd && one.deputyId !== actor.userId) return []
      const names = {
        absentName: absent.displayName,
        ...(deputy === undefined ? {} : { deputyName: deputy.displayName }),
      }
      return [{ ...one, ...names, mayEnd }]
    })
    return {
      deputyships,
      absentees: workers.filter((user) => settlesFor(actor, user, units, today)).map(named),
      deputies: workers.filter(({ roles }) => worksInUnits(roles)).map(named),
    }
  }
}

function named({ id, displayName }: User): Pick<User, 'id' | 'displayName'> {
  return { id, displayName }
}
