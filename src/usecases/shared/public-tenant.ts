import { takesPost, type Tenant } from '../../domain/access/organisation.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

/** The city to which a citizen writes. @throws {MailroomError} `not-found` */
export async function publicTenant(tenants: Tenants, slug: string, signal: AbortSignal): Promise<Tenant> {
  const tenant = await tenants.findBySlug(slug, signal)
  return required(tenant !== undefined && takesPost(tenant) ? tenant : undefined)
}
