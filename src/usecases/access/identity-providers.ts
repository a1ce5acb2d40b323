import type { Actor } from '../../domain/access/actor.ts'
import type { IdentityProvider } from '../../domain/access/identity-provider.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { IdentityProviders, OpenIdClient, ProviderCheck } from '../../ports/identity-providers.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'
import { requireGivenRoles } from '../shared/users.ts'

/** The buttons of the sign-in page of staff. */
export type ListSignInButtons = (
  signal: AbortSignal,
) => Promise<readonly { readonly id: string; readonly name: string; readonly tenant: string }[]>

export function createListSignInButtons(ports: {
  readonly identityProviders: IdentityProviders
  readonly tenants: Tenants
}): ListSignInButtons {
  return async function listSignInButtons(signal) {
    const all = await ports.identityProviders.all(signal)
    const providers = all.filter(({ kind }) => kind === 'staff')
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
    requireFitting(input)
    const provider = { ...input, id: ports.ids.next(), tenantId: actor.tenantId, version: 1 }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.identityProviders.insert(actor, provider, signal)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const changes = firstValues<IdentityProvider>(provider, ['id', ...FIELDS])
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

/** The issuer stays: the people of another directory are other people, also where they have the same ids. */
export interface PatchIdentityProviderInput extends Partial<
  Omit<AddIdentityProviderInput, 'kind' | 'issuer'>
> {
  readonly providerId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
}

/** Counts from the next sign-in on. @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `validation-failed` */
export type PatchIdentityProvider = (
  actor: Actor,
  input: PatchIdentityProviderInput,
  signal: AbortSignal,
) => Promise<IdentityProvider>

export function createPatchIdentityProvider(ports: ChangePorts): PatchIdentityProvider {
  return async function patchIdentityProvider(actor, { providerId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'users:manage')
    return ports.ledger.change(
      actor,
      async () => {
        const before = await ownProvider(ports, actor, providerId, signal)
        requireVersion(before, expectedVersion)
        const wanted = { ...before, ...patch }
        requireFitting(wanted)
        const after = await ports.identityProviders.save(actor, wanted, signal)
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const changes = {
          id: { after: after.id },
          ...changesBetween<IdentityProvider>(before, after, FIELDS),
        }
        return {
          result: after,
          events: [{ action: 'identity-provider.changed', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}

/** Whether a sign-in could begin. @throws {MailroomError} `forbidden`, `not-found` */
export type CheckIdentityProvider = (
  actor: Actor,
  providerId: string,
  signal: AbortSignal,
) => Promise<ProviderCheck>

export function createCheckIdentityProvider(ports: {
  readonly identityProviders: IdentityProviders
  readonly openIdClient: OpenIdClient
}): CheckIdentityProvider {
  return async function checkIdentityProvider(actor, providerId, signal) {
    requirePermission(actor, 'users:manage')
    return ports.openIdClient.check(await ownProvider(ports, actor, providerId, signal))
  }
}

async function ownProvider(
  { identityProviders }: { readonly identityProviders: IdentityProviders },
  { tenantId }: Actor,
  id: string,
  signal: AbortSignal,
): Promise<IdentityProvider> {
  const provider = await identityProviders.find(id, signal)
  return required(provider?.tenantId === tenantId ? provider : undefined)
}

const FIELDS = [
  'kind',
  'name',
  'issuer',
  'clientId',
  'secretName',
  'groupsClaim',
  'rolesByGroup',
  'askedLevels',
  'levelNames',
] as const

/** @throws {MailroomError} `validation-failed` */
function requireFitting({ kind, rolesByGroup }: Pick<IdentityProvider, 'kind' | 'rolesByGroup'>): void {
  requireGivenRoles(rolesByGroup.map(({ role }) => role))
  if (kind === 'citizen' && rolesByGroup.length > 0) {
    throw invalid('rolesByGroup', 'Bürgerinnen und Bürger haben keine Rollen.')
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
