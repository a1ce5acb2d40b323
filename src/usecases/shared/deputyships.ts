import { actsFor, unitKey, worksInUnits, type Actor, type GrantKey } from '../../domain/access/actor.ts'
import { standingInFor } from '../../domain/access/actor-of-user.ts'
import { representedBy, shutForDeputy } from '../../domain/access/deputy.ts'
import { postsFrom, type OrgUnit, type User } from '../../domain/access/organisation.ts'
import { grantKeysOf } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Deputyships, OrgUnits } from '../../ports/organisation.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import { todayOf, type TodayPorts } from './today.ts'

/** Whether the actor settles who stands in for the person: for himself, as head of the person's units, or as administrator. */
export function settlesFor(actor: Actor, person: User, units: readonly OrgUnit[], today: string): boolean {
  if (actor.userId === person.id || actor.roles.includes('admin')) return true
  if (!actor.roles.includes('head')) return false
  const own = actor.ownKeys ?? actor.grantKeys
  // Posts to come count: the deputy would work on their post, too, once they begin.
  const posts = postsFrom(person, today)
  const isLed = posts.length > 0 && posts.every((id) => own.includes(unitKey(id)))
  return isLed && grantKeysOf(person, units, today).every((key) => own.includes(key))
}

/** @throws {MailroomError} `not-found`: whose absence is not the actor's to settle is not told */
export async function requireOwnOrLed(
  ports: TodayPorts & { readonly orgUnits: OrgUnits },
  actor: Actor,
  person: User,
  signal: AbortSignal,
): Promise<void> {
  const units = await ports.orgUnits.list(actor, signal)
  if (settlesFor(actor, person, units, await todayOf(ports, actor, signal))) return
  throw new MailroomError('not-found', 'There is no such person among those you settle this for.')
}

/** The person with the work of all for whom he stands in on the day. */
export async function withDeputyships(
  {
    deputyships,
    signIn,
    orgUnits,
    accessGrants,
  }: {
    readonly deputyships: Deputyships
    readonly signIn: SignInStore
    readonly orgUnits: OrgUnits
    readonly accessGrants: AccessGrants
  },
  actor: Actor,
  { day, at }: { readonly day: string; readonly at: string },
  signal: AbortSignal,
): Promise<Actor> {
  const underWay = worksInUnits(actor.roles)
    ? await deputyships.underWay(actor, actor.userId, day, signal)
    : []
  if (underWay.length === 0) return actor
  const units = await orgUnits.list(actor, signal)
  const represented = await Promise.all(
    underWay.map(async (one) => {
      const absent = await signIn.findUser(actor.tenantId, one.absentId, signal)
      const represented = absent && representedBy(one, absent, units, day)
      if (represented === undefined) return []
      const grants = await accessGrants.inForce(actor, represented.userId, at, signal)
      return [{ ...represented, shutKeys: shutForDeputy(actor.grantKeys, represented, grants) }]
    }),
  )
  return standingInFor(actor, represented.flat())
}

/** For the history: whose work it was that the actor did, when it was not his own. */
export function onBehalfOf(actor: Actor, readKeys: readonly GrantKey[]): Pick<AuditEntry, 'onBehalfOf'> {
  const person = actsFor(actor, readKeys)
  if (person === undefined) return {}
  return { onBehalfOf: { userId: person.userId, displayName: person.displayName } }
}
