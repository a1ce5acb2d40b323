import { systemActor, type Role } from '../../domain/access/actor.ts'
import type { OrgUnit, Tenant, User } from '../../domain/access/organisation.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits, Tenants, Users } from '../../ports/organisation.ts'

export interface NewTenant {
  readonly name: string
  /** Lower case letters, digits and hyphens. */
  readonly slug: string
  readonly receiptPrefix: string
  readonly admin: Pick<User, 'username' | 'displayName'> & { readonly roles: readonly Role[] }
  readonly passwordHash: string
}

export interface FoundedTenant {
  readonly tenant: Tenant
  readonly rootUnit: OrgUnit
  readonly admin: User
}

export interface FoundingPorts {
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly auditLog: AuditLog
  readonly ids: IdGenerator
}

/**
 * Makes a tenant with its root unit and first user inside the running transaction; its chain begins with the founding.
 *
 * @throws {MailroomError} `already-exists` for a slug or login name that is taken
 */
export async function insertTenant(
  ports: FoundingPorts,
  input: NewTenant,
  signal: AbortSignal,
): Promise<FoundedTenant> {
  const founded = newTenant(input, ports.ids)
  const { tenant, rootUnit, admin } = founded
  const actor = systemActor(tenant.id, ports.ids.next())
  await ports.tenants.insert(tenant, signal)
  await ports.orgUnits.insert(actor, rootUnit, signal)
  await ports.users.insert(actor, admin, signal)
  await ports.users.savePasswordHash(actor, admin.id, input.passwordHash, signal)
  const object = { kind: 'tenant', id: tenant.id } as const
  await ports.auditLog.append(actor, { action: 'tenant-founded', object }, signal)
  return founded
}

function newTenant({ name, slug, receiptPrefix, admin }: NewTenant, ids: IdGenerator): FoundedTenant {
  const tenantId = ids.next()
  const rootUnit: OrgUnit = { id: ids.next(), tenantId, number: '0', name, kind: 'root', version: 1 }
  return {
    tenant: { id: tenantId, slug, name, receiptPrefix, timeZone: 'Europe/Berlin' },
    rootUnit,
    admin: { ...admin, id: ids.next(), tenantId, orgUnitIds: [rootUnit.id], disabled: false, version: 1 },
  }
}
