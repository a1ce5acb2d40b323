import type { Actor } from '../../domain/access/actor.ts'
import { takesPost, type Tenant } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { BreachedPasswords } from '../../ports/breached-passwords.ts'
import type { PasswordHasher } from '../../ports/sign-in.ts'
import { insertTenant, type FoundingPorts } from '../shared/founding.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid } from '../shared/required.ts'
import { requirePassword } from '../shared/users.ts'

export interface CreateTenantInput {
  readonly name: string
  readonly slug: string
  readonly receiptPrefix: string
  readonly adminUsername: string
  readonly adminPassword: string
}

/**
 * Makes a tenant with its first administrator, who may administer and nothing else. Told in the chains of both.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists`
 */
export type CreateTenant = (actor: Actor, input: CreateTenantInput, signal: AbortSignal) => Promise<Tenant>

export function createCreateTenant(
  ports: FoundingPorts & {
    readonly passwordHasher: PasswordHasher
    readonly breachedPasswords: BreachedPasswords
    readonly ledger: Ledger
  },
): CreateTenant {
  return async function createTenant(actor, { adminUsername, adminPassword, ...input }, signal) {
    requirePermission(actor, 'tenants:manage')
    if (!takesPost(input)) throw invalid('slug', 'Dieser Kurzname ist vergeben.')
    const admin = { username: adminUsername, displayName: 'Administration', roles: ['admin'] } as const
    requirePassword(ports, { password: adminPassword, path: 'adminPassword', owner: admin })
    const passwordHash = await ports.passwordHasher.hash(adminPassword)
    return ports.ledger.change(
      actor,
      async () => {
        const { tenant } = await insertTenant(ports, { ...input, admin, passwordHash }, signal)
        const object = { kind: 'tenant', id: tenant.id } as const
        const changes = firstValues<Tenant>(tenant, ['slug', 'name', 'receiptPrefix'])
        return { result: tenant, events: [{ action: 'tenant.created', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
