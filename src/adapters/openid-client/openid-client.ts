import * as oidc from 'openid-client'
import type { IdentityProvider, ProvenIdentity } from '../../domain/access/identity-provider.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { OpenIdClient } from '../../ports/identity-providers.ts'

export interface OpenIdClientOptions {
  /** Goes out to addresses that administrators have entered. */
  readonly fetch: (url: string, init?: object) => Promise<unknown>
  /** By name in upper case, each with the only issuer that gets it. */
  readonly secrets: Readonly<Record<string, { readonly secret: string; readonly issuer: string }>>
  /** `host:port` that may be spoken to without TLS. */
  readonly allowedHosts: readonly string[]
}

/** What a provider says of itself is read anew after so long: keys change. */
const KEPT_MS = 10 * 60_000

export function createOpenIdClient(options: OpenIdClientOptions): OpenIdClient {
  const kept = new Map<
    string,
    { readonly untilMs: number; readonly discovered: Promise<oidc.Configuration> }
  >()

  function configurationOf(provider: IdentityProvider): Promise<oidc.Configuration> {
    const key = `${provider.id} ${String(provider.version)}`
    const known = kept.get(key)
    if (known !== undefined && known.untilMs > performance.now()) return known.discovered
    const discovered = discover(provider, options)
    kept.set(key, { untilMs: performance.now() + KEPT_MS, discovered })
    discovered.catch(() => kept.delete(key))
    return discovered
  }

  return {
    async begin(provider, redirectUri) {
      const configuration = await configurationOf(provider)
      const [state, nonce, codeVerifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ]
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(provider.askedLevels === '' ? {} : { acr_values: provider.askedLevels }),
      })
      return { url: url.href, flow: { providerId: provider.id, state, nonce, codeVerifier } }
    },
    async finish(provider, callbackUrl, { state, nonce, codeVerifier }) {
      const configuration = await configurationOf(provider)
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(callbackUrl), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        return identityOf(tokens.claims() ?? {}, provider)
      } catch (error) {
        if (isUnreachable(error)) throw unavailable(error)
        throw new MailroomError('unauthenticated', 'The identity provider did not confirm the sign-in.', {
          cause: error,
        })
      }
    },
    async check(provider) {
      if (secretFor(provider, options) === undefined) return 'secret-missing'
      try {
        await discover(provider, options)
        return 'ok'
      } catch (error) {
        if (isMailroomError(error, 'dependency-unavailable')) return 'unreachable'
        throw error
      }
    },
    async logoutUrl(provider, returnTo) {
      const configuration = await configurationOf(provider)
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(configuration, {
        client_id: provider.clientId,
        post_logout_redirect_uri: returnTo,
      }).href
    },
  }
}

/** Any administrator can name any secret: it goes to nobody but whom the operator has named with it. */
function secretFor(
  { issuer, secretName }: IdentityProvider,
  { secrets }: OpenIdClientOptions,
): string | undefined {
  const known = secrets[secretName]
  return known !== undefined && plainAddress(known.issuer) === plainAddress(issuer) ? known.secret : undefined
}

function plainAddress(url: string): string {
  return new URL(url).href.replace(/\/$/, '')
}

async function discover(
  provider: IdentityProvider,
  options: OpenIdClientOptions,
): Promise<oidc.Configuration> {
  const { issuer, clientId, secretName } = provider
  const { fetch, allowedHosts } = options
  const secret = secretFor(provider, options)
  if (secret === undefined)
    throw unavailable(new Error(`OIDC_SECRET_${secretName} is not set for this issuer.`))
  const { protocol, host } = new URL(issuer)
  const isPlain = protocol === 'http:' && allowedHosts.includes(host)
  const customFetch = fetch as unknown as oidc.CustomFetch
  try {
    return await oidc.discovery(new URL(issuer), clientId, secret, undefined, {
      [oidc.customFetch]: customFetch,
      execute: isPlain ? [oidc.allowInsecureRequests] : [],
    })
  } catch (error) {
    throw unavailable(error)
  }
}

function identityOf(
  claims: Readonly<Record<string, unknown>>,
  { groupsClaim }: IdentityProvider,
): ProvenIdentity {
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name] : '')
  const groups = claims[groupsClaim]
  const username = text('preferred_username') || text('email')
  const fullName = text('name') || `${text('given_name')} ${text('family_name')}`.trim()
  return {
    subject: text('sub'),
    username,
    displayName: fullName || username,
    acr: text('acr'),
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  }
}

/** Everything that went wrong before an answer was understood. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')
}

function unavailable(cause: unknown): MailroomError {
  return new MailroomError('dependency-unavailable', 'The identity provider cannot be reached.', { cause })
}
