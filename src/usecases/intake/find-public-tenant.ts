import { systemActor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import { CITIZEN_PAGE_ID, linksOf, type CitizenLinks } from '../../domain/intake/citizen-page.ts'
import type { CitizenPages } from '../../ports/citizen-pages.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { publicTenant } from '../shared/public-tenant.ts'

export interface PublicCity extends Tenant {
  readonly links: CitizenLinks
}

/** The body whose public page is asked for. @throws {MailroomError} `not-found` */
export type FindPublicTenant = (slug: string, signal: AbortSignal) => Promise<PublicCity>

export function createFindPublicTenant({
  tenants,
  citizenPages,
}: {
  readonly tenants: Tenants
  readonly citizenPages: CitizenPages
}): FindPublicTenant {
  return async function findPublicTenant(slug, signal) {
    const tenant = await publicTenant(tenants, slug, signal)
    const machine = systemActor(tenant.id, 'public-page')
    const page = await citizenPages.find(machine, CITIZEN_PAGE_ID, signal)
    return { ...tenant, links: linksOf(page ?? {}) }
  }
}
