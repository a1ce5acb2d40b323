import { systemActor } from '../../domain/access/actor.ts'
import { actorOfUser } from '../../domain/access/actor-of-user.ts'
import type { User } from '../../domain/access/organisation.ts'
import { permissionsOf } from '../../domain/access/policy.ts'
import type { OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import { required } from './required.ts'
import type { ActiveSession } from './session-view.ts'

export interface PersonPorts {
  readonly signIn: SignInStore
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
}

/** What a person is and may do at this moment. */
export async function activeSessionOf(
  { tenants, orgUnits }: PersonPorts,
  user: User,
  requestId: string,
  signal: AbortSignal,
): Promise<ActiveSession> {
  const tenant = required(await tenants.find(user.tenantId, signal))
  const needsTree = user.roles.includes('head')
  const units = needsTree ? await orgUnits.list(systemActor(user.tenantId, requestId), signal) : []
  return {
    actor: actorOfUser(user, units, requestId),
    view: { user, tenant, permissions: [...permissionsOf(user.roles)] },
  }
}
