import { systemActor } from '../../domain/access/actor.ts'
import type { OrgUnit, Tenant, User } from '../../domain/access/organisation.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import type { PasswordHasher } from '../../ports/sign-in.ts'
import type { Transactor } from '../../ports/transactor.ts'

export interface FoundTenantInput {
  readonly name: string
  /** Lower case letters, digits and hyphens. */
  readonly slug: string
  readonly receiptPrefix: string
  readonly adminPassword: string
}

export interface FoundedTenant {
  readonly tenant: Tenant
  readonly rootUnit: OrgUnit
  readonly admin: User
}

/**
 * Makes the first tenant of an installation: its root unit and the user `admin`, who may administer and also do all the
 * work of mailroom and heads until other people are set up. Call it only on an installation without tenants.
 */
export type FoundTenant = (input: FoundTenantInput, signal: AbortSignal) => Promise<FoundedTenant>

export function createFoundTenant(ports: {
  readonly transactor: Transactor
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly auditLog: AuditLog
  readonly passwordHasher: PasswordHasher
  readonly ids: IdGenerator
}): FoundTenant {
  return async function foundTenant(input, signal) {
    const passwordHash = await ports.passwordHasher.hash(input.adminPassword)
    const founded = newTenant(input, ports.ids)
    const { tenant, rootUnit, admin } = founded
    const actor = systemActor(tenant.id, ports.ids.next())
    await ports.transactor.inTransaction(async () => {
      await ports.tenants.insert(tenant, signal)
      await ports.orgUnits.insert(actor, rootUnit, signal)
      await ports.users.insert(actor, admin, signal)
      await ports.users.savePasswordHash(actor, admin.id, passwordHash, signal)
      await ports.auditLog.append(
        actor,
        { action: 'tenant-founded', object: { kind: 'tenant', id: tenant.id } },
        signal,
      )
    }, signal)
    return founded
  }
}

function newTenant(input: FoundTenantInput, ids: IdGenerator): FoundedTenant {
  const tenantId = ids.next()
  const rootUnit: OrgUnit = {
    id: ids.next(),
    tenantId,
    number: '0',
    name: input.name,
    kind: 'root',
    version: 1,
  }
  return {
    tenant: {
      id: tenantId,
      slug: input.slug,
      name: input.name,
      receiptPrefix: input.receiptPrefix,
      timeZone: 'Europe/Berlin',
    },
    rootUnit,
    admin: {
      id: ids.next(),
      tenantId,
      username: 'admin',
      displayName: 'Administration',
      roles: ['admin', 'mailroom', 'head', 'auditor'],
      orgUnitIds: [rootUnit.id],
      disabled: false,
      version: 1,
    },
  }
}
