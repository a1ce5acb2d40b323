import { isInForce, keyOf, type AccessGrant } from './access-grant.ts'
import { askedBy, levelOfKey, worksInUnits, type GrantKey, type Represented } from './actor.ts'
import { isUnderWay, representedBy, shutForDeputy, type Deputyship } from './deputy.ts'
import { unitsLedBy, type OrgUnit, type User } from './organisation.ts'
import { askedKeysOf, grantKeysOf, permissionsOf } from './policy.ts'

interface InUnit<Kind> {
  readonly kind: Kind
  readonly orgUnitId: string
}

interface ByGrant<Kind> {
  readonly kind: Kind
  readonly grant: AccessGrant
}

/** Why somebody may see a record. */
export type ReadReason =
  | { readonly kind: 'mailroom' }
  /** Works in the unit; `cleared` when only who is cleared may see it. */
  | InUnit<'unit'>
  | InUnit<'cleared'>
  | InUnit<'head'>
  | ByGrant<'grant'>
  | ByGrant<'emergency'>
  /** A route slip has asked him, or a unit he works in or leads. */
  | { readonly kind: 'asked'; readonly orgUnitId?: string }
  | { readonly kind: 'deputy'; readonly forName: string; readonly lastDay: string }

export interface Reader {
  readonly userId: string
  readonly displayName: string
  readonly reasons: readonly ReadReason[]
  /** Shut out by this grant, whatever the reasons. */
  readonly shutOutBy?: AccessGrant
}

export interface House {
  readonly users: readonly User[]
  readonly units: readonly OrgUnit[]
  readonly deputyships: readonly Deputyship[]
  /** Whose keys the record carries. */
  readonly grants: readonly AccessGrant[]
  /** `YYYY-MM-DD` in the time zone of the tenant. */
  readonly day: string
  /** ISO 8601 */
  readonly at: string
}

/**
 * Everybody who may see a record now and why, and who would but for a single grant. Works with the keys of the policy, so
 * that it cannot say anything else than what the repositories do.
 */
export function readersOf(readKeys: readonly GrantKey[], house: House): Reader[] {
  const grants = house.grants.filter((grant) => isInForce(grant, house.at) && readKeys.includes(keyOf(grant)))
  return house.users.flatMap((user): Reader[] => {
    if (user.disabled || !permissionsOf(user.roles).has('items:read')) return []
    const own = grants.filter(({ person }) => person.userId === user.id)
    const ownDenial = own.find(({ effect }) => effect === 'deny')
    const represented = representedOf(user, house)
    const reasons = [
      ...ownReasons(user, readKeys, house),
      ...own.filter(({ effect }) => effect === 'allow').map(reasonOfGrant),
      ...deputyReasons(represented, readKeys),
    ]
    if (reasons.length === 0 && ownDenial === undefined) return []
    const shutOutBy = ownDenial ?? denialAsDeputy(user, represented, { ...house, grants })
    const { id: userId, displayName } = user
    return [{ userId, displayName, reasons, ...(shutOutBy === undefined ? {} : { shutOutBy }) }]
  })
}

function reasonOfGrant(grant: AccessGrant): ReadReason {
  return { kind: grant.origin === 'emergency' ? 'emergency' : 'grant', grant }
}

function ownReasons(user: User, readKeys: readonly GrantKey[], { units, day }: House): ReadReason[] {
  const keys = grantKeysOf(user, units, day)
  const held = [...keys, ...askedKeysOf(user.id, keys)].filter((key) => readKeys.includes(key))
  const led = new Set(unitsLedBy(user, units, day).map(({ id }) => id))
  return held.map((key): ReadReason => {
    const asked = askedBy(key)
    if (asked !== undefined) return { kind: 'asked', ...(asked.kind === 'unit' && { orgUnitId: asked.id }) }
    const [kind, orgUnitId = ''] = key.split(':')
    if (kind !== 'unit') return { kind: 'mailroom' }
    if (led.has(orgUnitId)) return { kind: 'head', orgUnitId }
    return { kind: levelOfKey(key) === 'normal' ? 'unit' : 'cleared', orgUnitId }
  })
}

/** Whose work the person does on the day. */
function representedOf(user: User, { users, units, deputyships, day }: House): Represented[] {
  if (!worksInUnits(user.roles)) return []
  return deputyships
    .filter((one) => one.deputyId === user.id && isUnderWay(one, day))
    .flatMap((one) => {
      const absent = users.find(({ id }) => id === one.absentId)
      return (absent && representedBy(one, absent, units, day)) ?? []
    })
}

function deputyReasons(represented: readonly Represented[], readKeys: readonly GrantKey[]): ReadReason[] {
  return represented
    .filter(({ grantKeys }) => grantKeys.some((key) => readKeys.includes(key)))
    .map(({ displayName, lastDay }) => ({ kind: 'deputy', forName: displayName, lastDay }))
}

/** The grant that shuts out whom the person stands in for, and so himself. */
function denialAsDeputy(
  user: User,
  represented: readonly Represented[],
  { grants, units, day }: House,
): AccessGrant | undefined {
  const own = grantKeysOf(user, units, day)
  const shut = represented.flatMap((absent) => {
    const ofAbsent = grants.filter(({ person }) => person.userId === absent.userId)
    return shutForDeputy(own, absent, ofAbsent)
  })
  return grants.find((grant) => shut.includes(keyOf(grant)))
}
