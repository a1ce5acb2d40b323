import type { ActiveSession } from '../shared/session-view.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { OneTimeCodes } from '../../ports/second-factors.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { PasswordHasher, RateLimiter } from '../../ports/sign-in.ts'
import { consumeByAddress, giveBackByAddress, LOGIN_BUDGETS } from '../shared/address-budgets.ts'
import { attemptKey } from '../shared/attempt-key.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import { takesCode } from '../shared/one-time-code.ts'
import type { SessionKey } from '../shared/new-session.ts'
import { openSession, type OpeningPorts, type SigningBrowser } from '../shared/open-session.ts'
import { provenPasskey, type GivenPasskey, type ProvenPasskeyPorts } from '../shared/proven-passkey.ts'

export interface SignInInput extends SigningBrowser {
  readonly username: string
  readonly password: string
  /** Counts only for people with a second factor, and then it has to be there. */
  readonly oneTimeCode?: string | undefined
  /** In place of the code. */
  readonly passkey?: GivenPasskey | undefined
  /** Address of the client, as far as it can be trusted. */
  readonly clientAddress: string
  readonly requestId: string
}

export type SignedIn = ActiveSession & SessionKey

/** Same answer for unknown names, wrong passwords, wrong codes and disabled accounts, and for all but wrong codes the same time. @throws {MailroomError} `unauthenticated`, `rate-limited` */
export type SignIn = (input: SignInInput, signal: AbortSignal) => Promise<SignedIn>

export interface SignInPorts extends PersonPorts, ProvenPasskeyPorts, OpeningPorts {
  readonly oneTimeCodes: OneTimeCodes
  readonly secretBox: SecretBox
  readonly passwordHasher: PasswordHasher
  readonly rateLimiter: RateLimiter
}

export function createSignIn(ports: SignInPorts): SignIn {
  async function hasSecondFactor(
    { tenantId, id }: User,
    { oneTimeCode = '', passkey }: SignInInput,
    signal: AbortSignal,
  ): Promise<boolean> {
    const factor = await ports.secondFactors.find(tenantId, id, signal)
    const passkeys = await ports.passkeys.list(tenantId, id, signal)
    const hasApp = factor?.confirmed === true
    if (!hasApp && passkeys.length === 0) return true
    if (passkey !== undefined) return (await provenPasskey(ports, passkey, signal)).userId === id
    return hasApp && oneTimeCode !== '' && takesCode(ports, factor, oneTimeCode, signal)
  }

  async function checkCredentials(input: SignInInput, signal: AbortSignal): Promise<User> {
    const { password, clientAddress } = input
    const name = input.username.trim().toLowerCase()
    const key = attemptKey(ports.digest, name, clientAddress)
    // Spent before and given back after, so that attempts at the same time count as well.
    await consumeByAddress(ports.rateLimiter, LOGIN_BUDGETS, clientAddress, signal)
    await ports.rateLimiter.consume('login', key, signal)
    const credential = await ports.signIn.findCredential(name, signal)
    const isRight = await ports.passwordHasher.verify(password, credential?.passwordHash)
    if (credential === undefined || !isRight || !(await hasSecondFactor(credential.user, input, signal))) {
      throw new MailroomError('unauthenticated', 'Name, password or code is wrong.')
    }
    await ports.rateLimiter.reset('login', key, signal)
    await giveBackByAddress(ports.rateLimiter, LOGIN_BUDGETS, clientAddress, signal)
    return credential.user
  }

  return async function signIn(input, signal) {
    const user = await checkCredentials(input, signal)
    const active = await activeSessionOf(ports, user, input.requestId, signal)
    return { ...active, ...(await openSession(ports, { actor: active.actor, user }, input, signal)) }
  }
}
