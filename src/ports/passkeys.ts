import type { Actor } from '../domain/access/actor.ts'
import type { Passkey, PasskeyAssertion, PasskeyRegistration } from '../domain/access/passkey.ts'

export interface Passkeys {
  /** Those of one person, oldest first. */
  list(tenantId: string, userId: string, signal: AbortSignal): Promise<Passkey[]>
  /** Read before an actor is known. */
  findByCredentialId(credentialId: string, signal: AbortSignal): Promise<Passkey | undefined>
  /** @throws {MailroomError} `already-exists` when somebody has this credential */
  insert(passkey: Passkey, signal: AbortSignal): Promise<void>
  /** Remembers a use. False when the counter has not moved on: of two uses with one signature one succeeds; devices that do not count stay at 0. */
  use(id: string, counter: number, usedAt: Date, signal: AbortSignal): Promise<boolean>
  /** Of the actor's own; false when there is no such passkey. */
  rename(actor: Actor, id: string, name: string, signal: AbortSignal): Promise<boolean>
  /** False when the user has no such passkey. */
  remove(actor: Actor, userId: string, id: string, signal: AbortSignal): Promise<boolean>
  removeAllOf(actor: Actor, userId: string, signal: AbortSignal): Promise<void>
}

/** JSON as `PublicKeyCredential.parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read it (WebAuthn Level 3). */
export type CeremonyOptions = Readonly<Record<string, unknown>>

/** The mathematics of WebAuthn. The site is known by the origin that browsers see; its host is the relying party. */
export interface PasskeyVerifier {
  registrationOptions(input: {
    readonly origin: string
    readonly siteName: string
    readonly challenge: string
    readonly user: { readonly id: string; readonly username: string; readonly displayName: string }
    /** Devices that hold one of these make no second one. */
    readonly known: readonly Passkey[]
  }): Promise<CeremonyOptions>
  /** For any passkey that a device has for the site. */
  assertionOptions(input: { readonly origin: string; readonly challenge: string }): Promise<CeremonyOptions>
  /** @throws {MailroomError} `validation-failed` when it was made for another site or challenge, or without asking its owner */
  verifyRegistration(input: {
    readonly origin: string
    readonly registration: PasskeyRegistration
    readonly isOwnChallenge: (challenge: string) => boolean
  }): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>>
  /** @throws {MailroomError} `unauthenticated` when it was made for another site or challenge, by another key, or without asking its owner */
  verifyAssertion(input: {
    readonly origin: string
    readonly assertion: PasskeyAssertion
    readonly passkey: Passkey
    readonly isOwnChallenge: (challenge: string) => boolean
  }): Promise<{ readonly counter: number; readonly challenge: string }>
}
