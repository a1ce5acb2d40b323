import { addressBlock } from '../../domain/access/address-block.ts'
import type { IdentityProviders, OpenIdClient } from '../../ports/identity-providers.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { required } from '../shared/required.ts'

export interface ProviderLogoutInput {
  readonly providerId: string
  /** Where the browser goes in the end. */
  readonly returnTo: string
  readonly clientAddress: string
}

/** Where the browser has to go after the session here has ended. @throws {MailroomError} `not-found`, `rate-limited`, `dependency-unavailable` */
export type ProviderLogout = (input: ProviderLogoutInput, signal: AbortSignal) => Promise<string>

export function createProviderLogout(ports: {
  readonly identityProviders: IdentityProviders
  readonly openIdClient: OpenIdClient
  readonly rateLimiter: RateLimiter
}): ProviderLogout {
  return async function providerLogout({ providerId, returnTo, clientAddress }, signal) {
    await ports.rateLimiter.consume('provider-address', addressBlock(clientAddress), signal)
    const provider = required(await ports.identityProviders.find(providerId, signal))
    return (await ports.openIdClient.logoutUrl(provider, returnTo)) ?? returnTo
  }
}
