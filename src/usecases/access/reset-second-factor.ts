import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Users } from '../../ports/organisation.ts'
import type { Passkeys } from '../../ports/passkeys.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

/** For a person who has lost the app and the codes, or the passkeys; ends the sessions of the person. @throws {MailroomError} `forbidden`, `not-found` */
export type ResetSecondFactor = (actor: Actor, userId: string, signal: AbortSignal) => Promise<void>

export function createResetSecondFactor(ports: {
  readonly users: Users
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly signIn: SignInStore
  readonly ledger: Ledger
}): ResetSecondFactor {
  return async function resetSecondFactor(actor, userId, signal) {
    requirePermission(actor, 'users:manage')
    await ports.ledger.change(
      actor,
      async () => {
        const user = required(await ports.users.find(actor, userId, signal))
        await ports.secondFactors.remove(actor, user.id, signal)
        await ports.passkeys.removeAllOf(actor, user.id, signal)
        await ports.signIn.removeSessionsOf(actor, user.id, signal)
        const object = { kind: 'user', id: user.id } as const
        return { result: undefined, events: [{ action: 'user.second-factor-reset', object }], changed: [] }
      },
      signal,
    )
  }
}
