import type { Actor } from '../domain/access/actor.ts'
import type { IdentityProvider, ProvenIdentity } from '../domain/access/identity-provider.ts'

/** Read before an actor is known, like tenants. */
export interface IdentityProviders {
  insert(actor: Actor, provider: IdentityProvider, signal: AbortSignal): Promise<void>
  find(id: string, signal: AbortSignal): Promise<IdentityProvider | undefined>
  /** Of all tenants, by id: one sign-in page serves them all. */
  all(signal: AbortSignal): Promise<IdentityProvider[]>
  /** @throws {MailroomError} `version-mismatch` when the record of the tenant is not the one that was seen */
  save(actor: Actor, provider: IdentityProvider, signal: AbortSignal): Promise<IdentityProvider>
  /** Says whether the tenant had one. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>
  /** The user that a person of the provider is here. */
  findUserId(providerId: string, subject: string, signal: AbortSignal): Promise<string | undefined>
  link(actor: Actor, providerId: string, subject: string, userId: string, signal: AbortSignal): Promise<void>
}

/** What the browser keeps between leaving for the provider and coming back; of no use anywhere else. */
export interface SignInFlow {
  readonly providerId: string
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** What became of an attempt to reach a provider. */
export type ProviderCheck = 'ok' | 'secret-missing' | 'unreachable'

/** The other side of OpenID Connect: authorization code with PKCE, state and nonce. */
export interface OpenIdClient {
  /** @throws {MailroomError} `dependency-unavailable` when the provider cannot be reached or its secret is missing */
  begin(
    provider: IdentityProvider,
    redirectUri: string,
  ): Promise<{ readonly url: string; readonly flow: SignInFlow }>
  /** @throws {MailroomError} `unauthenticated` when anything does not fit, `dependency-unavailable` */
  finish(provider: IdentityProvider, callbackUrl: string, flow: SignInFlow): Promise<ProvenIdentity>
  /** Asks the provider to describe itself, as at a sign-in. */
  check(provider: IdentityProvider): Promise<ProviderCheck>
  /** Where to sign out of the provider too, if it can. @throws {MailroomError} `dependency-unavailable` */
  logoutUrl(provider: IdentityProvider, returnTo: string): Promise<string | undefined>
}
