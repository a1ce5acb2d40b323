import type { Actor } from '../../domain/access/actor.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Users } from '../../ports/organisation.ts'
import { requirePerson } from '../shared/require-person.ts'
import { newSession, type SessionKey } from '../shared/new-session.ts'
import { requireOwnPassword, type OwnPassword, type OwnPasswordPorts } from '../shared/own-password.ts'
import { requirePassword } from '../shared/users.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface ChangePasswordInput extends OwnPassword {
  readonly newPassword: string
  readonly userAgent?: string | undefined
}

/** Ends every session and token of the user and opens a new session for this caller. @throws {MailroomError} `rate-limited`, `validation-failed` */
export type ChangePassword = (
  actor: Actor,
  input: ChangePasswordInput,
  signal: AbortSignal,
) => Promise<SessionKey>

export function createChangePassword(
  ports: OwnPasswordPorts & {
    readonly users: Users
    readonly breachedPasswords: BreachedPasswords
    readonly clock: Clock
    readonly ids: IdGenerator
    readonly ledger: Ledger
  },
): ChangePassword {
  return async function changePassword(actor, input, signal) {
    requirePerson(actor)
    const user = await requireOwnPassword(ports, actor, input, signal)
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
