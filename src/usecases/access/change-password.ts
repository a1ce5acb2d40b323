import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Users } from '../../ports/organisation.ts'
import type { PasswordHasher, RateLimiter, SignInStore } from '../../ports/sign-in.ts'
import { attemptKey } from '../shared/attempt-key.ts'
import { requirePerson } from '../shared/require-person.ts'
import { required } from '../shared/required.ts'
import { requirePassword } from '../shared/users.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface ChangePasswordInput {
  readonly currentPassword: string
  readonly newPassword: string
  readonly clientAddress: string
}

/** Ends every session and token of the user, this session too. @throws {MailroomError} `unauthenticated`, `rate-limited`, `validation-failed` */
export type ChangePassword = (actor: Actor, input: ChangePasswordInput, signal: AbortSignal) => Promise<void>

export function createChangePassword(ports: {
  readonly signIn: SignInStore
  readonly users: Users
  readonly passwordHasher: PasswordHasher
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
  readonly ledger: Ledger
}): ChangePassword {
  return async function changePassword(actor, { currentPassword, newPassword, clientAddress }, signal) {
    requirePerson(actor)
    requirePassword(newPassword, 'newPassword')
    const { username } = required(await ports.signIn.findUser(actor.tenantId, actor.userId, signal))
    await ports.rateLimiter.consume('login', attemptKey(ports.digest, username, clientAddress), signal)
    const credential = await ports.signIn.findCredential(username, signal)
    if (!(await ports.passwordHasher.verify(currentPassword, credential?.passwordHash))) {
      throw new MailroomError('unauthenticated', 'The current password is wrong.')
    }
    const passwordHash = await ports.passwordHasher.hash(newPassword)
    await ports.ledger.change(
      actor,
      async () => {
        await ports.users.savePasswordHash(actor, actor.userId, passwordHash, signal)
        await ports.signIn.removeSessionsOf(actor, actor.userId, signal)
        await ports.signIn.removeTokensOf(actor, actor.userId, signal)
        const object = { kind: 'user', id: actor.userId } as const
        return { result: undefined, events: [{ action: 'user.password-changed', object }], changed: [] }
      },
      signal,
    )
  }
}
