import { MailroomError } from '../errors.ts'
import { MAILROOM_KEY, unitKey, type Actor, type GrantKey, type Role, type TokenScope } from './actor.ts'
import { unitsBelow, type OrgUnit, type User } from './organisation.ts'

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
  'files:read',
  'files:create',
  'files:edit',
  'search:use',
  'register:read',
  'day:close',
  'masterdata:read',
  'masterdata:edit',
  'users:manage',
  'tokens:create',
  'jobs:read',
  'jobs:control',
  'audit:verify',
  'integrity:check',
  'tenants:manage',
  'deputies:set',
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
    'files:read',
    'search:use',
    'register:read',
    'masterdata:read',
    'tokens:create',
    'jobs:read',
    'deputies:set',
  ],
  clerk: [
    'items:create',
    'items:read',
    'items:index',
    'items:route',
    'items:claim',
    'items:file',
    'files:read',
    'files:create',
    'files:edit',
    'search:use',
    'masterdata:read',
    'tokens:create',
    'deputies:set',
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
    'files:read',
    'files:create',
    'files:edit',
    'search:use',
    'masterdata:read',
    'tokens:create',
    'jobs:read',
    'deputies:set',
  ],
  admin: [
    'masterdata:read',
    'masterdata:edit',
    'users:manage',
    'tokens:create',
    'jobs:read',
    'jobs:control',
    'items:retry',
    'integrity:check',
    'deputies:set',
  ],
  auditor: ['masterdata:read', 'register:read', 'jobs:read', 'audit:verify', 'integrity:check'],
  scanner: ['items:create'],
  operator: ['tenants:manage'],
}

/** What a token may be used for at most, whatever its owner may. Nobody manages people or makes tokens with a token. */
const SCOPED: Readonly<Record<TokenScope, readonly Permission[]>> = {
  intake: ['items:create'],
  read: [
    'items:read',
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
    'files:read',
    'files:create',
    'files:edit',
    'search:use',
    'masterdata:read',
    'masterdata:edit',
    'integrity:check',
  ],
}

/** Who leads and works in the mailroom answers for its day. */
const OF_MAILROOM_HEAD: readonly Permission[] = ['day:close']

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  const leadsMailroom = roles.includes('mailroom') && roles.includes('head')
  return new Set([...roles.flatMap((role) => GRANTED[role]), ...(leadsMailroom ? OF_MAILROOM_HEAD : [])])
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

/**
 * Keys a person holds: the mailroom's, those of the own units, and for heads those of all units below.
 *
 * @param units every unit of the tenant
 */
export function grantKeysOf(user: Pick<User, 'roles' | 'orgUnitIds'>, units: readonly OrgUnit[]): GrantKey[] {
  const keys = new Set<GrantKey>()
  if (user.roles.includes('mailroom')) keys.add(MAILROOM_KEY)
  if (user.roles.includes('head')) {
    for (const id of user.orgUnitIds) for (const unit of unitsBelow(units, id)) keys.add(unitKey(unit.id))
  }
  if (user.roles.includes('clerk')) for (const id of user.orgUnitIds) keys.add(unitKey(id))
  return [...keys]
}

/** Keys that open an incoming item: the mailroom until it is filed, the target unit from the routing on. */
export function itemReadKeys(item: {
  readonly filed: boolean
  readonly orgUnitIds: readonly string[]
}): GrantKey[] {
  const units = item.orgUnitIds.map(unitKey)
  return item.filed ? units : [MAILROOM_KEY, ...units]
}

/** Keys that open what an actor hands in: the mailroom's, and those of his unit when he is no mailroom staff himself. */
export function intakeReadKeys(actor: Pick<Actor, 'roles' | 'orgUnitIds'>): GrantKey[] {
  const worksInUnit = actor.roles.includes('clerk') || actor.roles.includes('head')
  const keepsOwn = worksInUnit && !actor.roles.includes('mailroom')
  return itemReadKeys({ filed: false, orgUnitIds: keepsOwn ? actor.orgUnitIds : [] })
}

/** Keys that open a case file and everything in it: the lead unit. */
export function caseFileReadKeys(caseFile: { readonly leadUnitId: string }): GrantKey[] {
  return [unitKey(caseFile.leadUnitId)]
}
