import { keyOf, type AccessGrant } from './access-grant.ts'
import type { Actor, Represented, TokenScope, Person } from './actor.ts'
import { isGroup, postsOn, type OrgUnit, type User } from './organisation.ts'
import { askedKeysOf, grantKeysOf, permissionsOf } from './policy.ts'

/**
 * A person as the one who asks.
 *
 * @param units see `grantKeysOf`
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function actorOfUser(user: User, units: readonly OrgUnit[], day: string, requestId: string): Actor {
  const keys = grantKeysOf(user, units, day)
  const readsPost = permissionsOf(user.roles).has('items:read')
  const groups = new Set(units.filter(isGroup).map(({ id }) => id))
  return {
    kind: 'user',
    tenantId: user.tenantId,
    userId: user.id,
    displayName: user.displayName,
    roles: user.roles,
    orgUnitIds: postsOn(user, day).filter((id) => !groups.has(id)),
    grantKeys: readsPost ? [...keys, ...askedKeysOf(user.id, keys)] : keys,
    requestId,
  }
}

/** The same person with the single grants that hold for him now. */
export function withGrants(actor: Actor, grants: readonly AccessGrant[]): Actor {
  if (grants.length === 0) return actor
  const keysOf = (effect: AccessGrant['effect']): string[] =>
    grants.filter((grant) => grant.effect === effect).map(keyOf)
  return { ...actor, grantKeys: [...actor.grantKeys, ...keysOf('allow')], shutKeys: keysOf('deny') }
}

/** The same person doing the work of others besides. Only of those who work on post: others gain nothing by it. */
export function standingInFor(actor: Actor, represents: readonly Represented[]): Actor {
  if (represents.length === 0) return actor
  const keys = represents.flatMap(({ grantKeys }) => grantKeys)
  const shut = represents.flatMap(({ shutKeys = [] }) => shutKeys)
  return {
    ...actor,
    grantKeys: [...new Set([...actor.grantKeys, ...keys])],
    ...(shut.length === 0 ? {} : { shutKeys: [...(actor.shutKeys ?? []), ...shut] }),
    ownKeys: actor.grantKeys,
    represents,
  }
}

/** The same person through a personal token: never more than the scopes leave. */
export function actorOfToken(owner: Actor, scopes: readonly TokenScope[]): Actor {
  return { ...owner, kind: 'token', scopes }
}

/** Somebody without an account. Holds no right and no key: what he may do is decided by the use cases for citizens. */
export function citizenActor(tenantId: string, requestId: string): Actor {
  return {
    kind: 'citizen',
    tenantId,
    userId: 'citizen',
    displayName: 'Bürgerportal',
    roles: [],
    orgUnitIds: [],
    grantKeys: [],
    requestId,
  }
}

/** Name under which records and audit keep a person. */
export function personOf(actor: Actor): Person {
  return { userId: actor.userId, displayName: actor.displayName }
}
