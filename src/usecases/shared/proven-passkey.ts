import type { Passkey, PasskeyAssertion } from '../../domain/access/passkey.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Passkeys, PasskeyVerifier } from '../../ports/passkeys.ts'
import type { Seal } from '../../ports/seal.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { isOwnChallenge } from './passkey-challenge.ts'

export interface ProvenPasskeyPorts {
  readonly passkeys: Passkeys
  readonly passkeyVerifier: PasskeyVerifier
  readonly rateLimiter: RateLimiter
  readonly seal: Seal
  readonly digest: Digest
  readonly clock: Clock
}

export interface GivenPasskey {
  readonly assertion: PasskeyAssertion
  /** Origin that browsers see. */
  readonly origin: string
}

/** The passkey that has signed our challenge; each signature counts once. @throws {MailroomError} `unauthenticated` */
export async function provenPasskey(
  ports: ProvenPasskeyPorts,
  given: GivenPasskey,
  signal: AbortSignal,
): Promise<Passkey> {
  const passkey = await ports.passkeys.findByCredentialId(given.assertion.id, signal)
  if (passkey === undefined) throw refused()
  const { counter, challenge } = await ports.passkeyVerifier.verifyAssertion({
    ...given,
    passkey,
    isOwnChallenge: (text) => isOwnChallenge(ports, text, 'sign-in'),
  })
  await useOnce(ports, challenge, signal)
  if (!(await ports.passkeys.use(passkey.id, counter, ports.clock.now(), signal))) throw refused()
  return passkey
}

/** Only challenges that were signed are remembered, until they end by themselves. */
async function useOnce(
  { rateLimiter, digest }: ProvenPasskeyPorts,
  challenge: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await rateLimiter.consume('passkey-challenge', digest.sha256(challenge), signal)
  } catch (error) {
    throw isMailroomError(error, 'rate-limited') ? refused(error) : error
  }
}

function refused(cause?: unknown): MailroomError {
  return new MailroomError('unauthenticated', 'The passkey was not accepted.', { cause })
}
