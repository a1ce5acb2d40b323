import type { Actor, Role } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface SignInRules {
  /** Who holds one of these may do nothing until a second factor is set up. */
  readonly secondFactorRoles: readonly Role[]
}

/** What the tenant demands at sign-in. @throws {MailroomError} `forbidden` */
export type ShowSignInRules = (actor: Actor, signal: AbortSignal) => Promise<SignInRules>

export function createShowSignInRules({ tenants }: { readonly tenants: Tenants }): ShowSignInRules {
  return async function showSignInRules(actor, signal) {
    requirePermission(actor, 'users:manage')
    const { secondFactorRoles = [] } = required(await tenants.find(actor.tenantId, signal))
    return { secondFactorRoles }
  }
}

/** Counts from the next request of everybody on. @throws {MailroomError} `forbidden` */
export type SetSignInRules = (actor: Actor, rules: SignInRules, signal: AbortSignal) => Promise<SignInRules>

export function createSetSignInRules(ports: {
  readonly tenants: Tenants
  readonly ledger: Ledger
}): SetSignInRules {
  return async function setSignInRules(actor, rules, signal) {
    requirePermission(actor, 'users:manage')
    const secondFactorRoles = [...new Set(rules.secondFactorRoles)].sort()
    await ports.ledger.change(
      actor,
      async () => {
        const tenant = required(await ports.tenants.find(actor.tenantId, signal))
        await ports.tenants.saveSecondFactorRoles(actor, secondFactorRoles, signal)
        const changes = {
          secondFactorRoles: { before: tenant.secondFactorRoles ?? [], after: secondFactorRoles },
        }
        const object = { kind: 'tenant', id: tenant.id } as const
        return {
          result: undefined,
          events: [{ action: 'tenant.sign-in-rules', object, changes }],
          changed: [],
        }
      },
      signal,
    )
    return { secondFactorRoles }
  }
}
