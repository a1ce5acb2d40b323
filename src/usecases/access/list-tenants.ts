import type { Actor } from '../../domain/access/actor.ts'
import { takesPost, type Tenant } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Tenants } from '../../ports/organisation.ts'

/** The cities on this installation, by name. @throws {MailroomError} `forbidden` */
export type ListTenants = (actor: Actor, signal: AbortSignal) => Promise<readonly Tenant[]>

export function createListTenants({ tenants }: { readonly tenants: Tenants }): ListTenants {
  return async function listTenants(actor, signal) {
    requirePermission(actor, 'tenants:manage')
    return (await tenants.all(signal)).filter(takesPost)
  }
}
