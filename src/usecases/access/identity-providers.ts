import type { Actor } from '../../domain/access/actor.ts'
import type { IdentityProvider } from '../../domain/access/identity-provider.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { IdentityProviders } from '../../ports/identity-providers.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'
import { requireGivenRoles } from '../shared/users.ts'

/** The buttons of the sign-in page. */
export type ListSignInButtons = (
  signal: AbortSignal,
) => Promise<readonly { readonly id: string; readonly name: string; readonly tenant: string }[]>

export function createListSignInButtons(ports: {
  readonly identityProviders: IdentityProviders
  readonly tenants: Tenants
}): ListSignInButtons {
  return async function listSignInButtons(signal) {
    const providers = await ports.identityProviders.all(signal)
    if (providers.length === 0) return []
    const names = new Map((await ports.tenants.all(signal)).map(({ id, name }) => [id, name]))
    return providers.map(({ id, name, tenantId }) => ({ id, name, tenant: names.get(tenantId) ?? '' }))
  }
}

/** Those of the tenant. @throws {MailroomError} `forbidden` */
export type ListIdentityProviders = (
  actor: Actor,
  signal: AbortSignal,
) => Promise<readonly IdentityProvider[]>

export function createListIdentityProviders(ports: {
  readonly identityProviders: IdentityProviders
}): ListIdentityProviders {
  return async function listIdentityProviders(actor, signal) {
    requirePermission(actor, 'users:manage')
    const all = await ports.identityProviders.all(signal)
    return all.filter(({ tenantId }) => tenantId === actor.tenantId)
  }
}

export type AddIdentityProviderInput = Omit<IdentityProvider, 'id' | 'tenantId' | 'version'>

/** @throws {MailroomError} `forbidden`, `validation-failed` for a role that reaches beyond the tenant */
export type AddIdentityProvider = (
  actor: Actor,
  input: AddIdentityProviderInput,
  signal: AbortSignal,
) => Promise<IdentityProvider>

interface ChangePorts {
  readonly identityProviders: IdentityProviders
  readonly ledger: Ledger
}

export function createAddIdentityProvider(
  ports: ChangePorts & { readonly ids: IdGenerator },
): AddIdentityProvider {
  return async function addIdentityProvider(actor, input, signal) {
    requirePermission(actor, 'users:manage')
    requireGivenRoles(input.rolesByGroup.map(({ role }) => role))
    const provider = { ...input, id: ports.ids.next(), tenantId: actor.tenantId, version: 1 }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.identityProviders.insert(actor, provider, signal)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const changes = firstValues<IdentityProvider>(provider, ['id', 'name', 'issuer', 'rolesByGroup'])
        return {
          result: undefined,
          events: [{ action: 'identity-provider.added', object, changes }],
          changed: [],
        }
      },
      signal,
    )
    return provider
  }
}

/** The accounts that came from it stay, and nobody gets into them any more. @throws {MailroomError} `forbidden`, `not-found` */
export type RemoveIdentityProvider = (actor: Actor, id: string, signal: AbortSignal) => Promise<void>

export function createRemoveIdentityProvider(ports: ChangePorts): RemoveIdentityProvider {
  return async function removeIdentityProvider(actor, id, signal) {
    requirePermission(actor, 'users:manage')
    await ports.ledger.change(
      actor,
      async () => {
        const removed = await ports.identityProviders.remove(actor, id, signal)
        required(removed ? id : undefined)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const changes = { id: { before: id } }
        return {
          result: undefined,
          events: [{ action: 'identity-provider.removed', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}
