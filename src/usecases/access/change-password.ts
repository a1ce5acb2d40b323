import type { Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Users } from '../../ports/organisation.ts'
import type { PasswordHasher, RateLimiter, SignInStore } from '../../ports/sign-in.ts'
import { attemptKey } from '../shared/attempt-key.ts'
import { requirePerson } from '../shared/require-person.ts'
import { newSession, type SessionKey } from '../shared/new-session.ts'
import { invalid, required } from '../shared/required.ts'
import { requirePassword } from '../shared/users.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface ChangePasswordInput {
  readonly currentPassword: string
  readonly newPassword: string
  readonly clientAddress: string
  readonly userAgent?: string | undefined
}

/** Ends every session and token of the user and opens a new session for this caller. @throws {MailroomError} `rate-limited`, `validation-failed` */
export type ChangePassword = (
  actor: Actor,
  input: ChangePasswordInput,
  signal: AbortSignal,
) => Promise<SessionKey>

export function createChangePassword(ports: {
  readonly signIn: SignInStore
  readonly users: Users
  readonly passwordHasher: PasswordHasher
  readonly breachedPasswords: BreachedPasswords
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly ledger: Ledger
}): ChangePassword {
  async function requireCurrent(
    actor: Actor,
    { currentPassword, clientAddress }: ChangePasswordInput,
    signal: AbortSignal,
  ): Promise<User> {
    const user = required(await ports.signIn.findUser(actor.tenantId, actor.userId, signal))
    const key = attemptKey(ports.digest, user.username, clientAddress)
    await ports.rateLimiter.consume('login', key, signal)
    const credential = await ports.signIn.findCredential(user.username, signal)
    if (!(await ports.passwordHasher.verify(currentPassword, credential?.passwordHash))) {
      throw invalid('currentPassword', 'Das ist nicht Ihr jetziges Passwort.')
    }
    await ports.rateLimiter.reset('login', key, signal)
    return user
  }

  return async function changePassword(actor, input, signal) {
    requirePerson(actor)
    const user = await requireCurrent(actor, input, signal)
    requirePassword(ports, { password: input.newPassword, path: 'newPassword', owner: user })
    const passwordHash = await ports.passwordHasher.hash(input.newPassword)
    const { session, token, endsAt } = newSession(ports, user, input.userAgent)
    await ports.ledger.change(
      actor,
      async () => {
        await ports.users.savePasswordHash(actor, actor.userId, passwordHash, signal)
        await ports.signIn.removeSessionsOf(actor, actor.userId, signal)
        await ports.signIn.removeTokensOf(actor, actor.userId, signal)
        await ports.signIn.insertSession(session, signal)
        const object = { kind: 'user', id: actor.userId } as const
        return { result: undefined, events: [{ action: 'user.password-changed', object }], changed: [] }
      },
      signal,
    )
    return { token, endsAt }
  }
}
