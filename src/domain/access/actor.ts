/**
 * What a person may be in a tenant; one person can hold several. `scanner` accounts can only hand in. `operator` looks after
 * the installation and belongs to no city: tenants are made by him, what is in them he never sees.
 */
export const ROLES = ['mailroom', 'clerk', 'head', 'admin', 'auditor', 'scanner', 'operator'] as const
export type Role = (typeof ROLES)[number]

/** Roles that the administrators of a tenant can give: never one that reaches beyond it. */
export function isGivenByAdmins(role: Role): boolean {
  return role !== 'operator'
}

/**
 * A grant key names a set of people who may read a record: `mailroom` for everyone in the mailroom, `unit:<id>` for the
 * people of one organisational unit. A record carries the keys that open it (`readKeys`), an actor the keys he holds.
 */
export type GrantKey = string

export const MAILROOM_KEY: GrantKey = 'mailroom'

export function unitKey(orgUnitId: string): GrantKey {
  return `unit:${orgUnitId}`
}

/** What a personal token may be used for; see `SCOPED` in `policy.ts`. */
export const TOKEN_SCOPES = ['intake', 'read', 'write'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** One who is stood in for, with the keys that come from it. */
export interface Represented {
  readonly userId: string
  readonly displayName: string
  readonly lastDay: string
  readonly grantKeys: readonly GrantKey[]
}

/** Who asks. Every call of a port takes one; repositories add tenant and grants to each query. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'citizen' | 'system'
  readonly tenantId: string
  /** Id of the user; `system` and `citizen` for those that have no account. */
  readonly userId: string
  readonly displayName: string
  readonly roles: readonly Role[]
  /** Only of tokens: what is left of the roles. */
  readonly scopes?: readonly TokenScope[]
  /** Units where the actor holds a post. */
  readonly orgUnitIds: readonly string[]
  /** Keys the actor holds: own units, for heads the units below too, `mailroom` for mailroom staff, and what he stands in for. */
  readonly grantKeys: readonly GrantKey[]
  /** Those that are his own, when he stands in for somebody. */
  readonly ownKeys?: readonly GrantKey[]
  /** Whose work the actor does today besides his own. */
  readonly represents?: readonly Represented[]
  /** Names this request in log and audit. */
  readonly requestId: string
}

/** The machine itself, working inside one tenant: workers, the search feeder, recovery. */
export function systemActor(tenantId: string, requestId: string): Actor {
  return {
    kind: 'system',
    tenantId,
    userId: 'system',
    displayName: 'Poststelle',
    roles: [],
    orgUnitIds: [],
    grantKeys: [],
    requestId,
  }
}

/** True when the actor reads everything of the tenant: only the machine itself does. */
export function readsWholeTenant(actor: Actor): boolean {
  return actor.kind === 'system'
}

/** Whether the actor holds one of the keys that open a record. */
export function holdsKey(actor: Actor, readKeys: readonly GrantKey[]): boolean {
  return readsWholeTenant(actor) || readKeys.some((key) => actor.grantKeys.includes(key))
}

/** For whom the actor reads a record, when none of his own keys opens it. */
export function actsFor(actor: Actor, readKeys: readonly GrantKey[]): Represented | undefined {
  const { represents = [] } = actor
  const own = actor.ownKeys ?? actor.grantKeys
  if (represents.length === 0 || readsWholeTenant(actor) || readKeys.some((key) => own.includes(key)))
    return undefined
  return represents.find(({ grantKeys }) => readKeys.some((key) => grantKeys.includes(key)))
}
