import type { Actor } from '../../domain/access/actor.ts'
import { isSecondFactorDue } from '../../domain/access/second-factor.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { Passkeys } from '../../ports/passkeys.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import { requirePerson } from '../shared/require-person.ts'
import { required } from '../shared/required.ts'

export interface SecondFactorState {
  readonly enabled: boolean
  /** The tenant demands it of one of the person's roles. */
  readonly demanded: boolean
  readonly recoveryCodesLeft: number
  /** Number of passkeys; each does for a second factor too. */
  readonly passkeys: number
}

/** How it stands with the own second factor. @throws {MailroomError} `forbidden` */
export type ShowSecondFactor = (actor: Actor, signal: AbortSignal) => Promise<SecondFactorState>

export function createShowSecondFactor(ports: {
  readonly secondFactors: SecondFactors
  readonly passkeys: Passkeys
  readonly signIn: SignInStore
  readonly tenants: Tenants
}): ShowSecondFactor {
  return async function showSecondFactor(actor, signal) {
    requirePerson(actor)
    const factor = await ports.secondFactors.find(actor.tenantId, actor.userId, signal)
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const user = required(await ports.signIn.findUser(actor.tenantId, actor.userId, signal))
    const enabled = factor?.confirmed === true
    return {
      enabled,
      demanded: isSecondFactorDue(tenant, user.roles),
      recoveryCodesLeft: enabled ? factor.recoveryHashes.length : 0,
      passkeys: (await ports.passkeys.list(actor.tenantId, actor.userId, signal)).length,
    }
  }
}
