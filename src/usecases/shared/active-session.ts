import { systemActor } from '../../domain/access/actor.ts'
import { actorOfUser } from '../../domain/access/actor-of-user.ts'
import type { User } from '../../domain/access/organisation.ts'
import { permissionsOf } from '../../domain/access/policy.ts'
import { calendarDayAt } from '../../domain/intake/receipt-number.ts'
import type { Deputyships, OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import { withDeputyships } from './deputyships.ts'
import { required } from './required.ts'
import type { ActiveSession } from './session-view.ts'

export interface PersonPorts {
  readonly signIn: SignInStore
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly deputyships: Deputyships
  readonly clock: Clock
}

/** What a person is and may do at this moment. */
export async function activeSessionOf(
  ports: PersonPorts,
  user: User,
  requestId: string,
  signal: AbortSignal,
): Promise<ActiveSession> {
  const { tenants, orgUnits, clock } = ports
  const tenant = required(await tenants.find(user.tenantId, signal))
  const needsTree = user.roles.includes('head')
  const units = needsTree ? await orgUnits.list(systemActor(user.tenantId, requestId), signal) : []
  const today = calendarDayAt(clock.now(), tenant.timeZone)
  return {
    actor: await withDeputyships(ports, actorOfUser(user, units, requestId), today, signal),
    view: { user, tenant, permissions: [...permissionsOf(user.roles)] },
  }
}
