import { LEVELS, type Level } from './confidentiality.ts'

/**
 * What a person may be in a tenant; one person can hold several. `scanner` accounts can only hand in. `dpo` is the data
 * protection officer, who alone asks the access log; `cross-unit` may search in all units, which is logged. `records` sees to what
 * becomes of case files of all units when their time is over (Schriftgutverwaltung). `operator`
 * looks after the installation and belongs to no city: tenants are made by him, what is in them he never sees.
 */
export const ROLES = [
  'mailroom',
  'clerk',
  'head',
  'admin',
  'auditor',
  'scanner',
  'dpo',
  'cross-unit',
  'records',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

/** Somebody as records keep him. */
export interface Person {
  readonly userId: string
  readonly displayName: string
}

/** Roles that the administrators of a tenant can give: never one that reaches beyond it. */
export function isGivenByAdmins(role: Role): boolean {
  return role !== 'operator'
}

/** Whether they make somebody work on what lies in units: him who does, and him who leads. */
export function worksInUnits(roles: readonly Role[]): boolean {
  return roles.includes('clerk') || roles.includes('head')
}

/** Whether they make somebody answer for the mailroom: who works in it and leads. */
export function leadsMailroom(roles: readonly Role[]): boolean {
  return roles.includes('mailroom') && roles.includes('head')
}

/** In units, or in the mailroom. */
export function worksOnPost(roles: readonly Role[]): boolean {
  return worksInUnits(roles) || roles.includes('mailroom')
}

/** Whether one person may hold them: whoever watches over the access log has no part in what it tells of. */
export function goTogether(roles: readonly Role[]): boolean {
  return !roles.includes('dpo') || roles.length === 1
}

/**
 * A grant key names a set of people who may read a record: `mailroom` for everyone in the mailroom, `unit:<id>` for the
 * people of one organisational unit, either with `:confidential` or `:strict` behind it for those of them who may know
 * more; `grant:<id>` for whom a single grant lets in. A record carries the keys that open it (`readKeys`), an actor the
 * keys he holds. `deny:<id>` among the keys of a record shuts out whom a single grant shuts out, whatever else he holds.
 */
export type GrantKey = string

export const MAILROOM_KEY: GrantKey = 'mailroom'

export function mailroomKey(level: Level): GrantKey {
  return withLevel(MAILROOM_KEY, level)
}

export function unitKey(orgUnitId: string, level: Level = 'normal'): GrantKey {
  return withLevel(`unit:${orgUnitId}`, level)
}

/** Of its people, whatever they may know. */
export function unitKeys(orgUnitId: string): readonly GrantKey[] {
  return LEVELS.map((level) => unitKey(orgUnitId, level))
}

function withLevel(key: GrantKey, level: Level): GrantKey {
  return level === 'normal' ? key : `${key}:${level}`
}

export function allowKey(grantId: string): GrantKey {
  return `grant:${grantId}`
}

export function denyKey(grantId: string): GrantKey {
  return `deny:${grantId}`
}

/**
 * Of those whom a route slip has asked: a person, or the people of a unit who may know as much. Stands on the record with
 * the level up to which it was opened to them; see `exceptionsAt` in `policy.ts`.
 */
export function askedPersonKey(userId: string, level: Level = 'normal'): GrantKey {
  return withLevel(`grant:user:${userId}`, level)
}

export function askedUnitKey(orgUnitId: string, level: Level = 'normal'): GrantKey {
  return withLevel(`grant:unit:${orgUnitId}`, level)
}

const ASKED = /^grant:(user|unit):([^:]+)/

/** Who was asked, by his key; `undefined` for the key of a single grant. */
export function askedBy(key: GrantKey): { readonly kind: 'user' | 'unit'; readonly id: string } | undefined {
  const [, kind, id] = ASKED.exec(key) ?? []
  if (kind === undefined || id === undefined) return undefined
  return { kind: kind === 'user' ? 'user' : 'unit', id }
}

/** Of the grant that a key of either kind stands for. */
export function grantIdOf(key: GrantKey): string {
  return key.slice(key.indexOf(':') + 1)
}

export function isDenyKey(key: GrantKey): boolean {
  return key.startsWith('deny:')
}

/** Keys of single grants stand beside those that follow from unit and level. */
export function isExceptionKey(key: GrantKey): boolean {
  return key.startsWith('grant:') || isDenyKey(key)
}

export function levelOfKey(key: GrantKey): Level {
  return LEVELS.find((level) => key.endsWith(`:${level}`)) ?? 'normal'
}

/** How few may know of a record: the lowest level that opens it, single grants apart. */
export function levelOf(readKeys: readonly GrantKey[]): Level {
  const levels = readKeys.filter((key) => !isExceptionKey(key)).map(levelOfKey)
  return LEVELS.find((level) => levels.includes(level)) ?? 'strict'
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
  /** Of records that he is shut out of, and so whoever reads them only for him. */
  readonly shutKeys?: readonly GrantKey[]
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
  /** Units where the actor holds a post; no groups. */
  readonly orgUnitIds: readonly string[]
  /** Keys the actor holds: own units, for heads the units below too, `mailroom` for mailroom staff, and what he stands in for. */
  readonly grantKeys: readonly GrantKey[]
  /** Keys of single grants that shut him out; they win over every key he holds. */
  readonly shutKeys?: readonly GrantKey[]
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

/** Whether one of the actor's keys opens a record, and no single grant shuts him out of it. */
export function holdsKey(actor: Actor, readKeys: readonly GrantKey[]): boolean {
  if (readsWholeTenant(actor)) return true
  const { grantKeys, shutKeys = [] } = actor
  return readKeys.some((key) => grantKeys.includes(key)) && !readKeys.some((key) => shutKeys.includes(key))
}

/** Whether nothing but a single grant opens a record for the actor. */
export function readsByException(actor: Actor, readKeys: readonly GrantKey[]): boolean {
  if (readsWholeTenant(actor)) return false
  return !readKeys.some((key) => !isExceptionKey(key) && actor.grantKeys.includes(key))
}

/** For whom the actor reads a record, when none of his own keys opens it. */
export function actsFor(actor: Actor, readKeys: readonly GrantKey[]): Represented | undefined {
  const { represents = [] } = actor
  const own = actor.ownKeys ?? actor.grantKeys
  if (represents.length === 0 || readsWholeTenant(actor) || readKeys.some((key) => own.includes(key)))
    return undefined
  return represents.find(({ grantKeys }) => readKeys.some((key) => grantKeys.includes(key)))
}
