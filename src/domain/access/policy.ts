import { MailroomError } from '../errors.ts'
import {
  askedBy,
  askedPersonKey,
  askedUnitKey,
  isDenyKey,
  leadsMailroom,
  levelOf,
  levelOfKey,
  mailroomKey,
  readsByException,
  readsWholeTenant,
  unitKey,
  unitKeys,
  worksInUnits,
  type Actor,
  type GrantKey,
  type Role,
  type TokenScope,
} from './actor.ts'
import { highestOf, LEVELS, type Level } from './confidentiality.ts'
import { isActive, isGroup, postsOn, unitsLedBy, type OrgUnit, type User } from './organisation.ts'

/** Everything a person or a token can be allowed to do. Reading single records is decided by grant keys besides. */
export const PERMISSIONS = [
  'items:create',
  'items:read',
  'items:index',
  'items:route',
  'items:claim',
  'items:assign',
  'items:file',
  'items:void',
  'items:correct-arrival',
  'items:retry',
  'items:reject',
  'quarantine:release',
  'batches:hand-in',
  'batches:read',
  'batches:edit',
  'quality:check',
  'quality:request',
  'paper:manage',
  'files:read',
  'files:create',
  'files:edit',
  'files:disclose',
  'search:use',
  'register:read',
  'day:close',
  'ageing:set',
  'masterdata:read',
  'masterdata:edit',
  'masterdata:share',
  'users:manage',
  'tokens:create',
  'jobs:read',
  'jobs:control',
  'audit:verify',
  'integrity:check',
  'tenants:manage',
  'deputies:set',
  'access:raise',
  'access:grant',
  'access:emergency',
  'access:notices',
  'access-log:read',
  'search:cross-unit',
  'disposal:manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** The one policy table: what each role may do inside its tenant. */
const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
  mailroom: [
    'items:create',
    'items:read',
    'items:index',
    'items:route',
    'items:file',
    'items:void',
    'items:correct-arrival',
    'items:retry',
    'items:reject',
    'batches:hand-in',
    'batches:read',
    'batches:edit',
    'quality:check',
    'quality:request',
    'paper:manage',
    'files:read',
    'search:use',
    'register:read',
    'masterdata:read',
    'tokens:create',
    'jobs:read',
    'deputies:set',
    'access:raise',
  ],
  clerk: [
    'items:create',
    'items:read',
    'items:index',
    'items:route',
    'items:claim',
    'items:file',
    'quality:request',
    'files:read',
    'files:create',
    'files:edit',
    'files:disclose',
    'search:use',
    'masterdata:read',
    'tokens:create',
    'deputies:set',
    'access:raise',
  ],
  head: [
    'items:create',
    'items:read',
    'items:index',
    'items:route',
    'items:claim',
    'items:assign',
    'items:file',
    'items:correct-arrival',
    'items:retry',
    'quality:request',
    'files:read',
    'files:create',
    'files:edit',
    'files:disclose',
    'search:use',
    'masterdata:read',
    'tokens:create',
    'jobs:read',
    'deputies:set',
    'access:raise',
    'access:grant',
    'access:emergency',
    'access:notices',
  ],
  admin: [
    'masterdata:read',
    'masterdata:edit',
    'masterdata:share',
    'users:manage',
    'tokens:create',
    'jobs:read',
    'jobs:control',
    'items:retry',
    'integrity:check',
    'deputies:set',
    'ageing:set',
  ],
  auditor: ['masterdata:read', 'register:read', 'jobs:read', 'audit:verify', 'integrity:check'],
  // Its token is made by its own account: nobody makes one for another.
  scanner: ['items:create', 'batches:hand-in', 'tokens:create'],
  dpo: ['masterdata:read', 'access-log:read', 'access:notices'],
  'cross-unit': ['masterdata:read', 'search:cross-unit'],
  records: ['masterdata:read', 'disposal:manage'],
  operator: ['tenants:manage'],
}

/** What a token may be used for at most, whatever its owner may. Nobody manages people, makes tokens, sets limits of age, looks at scans or destroys paper with a token. */
const SCOPED: Readonly<Record<TokenScope, readonly Permission[]>> = {
  intake: ['items:create', 'batches:hand-in'],
  read: [
    'items:read',
    'batches:read',
    'files:read',
    'search:use',
    'register:read',
    'masterdata:read',
    'jobs:read',
    'audit:verify',
  ],
  write: [
    'items:create',
    'items:read',
    'items:index',
    'items:route',
    'items:claim',
    'items:assign',
    'items:file',
    'items:void',
    'items:correct-arrival',
    'items:retry',
    'items:reject',
    'batches:hand-in',
    'batches:read',
    'batches:edit',
    'files:read',
    'files:create',
    'files:edit',
    'files:disclose',
    'search:use',
    'masterdata:read',
    'masterdata:edit',
    'integrity:check',
  ],
}

/** Who leads and works in the mailroom answers for its day and for what it lets in. */
const OF_MAILROOM_HEAD: readonly Permission[] = ['day:close', 'ageing:set', 'quarantine:release']

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set([
    ...roles.flatMap((role) => GRANTED[role]),
    ...(leadsMailroom(roles) ? OF_MAILROOM_HEAD : []),
  ])
}

export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (!permissionsOf(actor.roles).has(permission)) return false
  return actor.scopes === undefined || actor.scopes.some((scope) => SCOPED[scope].includes(permission))
}

/** @throws {MailroomError} `forbidden` */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) {
    throw new MailroomError('forbidden', 'Your role does not allow this.', { facts: { permission } })
  }
}

/** What of a person decides over his keys. */
export type KeyHolder = Pick<User, 'roles' | 'orgUnitIds' | 'postDays' | 'cleared'>

/**
 * Keys a person holds: the mailroom's, those of the own units, and for heads those of all units below with every level.
 * Who is cleared holds the confidential ones of his own units too, in the mailroom all: what is on its way must pass it.
 * Whoever is in a group holds its keys as a clerk does, head or not, and only while the group lasts: after that those keep
 * what is in it who lead the unit above.
 *
 * @param units every unit of the tenant; of people who lead nothing their own are enough. What is not among them gives no key
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function grantKeysOf(user: KeyHolder, units: readonly OrgUnit[], day: string): GrantKey[] {
  const { roles, cleared = false } = user
  const isHead = roles.includes('head')
  const held = postsOn(user, day)
  const own = units.filter(({ id }) => held.includes(id))
  const posts = roles.includes('clerk') ? own.filter((unit) => !isGroup(unit)) : []
  const groups = worksInUnits(roles) ? own.filter((unit) => isGroup(unit) && isActive(unit, day)) : []
  return [
    ...new Set([
      ...(roles.includes('mailroom')
        ? levelsUpTo(cleared || isHead ? 'strict' : 'normal').map(mailroomKey)
        : []),
      ...unitsLedBy(user, units, day).flatMap(({ id }) => unitKeys(id)),
      ...[...posts, ...groups].flatMap(({ id }) =>
        levelsUpTo(cleared ? 'confidential' : 'normal').map((level) => unitKey(id, level)),
      ),
    ]),
  ]
}

function levelsUpTo(highest: Level): readonly Level[] {
  return LEVELS.slice(0, LEVELS.indexOf(highest) + 1)
}

/** How few may know of a record by itself, and the single grants on it. */
export interface Confidential {
  readonly level?: Level
  /** Keys of single grants, see `GrantKey`. */
  readonly exceptions?: readonly GrantKey[]
}

/**
 * What single grants open at the level. Whom a route slip has asked keeps what was opened to him, as far as it has not
 * become more confidential since.
 */
function exceptionsAt(level: Level, exceptions: readonly GrantKey[]): GrantKey[] {
  const keys = exceptions.flatMap((key) => {
    const asked = askedBy(key)
    if (asked === undefined) return [key]
    if (LEVELS.indexOf(levelOfKey(key)) < LEVELS.indexOf(level)) return []
    return [asked.kind === 'user' ? askedPersonKey(asked.id, level) : askedUnitKey(asked.id, level)]
  })
  return [...new Set(keys)]
}

/**
 * Keys by which route slips ask somebody who holds the others.
 *
 * @param userId absent: his units only
 */
export function askedKeysOf(
  userId: string | undefined,
  keys: readonly GrantKey[],
  upTo: Level = 'strict',
): GrantKey[] {
  const own = userId === undefined ? [] : levelsUpTo(upTo).map((level) => askedPersonKey(userId, level))
  return [...own, ...keys.flatMap((key) => (key.startsWith('unit:') ? [`grant:${key}`] : []))]
}

/**
 * Keys that open an incoming item: the mailroom until it is filed, the target unit from the routing on. What is strict
 * leaves the mailroom as soon as it has a unit.
 */
export function itemReadKeys(
  item: Confidential & { readonly filed: boolean; readonly orgUnitIds: readonly string[] },
): GrantKey[] {
  const { filed, orgUnitIds, level = 'normal', exceptions = [] } = item
  const units = orgUnitIds.map((id) => unitKey(id, level))
  const isOut = filed || (level === 'strict' && units.length > 0)
  return [...(isOut ? [] : [mailroomKey(level)]), ...units, ...exceptionsAt(level, exceptions)]
}

/** Keys that open what an actor hands in: the mailroom's, and those of his unit when he is no mailroom staff himself. */
export function intakeReadKeys(actor: Pick<Actor, 'roles' | 'orgUnitIds'>): GrantKey[] {
  const keepsOwn = worksInUnits(actor.roles) && !actor.roles.includes('mailroom')
  return itemReadKeys({ filed: false, orgUnitIds: keepsOwn ? actor.orgUnitIds : [] })
}

/** Keys that open a case file: the lead unit. */
export function caseFileReadKeys({
  leadUnitId,
  level = 'normal',
  exceptions = [],
}: Confidential & { readonly leadUnitId: string }): GrantKey[] {
  return [unitKey(leadUnitId, level), ...exceptionsAt(level, exceptions)]
}

/**
 * Keys that open an item in a case file: the higher of both levels counts. The single grants of the file hold for its
 * items too; who is let into the file is not let into what is more confidential than the file.
 */
export function filedReadKeys(
  item: Confidential,
  caseFile: Confidential & { readonly leadUnitId: string },
): GrantKey[] {
  const level = highestOf([item.level, caseFile.level])
  const isOfFile = level === (caseFile.level ?? 'normal')
  const inherited = (caseFile.exceptions ?? []).filter((key) => isOfFile || isDenyKey(key))
  // An answer that was asked for has taken them over from the file already.
  const exceptions = [...new Set([...(item.exceptions ?? []), ...inherited])]
  return caseFileReadKeys({ leadUnitId: caseFile.leadUnitId, level, exceptions })
}

/** Units whose people can read a record, at whatever level. */
export function unitIdsOf(readKeys: readonly GrantKey[]): string[] {
  const ids = readKeys.flatMap((key) => /^unit:([^:]+)/.exec(key)?.[1] ?? [])
  return [...new Set(ids)]
}

/** Keys that open an item after its level or its single grants have changed where it lies. */
export function rekeyedItem(
  item: Confidential & { readonly readKeys: readonly GrantKey[] },
  caseFile: (Confidential & { readonly leadUnitId: string }) | undefined,
): GrantKey[] {
  if (caseFile !== undefined) return filedReadKeys(item, caseFile)
  return itemReadKeys({ ...item, filed: false, orgUnitIds: unitIdsOf(item.readKeys) })
}

/** Whether the actor decides who reads a record: heads of all units that keep it. What lies in the mailroom has no head yet. */
export function settlesAccess(actor: Actor, readKeys: readonly GrantKey[]): boolean {
  const ids = unitIdsOf(readKeys)
  return ids.length > 0 && ids.every((id) => actor.grantKeys.includes(unitKey(id, 'strict')))
}

/** Whether looking at a record must be written down: what few may know, and what only a single grant opens. */
export function isReadLogged(actor: Actor, readKeys: readonly GrantKey[]): boolean {
  if (readsWholeTenant(actor)) return false
  return levelOf(readKeys) !== 'normal' || readsByException(actor, readKeys)
}
