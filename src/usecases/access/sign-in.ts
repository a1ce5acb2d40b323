import type { ActiveSession } from '../shared/session-view.ts'
import { systemActor } from '../../domain/access/actor.ts'
import { addressBlock } from '../../domain/access/address-block.ts'
import { SESSION_LIFETIME_MS, sessionExpiry } from '../../domain/access/session-times.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { PasswordHasher, RateLimiter } from '../../ports/sign-in.ts'
import { attemptKey } from '../shared/attempt-key.ts'
import { activeSessionOf, type PersonPorts } from '../shared/active-session.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface SignInInput {
  readonly username: string
  readonly password: string
  /** Address of the client, as far as it can be trusted. */
  readonly clientAddress: string
  readonly requestId: string
}

export interface SignedIn extends ActiveSession {
  /** Opaque, 256 bits, hexadecimal; for the cookie only. */
  readonly token: string
  /** ISO 8601 instant at which the session ends whatever happens. */
  readonly endsAt: string
}

/** Same answer and time for unknown names, wrong passwords and disabled accounts. @throws {MailroomError} `unauthenticated`, `rate-limited` */
export type SignIn = (input: SignInInput, signal: AbortSignal) => Promise<SignedIn>

/** 256 bits. */
const TOKEN_BYTES = 32

export interface SignInPorts extends PersonPorts {
  readonly passwordHasher: PasswordHasher
  readonly rateLimiter: RateLimiter
  readonly ledger: Ledger
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
}

export function createSignIn(ports: SignInPorts): SignIn {
  async function openSession(
    user: User,
    token: string,
    requestId: string,
    signal: AbortSignal,
  ): Promise<Date> {
    const now = ports.clock.now()
    const session = {
      tokenHash: ports.digest.sha256(token),
      tenantId: user.tenantId,
      userId: user.id,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: sessionExpiry(now, now).toISOString(),
    }
    const actor = {
      ...systemActor(user.tenantId, requestId),
      kind: 'user',
      userId: user.id,
      displayName: user.displayName,
    } as const
    await ports.ledger.change(
      actor,
      async () => {
        await ports.signIn.insertSession(session, signal)
        return {
          result: undefined,
          events: [{ action: 'session.opened', object: { kind: 'user', id: user.id } }],
          changed: [],
        }
      },
      signal,
    )
    return new Date(now.getTime() + SESSION_LIFETIME_MS)
  }

  return async function signIn({ username, password, clientAddress, requestId }, signal) {
    const name = username.trim().toLowerCase()
    const block = addressBlock(clientAddress)
    const key = attemptKey(ports.digest, name, clientAddress)
    // Spent before and given back after, so that attempts at the same time count as well.
    await ports.rateLimiter.consume('login-address', block, signal)
    await ports.rateLimiter.consume('login', key, signal)
    const credential = await ports.signIn.findCredential(name, signal)
    const isRight = await ports.passwordHasher.verify(password, credential?.passwordHash)
    if (credential === undefined || !isRight) {
      throw new MailroomError('unauthenticated', 'Name or password is wrong.')
    }
    await ports.rateLimiter.reset('login', key, signal)
    await ports.rateLimiter.giveBack('login-address', block, signal)
    const token = ports.ids.randomHex(TOKEN_BYTES)
    const endsAt = await openSession(credential.user, token, requestId, signal)
    const active = await activeSessionOf(ports, credential.user, requestId, signal)
    return { ...active, token, endsAt: endsAt.toISOString() }
  }
}
