import type { Tenant } from '../../domain/access/organisation.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { publicTenant } from '../shared/public-tenant.ts'

/** The body whose public page is asked for. @throws {MailroomError} `not-found` */
export type FindPublicTenant = (slug: string, signal: AbortSignal) => Promise<Tenant>

export function createFindPublicTenant({ tenants }: { readonly tenants: Tenants }): FindPublicTenant {
  return async function findPublicTenant(slug, signal) {
    return publicTenant(tenants, slug, signal)
  }
}
