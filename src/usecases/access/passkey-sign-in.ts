import { MailroomError } from '../../domain/errors.ts'
import type { CeremonyOptions, PasskeyVerifier } from '../../ports/passkeys.ts'
import { consumeByAddress, giveBackByAddress, LOGIN_BUDGETS } from '../shared/address-budgets.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import type { SessionKey } from '../shared/new-session.ts'
import { openSession, type OpeningPorts, type SigningBrowser } from '../shared/open-session.ts'
import { newChallenge, type ChallengePorts } from '../shared/passkey-challenge.ts'
import { provenPasskey, type GivenPasskey, type ProvenPasskeyPorts } from '../shared/proven-passkey.ts'
import type { ActiveSession } from '../shared/session-view.ts'

/** What a browser needs to have a passkey of this site answer, whosever it is. */
export type BeginPasskeySignIn = (input: { readonly origin: string }) => Promise<CeremonyOptions>

export function createBeginPasskeySignIn(
  ports: ChallengePorts & { readonly passkeyVerifier: PasskeyVerifier },
): BeginPasskeySignIn {
  return async function beginPasskeySignIn({ origin }) {
    const challenge = newChallenge(ports, 'sign-in')
    return ports.passkeyVerifier.assertionOptions({ origin, challenge })
  }
}

export interface PasskeySignInInput extends GivenPasskey, SigningBrowser {
  /** Address of the client, as far as it can be trusted. */
  readonly clientAddress: string
  readonly requestId: string
}

/** Opens a session without a password: the device has asked for PIN, finger or face. @throws {MailroomError} `unauthenticated`, `rate-limited` */
export type SignInWithPasskey = (
  input: PasskeySignInInput,
  signal: AbortSignal,
) => Promise<ActiveSession & SessionKey>

export function createSignInWithPasskey(
  ports: PersonPorts & ProvenPasskeyPorts & OpeningPorts,
): SignInWithPasskey {
  return async function signInWithPasskey(input, signal) {
    await consumeByAddress(ports.rateLimiter, LOGIN_BUDGETS, input.clientAddress, signal)
    const { tenantId, userId } = await provenPasskey(ports, input, signal)
    const user = await ports.signIn.findUser(tenantId, userId, signal)
    if (user === undefined) throw new MailroomError('unauthenticated', 'The passkey was not accepted.')
    await giveBackByAddress(ports.rateLimiter, LOGIN_BUDGETS, input.clientAddress, signal)
    const active = await activeSessionOf(ports, user, input.requestId, signal)
    const how = 'Passkey'
    return { ...active, ...(await openSession(ports, { actor: active.actor, user, how }, input, signal)) }
  }
}
