import { AgeingLimitsView, Overview, SetAgeingLimitsRequest } from '../../contract/overview.ts'
import { tagged } from '../entity-tag.ts'
import { presentAgeingLimits, presentOverview } from '../presenters/overview.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'showOverview' | 'showAgeingLimits' | 'setAgeingLimits'>

export function overviewRoutes({ showOverview, showAgeingLimits, setAgeingLimits }: Needs): Route[] {
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
    route({
      method: 'get',
      path: '/api/v1/ageing-limits',
      operationId: 'getAgeingLimits',
      summary: 'How long mail may have been in the house and still be at a stage',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'The limits; their ETag is for changes', body: AgeingLimitsView },
      async handle({ actor, signal }) {
        return tagged(presentAgeingLimits(await showAgeingLimits(actor, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/ageing-limits',
      operationId: 'setAgeingLimits',
      summary: 'Sets how long mail may be at a stage; counts at once, for what is open too',
      tag: 'Organisation',
      access: 'ageing:set',
      ifMatch: 'required',
      body: SetAgeingLimitsRequest,
      success: { status: 200, description: 'The limits that hold now', body: AgeingLimitsView },
      async handle({ actor, body, expectedVersion, signal }) {
        const set = Object.entries(body.hours).filter(([, hours]) => hours !== null)
        const input = { hours: Object.fromEntries(set), expectedVersion }
        return tagged(presentAgeingLimits(await setAgeingLimits(actor, input, signal)))
      },
    }),
  ]
}
