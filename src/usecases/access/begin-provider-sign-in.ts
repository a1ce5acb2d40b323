import { addressBlock } from '../../domain/access/address-block.ts'
import type { ProviderKind } from '../../domain/access/identity-provider.ts'
import type { IdentityProviders, OpenIdClient, SignInFlow } from '../../ports/identity-providers.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { required } from '../shared/required.ts'

export interface BeginProviderSignInInput {
  readonly providerId: string
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
  readonly clientAddress: string
}

/** Where the browser has to go, and what it keeps until it comes back. @throws {MailroomError} `not-found`, `rate-limited`, `dependency-unavailable` */
export type BeginProviderSignIn = (
  input: BeginProviderSignInInput,
  signal: AbortSignal,
) => Promise<{ readonly url: string; readonly flow: SignInFlow; readonly kind: ProviderKind }>

export function createBeginProviderSignIn(ports: {
  readonly identityProviders: IdentityProviders
  readonly openIdClient: OpenIdClient
  readonly rateLimiter: RateLimiter
}): BeginProviderSignIn {
  return async function beginProviderSignIn({ providerId, redirectUri, clientAddress }, signal) {
    await ports.rateLimiter.consume('provider-address', addressBlock(clientAddress), signal)
    const provider = required(await ports.identityProviders.find(providerId, signal))
    return { ...(await ports.openIdClient.begin(provider, redirectUri)), kind: provider.kind }
  }
}
