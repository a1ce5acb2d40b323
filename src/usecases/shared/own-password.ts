import type { Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import type { Digest } from '../../ports/digest.ts'
import type { PasswordHasher, RateLimiter, SignInStore } from '../../ports/sign-in.ts'
import { attemptKey } from './attempt-key.ts'
import { invalid, required } from './required.ts'

export interface OwnPasswordPorts {
  readonly signIn: SignInStore
  readonly passwordHasher: PasswordHasher
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
}

export interface OwnPassword {
  readonly currentPassword: string
  /** Address of the client, as far as it can be trusted. */
  readonly clientAddress: string
}

/** An open session alone may not change how its owner signs in. @throws {MailroomError} `rate-limited`, `validation-failed` */
export async function requireOwnPassword(
  ports: OwnPasswordPorts,
  actor: Actor,
  { currentPassword, clientAddress }: OwnPassword,
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
