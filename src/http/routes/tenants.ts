import { CreateTenantRequest, TenantList, TenantView } from '../../contract/organisation.ts'
import { presentTenant } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

/** What those who run the installation do. */
export function tenantRoutes({
  listTenants,
  createTenant,
}: Pick<UseCases, 'listTenants' | 'createTenant'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/tenants',
      operationId: 'listTenants',
      summary: 'The cities on this installation, by name',
      tag: 'Operation',
      access: 'tenants:manage',
      success: { status: 200, description: 'All of them', body: TenantList },
      async handle({ actor, signal }) {
        return { body: { items: (await listTenants(actor, signal)).map(presentTenant) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/tenants',
      operationId: 'createTenant',
      summary: 'Adds a city, with its first administrator',
      tag: 'Operation',
      access: 'tenants:manage',
      body: CreateTenantRequest,
      success: { status: 201, description: 'The new tenant', body: TenantView },
      handle: async ({ actor, body, signal }) => ({
        body: presentTenant(await createTenant(actor, body, signal)),
      }),
    }),
  ]
}
