import { systemActor, worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { actorOfUser, withGrants } from '../../domain/access/actor-of-user.ts'
import { isActive, postsOn, type OrgUnit, type User } from '../../domain/access/organisation.ts'
import { isSecondFactorDue } from '../../domain/access/second-factor.ts'
import { may, permissionsOf } from '../../domain/access/policy.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Deputyships, OrgUnits, Tenants } from '../../ports/organisation.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Passkeys } from '../../ports/passkeys.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'
import type { Session, SignInStore } from '../../ports/sign-in.ts'
import { withDeputyships } from './deputyships.ts'
import { required } from './required.ts'
import type { ActiveSession } from './session-view.ts'

export interface PersonPorts {
  readonly signIn: SignInStore
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly deputyships: Deputyships
  readonly accessGrants: AccessGrants
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly clock: Clock
}

/**
 * What a person is and may do at this moment: nothing, not for others either, while a second factor is demanded and
 * missing.
 *
 * @param origin identity provider that the person came from: it asks for what it needs itself
 */
export async function activeSessionOf(
  ports: PersonPorts,
  known: User,
  requestId: string,
  signal: AbortSignal,
  { providerId, assurance }: Pick<Session, 'providerId' | 'assurance'> = {},
): Promise<ActiveSession> {
  const { tenants, clock } = ports
  const tenant = required(await tenants.find(known.tenantId, signal))
  const isDue = providerId === undefined && isSecondFactorDue(tenant, known.roles)
  const secondFactorMissing = isDue && !(await hasSecondFactor(ports, known, signal))
  const user = secondFactorMissing ? { ...known, roles: [] } : known
  const units = await unitsFor(ports, user, requestId, signal)
  const today = calendarDayAt(clock.now(), tenant.timeZone)
  const over = units.filter((unit) => !isActive(unit, today)).map(({ id }) => id)
  const own = await withOwnGrants(ports, actorOfUser(user, units, today, requestId), signal)
  const now = { day: today, at: clock.now().toISOString() }
  return {
    actor: secondFactorMissing ? own : await withDeputyships(ports, own, now, signal),
    view: {
      user,
      postUnitIds: postsOn(user, today).filter((id) => !over.includes(id)),
      tenant,
      permissions: [...permissionsOf(user.roles)],
      secondFactorMissing,
      providerId,
      assurance,
    },
  }
}

/** The whole tree for who leads, for others those they work in: that is enough for their keys. */
async function unitsFor(
  { orgUnits }: Pick<PersonPorts, 'orgUnits'>,
  { tenantId, roles, orgUnitIds }: User,
  requestId: string,
  signal: AbortSignal,
): Promise<readonly OrgUnit[]> {
  const machine = systemActor(tenantId, requestId)
  if (roles.includes('head')) return orgUnits.list(machine, signal)
  if (!worksInUnits(roles)) return []
  return orgUnitIds.length === 0 ? [] : orgUnits.findAll(machine, orgUnitIds, signal)
}

/** An app that was confirmed, or a passkey. */
async function hasSecondFactor(
  { secondFactors, passkeys }: PersonPorts,
  { tenantId, id }: User,
  signal: AbortSignal,
): Promise<boolean> {
  const factor = await secondFactors.find(tenantId, id, signal)
  return factor?.confirmed === true || (await passkeys.list(tenantId, id, signal)).length > 0
}

/** Single grants count for those who read letters at all. */
async function withOwnGrants(
  { accessGrants, clock }: PersonPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Actor> {
  if (!may(actor, 'items:read')) return actor
  return withGrants(actor, await accessGrants.inForce(actor, actor.userId, clock.now().toISOString(), signal))
}
