import { Overview } from '../../contract/overview.ts'
import { presentOverview } from '../presenters/overview.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

export function overviewRoutes({ showOverview }: Pick<UseCases, 'showOverview'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/overview',
      operationId: 'getOverview',
      summary: 'What came in and what is open, by age and unit: counts of what the caller may read',
      tag: 'Intake',
      access: 'items:read',
      success: {
        status: 200,
        description: 'The counts, and the items that wait for longest',
        body: Overview,
      },
      async handle({ actor, signal }) {
        return { body: presentOverview(await showOverview(actor, signal)) }
      },
    }),
  ]
}
