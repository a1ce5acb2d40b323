import { ApiError, call } from './api/client.ts'
import type { PasskeyOptions, PasskeyView, SessionView } from './api/types.ts'

/** Browsers keep passkeys for named hosts only, and only where nobody listens in. */
const ADDRESS = /^[\d.]+$|^\[/

export function knowsPasskeys(): boolean {
  return (
    globalThis.isSecureContext &&
    typeof PublicKeyCredential === 'function' &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    !ADDRESS.test(location.hostname)
  )
}

/** Has the device make a passkey and tells the server; `name` is how the person knows it again. */
export async function addPasskey(currentPassword: string, name: string): Promise<PasskeyView> {
  const options = { method: 'POST', body: { currentPassword } } as const
  const { publicKey } = (await call('/session/passkeys/options', options)) as PasskeyOptions
  const asked = publicKey as unknown as PublicKeyCredentialCreationOptionsJSON
  const credential = await answered(async () =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  )
  return (await call('/session/passkeys', { method: 'POST', body: { name, credential } })) as PasskeyView
}

/** Has the device answer with one of its passkeys of this site, and opens a session with it. */
export async function signInWithPasskey(): Promise<SessionView> {
  const begin = { method: 'POST', asksForSignIn: false } as const
  const { publicKey } = (await call('/session/passkey/options', begin)) as PasskeyOptions
  const asked = publicKey as unknown as PublicKeyCredentialRequestOptionsJSON
  const credential = await answered(async () =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
  )
  const options = { method: 'POST', body: { credential }, asksForSignIn: false } as const
  return (await call('/session/passkey', options)) as SessionView
}

/** What the device says, in the words of the protocol. @throws {ApiError} with a code of its own when the person gave up */
async function answered(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask()
    if (credential instanceof PublicKeyCredential) return credential.toJSON()
  } catch (error) {
    const isKnown = error instanceof DOMException && error.name === 'InvalidStateError'
    throw new ApiError(0, { code: isKnown ? 'passkey-known' : 'passkey-cancelled' }, error)
  }
  throw new ApiError(0, { code: 'passkey-cancelled' })
}
