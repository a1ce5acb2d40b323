import type { Person, Role } from './actor.ts'

/** A city or other body with its own post, people and files; nothing crosses from one tenant to another. */
export interface Tenant {
  readonly id: string
  /** Short path name in public addresses: `mainz`. */
  readonly slug: string
  readonly name: string
  /** First part of receipt numbers: `MZ`. */
  readonly receiptPrefix: string
  /** IANA name; receipt years and day ends follow it. */
  readonly timeZone: string
  /** Who holds one of these may do nothing until a second factor is set up; absent: nobody has to. */
  readonly secondFactorRoles?: readonly Role[]
}

/** The tenant of those who run the installation. It has no post, and no page for citizens. */
export const INSTALLATION_SLUG = 'installation'

/** Whether the tenant is a city that citizens can write to. */
export function takesPost({ slug }: Pick<Tenant, 'slug'>): boolean {
  return slug !== INSTALLATION_SLUG
}

export type OrgUnitKind = 'root' | 'directorate' | 'office' | 'department' | 'section' | 'post' | 'group'

/**
 * A node of the organisation tree (Dezernat > Amt > Abteilung > Sachgebiet > Stelle). A group has people of several units
 * and hangs below the unit that answers for it; nothing hangs below a group.
 */
export interface OrgUnit {
  readonly id: string
  readonly tenantId: string
  readonly parentId?: string
  /** Number people use, such as `33` or `33.2`. */
  readonly number: string
  readonly name: string
  readonly kind: OrgUnitKind
  /** First and last day of validity, `YYYY-MM-DD`. */
  readonly validFrom?: string
  readonly validTo?: string
  /** Where its work goes when its last day is over, and who has said so. */
  readonly succession?: { readonly toUnitId: string; readonly arrangedBy: Person }
  readonly version: number
}

/** First and last day of a single post, `YYYY-MM-DD`, at least one of both; the unit may last longer. */
export interface PostDays {
  readonly orgUnitId: string
  readonly validFrom?: string
  readonly validTo?: string
}

export interface User {
  readonly id: string
  readonly tenantId: string
  readonly username: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly orgUnitIds: readonly string[]
  /** Of posts that begin or end on a day; all others last until somebody takes them away. */
  readonly postDays?: readonly PostDays[]
  /** May know what is confidential in the own units, and in the mailroom when he works there. */
  readonly cleared?: boolean
  readonly disabled: boolean
  readonly version: number
}

/** The unit itself and every unit below it. */
export function unitsBelow(units: readonly OrgUnit[], rootId: string): OrgUnit[] {
  const root = units.find((unit) => unit.id === rootId)
  if (root === undefined) return []
  const found = [root]
  for (const parent of found) {
    found.push(...units.filter((unit) => unit.parentId === parent.id && !found.includes(unit)))
  }
  return found
}

type Posts = Pick<User, 'orgUnitIds' | 'postDays'>

/** Units that the person has a post in on the day. */
export function postsOn({ orgUnitIds, postDays = [] }: Posts, day: string): string[] {
  return orgUnitIds.filter((id) => postDays.every((one) => one.orgUnitId !== id || isActive(one, day)))
}

/** The same with posts that are still to come. */
export function postsFrom({ orgUnitIds, postDays = [] }: Posts, day: string): string[] {
  return orgUnitIds.filter((id) =>
    postDays.every(({ orgUnitId, validTo = day }) => orgUnitId !== id || validTo >= day),
  )
}

export function isGroup({ kind }: Pick<OrgUnit, 'kind'>): boolean {
  return kind === 'group'
}

/**
 * The unit itself and every unit below it, groups included, for whom the person leads. Being in a group makes nobody its
 * head: that is who leads the unit that it hangs below.
 *
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function unitsLedBy(
  user: Posts & Pick<User, 'roles'>,
  units: readonly OrgUnit[],
  day: string,
): OrgUnit[] {
  if (!user.roles.includes('head')) return []
  const held = postsOn(user, day)
  const posts = units.filter((unit) => held.includes(unit.id) && !isGroup(unit))
  return posts.flatMap(({ id }) => unitsBelow(units, id))
}

/**
 * Whether a unit exists on the day (only such take in post), or a post in it.
 *
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function isActive(
  { validFrom, validTo }: Pick<OrgUnit, 'validFrom' | 'validTo'>,
  day: string,
): boolean {
  return (validFrom ?? day) <= day && (validTo ?? day) >= day
}
