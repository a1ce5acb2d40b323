import type { Passkey } from '../../domain/access/passkey.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { CeremonyOptions, PasskeyVerifier } from '../../ports/passkeys.ts'

/** EdDSA, ES256 and RS256: what devices in use have (COSE). */
const ALGORITHMS = [-8, -7, -257]
/** People may have to look for a key or a telephone. */
const TIMEOUT_MS = 3 * 60_000

/** The library is large, and most processes see no passkey. */
const library = () => import('@simplewebauthn/server')

export function createPasskeyVerifier(): PasskeyVerifier {
  return {
    async registrationOptions({ origin, siteName, challenge, user, known }) {
      const { generateRegistrationOptions } = await library()
      const options = await generateRegistrationOptions({
        rpName: siteName,
        rpID: hostOf(origin),
        userID: new Uint8Array(Buffer.from(user.id)),
        userName: user.username,
        userDisplayName: user.displayName,
        challenge,
        timeout: TIMEOUT_MS,
        attestationType: 'none',
        excludeCredentials: known.map(descriptorOf),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      })
      return options as unknown as CeremonyOptions
    },
    async assertionOptions({ origin, challenge }) {
      const { generateAuthenticationOptions } = await library()
      const options = await generateAuthenticationOptions({
        rpID: hostOf(origin),
        challenge,
        timeout: TIMEOUT_MS,
        userVerification: 'required',
      })
      return options as unknown as CeremonyOptions
    },
    verifyRegistration,
    verifyAssertion,
  }
}

const verifyRegistration: PasskeyVerifier['verifyRegistration'] = async (input) => {
  const { origin, registration, isOwnChallenge } = input
  const { id, response } = registration
  const { clientDataJSON, attestationObject, transports = [] } = response
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: (challenge) => isOwnChallenge(textOf(challenge)),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw new MailroomError('validation-failed', 'The passkey was not accepted.', { cause: error })
  })
  if (!verified.verified) throw new MailroomError('validation-failed', 'The passkey was not accepted.')
  const { credential } = verified.registrationInfo
  const publicKey = Buffer.from(credential.publicKey).toString('base64url')
  return { credentialId: credential.id, publicKey, counter: credential.counter, transports }
}

const verifyAssertion: PasskeyVerifier['verifyAssertion'] = async (input) => {
  const { origin, assertion, passkey, isOwnChallenge } = input
  const { id, response } = assertion
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  // The device names its owner; it must be the one that we know.
  if (userHandle !== undefined && textOf(userHandle) !== passkey.userId) throw refused()
  let challenge = ''
  const { verifyAuthenticationResponse } = await library()
  const verified = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: (given) => {
      challenge = textOf(given)
      return isOwnChallenge(challenge)
    },
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw refused(error)
  })
  if (!verified.verified) throw refused()
  return { counter: verified.authenticationInfo.newCounter, challenge }
}

function refused(cause?: unknown): MailroomError {
  return new MailroomError('unauthenticated', 'The passkey was not accepted.', { cause })
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports: [...transports] }
}

function hostOf(origin: string): string {
  return new URL(origin).hostname
}

function textOf(base64Url: string): string {
  return Buffer.from(base64Url, 'base64url').toString()
}
