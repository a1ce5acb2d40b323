import { systemActor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Users } from '../../ports/organisation.ts'
import type { Passkeys } from '../../ports/passkeys.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'
import type { PasswordHasher, SignInStore } from '../../ports/sign-in.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface RescueInput {
  readonly username: string
  /** The new one; whoever is at the machine hands it over. */
  readonly password: string
}

/**
 * For whoever runs the machine, when nobody gets into an account any more: gives it a new password and takes its second factor
 * and its passkeys away. Ends its sessions and tokens. There is no one to ask for a permission: who may start this could read
 * the database itself. The audit chain of the city tells of it.
 *
 * @throws {MailroomError} `not-found` without an active account of this name
 */
export type RescueAccount = (input: RescueInput, signal: AbortSignal) => Promise<User>

export function createRescueAccount(ports: {
  readonly users: Users
  readonly signIn: SignInStore
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly passwordHasher: PasswordHasher
  readonly ids: IdGenerator
  readonly ledger: Ledger
}): RescueAccount {
  return async function rescueAccount({ username, password }, signal) {
    const credential = await ports.signIn.findCredential(username.trim().toLowerCase(), signal)
    if (credential === undefined)
      throw new MailroomError('not-found', 'There is no active account of this name.')
    const { user } = credential
    const actor = systemActor(user.tenantId, ports.ids.next())
    const passwordHash = await ports.passwordHasher.hash(password)
    return ports.ledger.change(
      actor,
      async () => {
        await ports.users.savePasswordHash(actor, user.id, passwordHash, signal)
        await ports.secondFactors.remove(actor, user.id, signal)
        await ports.passkeys.removeAllOf(actor, user.id, signal)
        await ports.signIn.removeSessionsOf(actor, user.id, signal)
        await ports.signIn.removeTokensOf(actor, user.id, signal)
        const object = { kind: 'user', id: user.id } as const
        return {
          result: user,
          events: [{ action: 'user.rescued', object, reason: 'reset-password' }],
          changed: [],
        }
      },
      signal,
    )
  }
}
