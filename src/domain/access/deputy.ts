import { keyOf, type AccessGrant } from './access-grant.ts'
import { levelOfKey, unitKey, type GrantKey, type Represented } from './actor.ts'
import { LEVELS } from './confidentiality.ts'
import { unitsBelow, type OrgUnit, type User } from './organisation.ts'
import { askedKeysOf, grantKeysOf } from './policy.ts'

/**
 * Somebody is away, and somebody else does the work meanwhile (Vertretung), or nobody: then it only says so. Why somebody is
 * away is nobody's business here. Days are `YYYY-MM-DD`, both included.
 */
export interface Deputyship {
  readonly id: string
  readonly tenantId: string
  /** Who is away. */
  readonly absentId: string
  /** Who stands in; absent when nobody does. */
  readonly deputyId?: string
  readonly firstDay: string
  readonly lastDay: string
  /** Only post of these units and those below them; of everything that the absent person reads when empty. */
  readonly orgUnitIds: readonly string[]
  /** Also what is confidential; only what is `normal` when absent. */
  readonly confidential?: boolean
  readonly version: number
}

/** Longest time between the first and the last day: who is away longer gets a successor. */
export const MAX_DEPUTY_DAYS = 366

export function isUnderWay(
  { firstDay, lastDay }: Pick<Deputyship, 'firstDay' | 'lastDay'>,
  day: string,
): boolean {
  return firstDay <= day && day <= lastDay
}

/**
 * What a deputy may read for the absent person: that person's own keys and what route slips ask him, never what he himself
 * reads as a deputy or by a single grant, nothing confidential unless that was said, and nothing of somebody who may not sign in any more.
 *
 * @param units every unit of the tenant
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function representedBy(
  { orgUnitIds, lastDay, confidential = false }: Deputyship,
  absent: User,
  units: readonly OrgUnit[],
  day: string,
): Represented | undefined {
  if (absent.disabled) return undefined
  const held = grantKeysOf(absent, units, day).filter((key) => confidential || levelOfKey(key) === 'normal')
  const inScope = orgUnitIds.flatMap((id) => unitsBelow(units, id))
  const scope = new Set(inScope.flatMap((unit) => LEVELS.map((level) => unitKey(unit.id, level))))
  const isWhole = orgUnitIds.length === 0
  const keys = isWhole ? held : held.filter((key) => scope.has(key))
  const asked = askedKeysOf(isWhole ? absent.id : undefined, keys, confidential ? 'strict' : 'normal')
  const grantKeys = [...keys, ...asked]
  return { userId: absent.id, displayName: absent.displayName, lastDay, grantKeys }
}

/**
 * Keys of the grants that shut the absent person out, and the deputy with him. What the deputy reads in a unit of his own
 * stays open to him, unless he is given more there than he has himself: then nothing but the grant keeps it from him.
 */
export function shutForDeputy(
  own: readonly GrantKey[],
  { grantKeys }: Represented,
  grants: readonly AccessGrant[],
): GrantKey[] {
  const readsAlone = (orgUnitId: string): boolean => {
    const given = LEVELS.map((level) => unitKey(orgUnitId, level)).filter((key) => grantKeys.includes(key))
    return own.includes(unitKey(orgUnitId)) && given.every((key) => own.includes(key))
  }
  return grants
    .filter(
      ({ effect, orgUnitId }) => effect === 'deny' && (orgUnitId === undefined || !readsAlone(orgUnitId)),
    )
    .map(keyOf)
}
