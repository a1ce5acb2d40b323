import type { LevelName } from './assurance.ts'
import { isGivenByAdmins, ROLES, type Role } from './actor.ts'

/** `staff` get accounts and roles by their groups; `citizen`s only prove who they are when they hand something in. */
export const PROVIDER_KINDS = ['staff', 'citizen'] as const
export type ProviderKind = (typeof PROVIDER_KINDS)[number]

/** A directory that people of a tenant sign in with (OpenID Connect), such as the city's own or BundID behind a broker. */
export interface IdentityProvider {
  readonly id: string
  readonly tenantId: string
  readonly kind: ProviderKind
  /** On the button of the sign-in page. */
  readonly name: string
  /** Address under which the provider describes itself. */
  readonly issuer: string
  readonly clientId: string
  /** Name of the secret that the operator gives in `OIDC_SECRET_<NAME>`; the database never holds one. */
  readonly secretName: string
  /** Claim with the groups of a person. */
  readonly groupsClaim: string
  readonly rolesByGroup: readonly { readonly group: string; readonly role: Role }[]
  /** Levels to ask the provider for (`acr_values`), separated by blanks; empty: whatever it has. */
  readonly askedLevels: string
  /** What this provider calls levels, besides the names that are the same everywhere. */
  readonly levelNames: readonly LevelName[]
  readonly version: number
}

/** Who a provider says that somebody is. */
export interface ProvenIdentity {
  /** Unique at the provider and never given to another person. */
  readonly subject: string
  readonly displayName: string
  readonly username: string
  readonly groups: readonly string[]
  /** What the provider calls its level of assurance; empty when it says nothing. */
  readonly acr: string
}

/** What the groups of a person mean here, in the order of the roles; nothing by default, and nothing that reaches beyond the tenant. */
export function rolesOf({ rolesByGroup }: IdentityProvider, groups: readonly string[]): Role[] {
  const held = new Set(rolesByGroup.filter(({ group }) => groups.includes(group)).map(({ role }) => role))
  return ROLES.filter((role) => held.has(role) && isGivenByAdmins(role))
}

const MAX_LENGTH = 50

/** A login name made of what the provider says; `undefined` when nothing of it is usable. */
export function loginNameOf(username: string): string | undefined {
  const [local = ''] = username.normalize('NFKD').toLowerCase().split('@')
  const name = local
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, MAX_LENGTH)
  return name.length < 2 ? undefined : name
}
