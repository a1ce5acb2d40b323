import { isGivenByAdmins, ROLES, type Role } from './actor.ts'

/** A directory that people of a tenant sign in with (OpenID Connect), such as the city's own. */
export interface IdentityProvider {
  readonly id: string
  readonly tenantId: string
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
  readonly version: number
}

/** Who a provider says that somebody is. */
export interface ProvenIdentity {
  /** Unique at the provider and never given to another person. */
  readonly subject: string
  readonly displayName: string
  readonly username: string
  readonly groups: readonly string[]
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
