import { assuranceOf, type VerifiedSender } from '../../domain/access/assurance.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IdentityProviders, OpenIdClient, SignInFlow } from '../../ports/identity-providers.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { passOf, senderOfPass, type PassPorts } from '../shared/citizen-pass.ts'
import { publicTenant } from '../shared/public-tenant.ts'

export interface CitizenSignInInput {
  readonly flow: SignInFlow
  /** Address under which the browser came back, with everything that the provider added. */
  readonly callbackUrl: string
}

/** Proves who a citizen is, for handing in; no account is made and nothing is stored. @throws {MailroomError} `unauthenticated`, `dependency-unavailable` */
export type FinishCitizenSignIn = (
  input: CitizenSignInInput,
  signal: AbortSignal,
) => Promise<{ readonly pass: string }>

export function createFinishCitizenSignIn(
  ports: PassPorts & { readonly identityProviders: IdentityProviders; readonly openIdClient: OpenIdClient },
): FinishCitizenSignIn {
  return async function finishCitizenSignIn({ flow, callbackUrl }, signal) {
    const provider = await ports.identityProviders.find(flow.providerId, signal)
    if (provider?.kind !== 'citizen') throw refused()
    const identity = await ports.openIdClient.finish(provider, callbackUrl, flow)
    const name = identity.displayName.trim()
    // A login name is nobody's name: the provider has to vouch for a real one.
    const isNamed = name !== '' && name !== identity.username
    if (identity.subject === '' || !isNamed) throw refused()
    const level = assuranceOf(provider.levelNames, identity.acr)
    const sender = { name, provider: provider.name, ...(level === undefined ? {} : { level }) }
    return { pass: passOf(ports, { tenantId: provider.tenantId, providerId: provider.id, sender }) }
  }
}

/** The ways of a city for citizens to prove who they are, and who has done so in this browser. @throws {MailroomError} `not-found` */
export type ShowCitizenSignIn = (
  input: { readonly tenantSlug: string; readonly pass: string | undefined },
  signal: AbortSignal,
) => Promise<{
  readonly sender: VerifiedSender | undefined
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}>

export function createShowCitizenSignIn(
  ports: PassPorts & { readonly identityProviders: IdentityProviders; readonly tenants: Tenants },
): ShowCitizenSignIn {
  return async function showCitizenSignIn({ tenantSlug, pass }, signal) {
    const { id: tenantId } = await publicTenant(ports.tenants, tenantSlug, signal)
    const all = await ports.identityProviders.all(signal)
    const own = all.filter((provider) => provider.tenantId === tenantId && provider.kind === 'citizen')
    return {
      sender: pass === undefined ? undefined : await senderOfPass(ports, { tenantId, pass }, signal),
      providers: own.map(({ id, name }) => ({ id, name })),
    }
  }
}

function refused(): MailroomError {
  return new MailroomError('unauthenticated', 'The identity provider did not confirm the sign-in.')
}
