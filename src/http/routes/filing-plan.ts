import {
  CreateFilingPlanEntryRequest,
  FilingPlanEntryView,
  FilingPlanView,
} from '../../contract/case-files.ts'
import { tagged } from '../entity-tag.ts'
import { presentFilingPlanEntry } from '../presenters/case-files.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listFilingPlan' | 'addFilingPlanEntry'>

export function filingPlanRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/filing-plan',
      operationId: 'getFilingPlan',
      summary: 'Entries of the filing plan by number',
      tag: 'Case files',
      access: 'masterdata:read',
      success: { status: 200, description: 'The filing plan', body: FilingPlanView },
      async handle({ actor, signal }) {
        const entries = await useCases.listFilingPlan(actor, signal)
        return { body: { items: entries.map(presentFilingPlanEntry) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/filing-plan',
      operationId: 'addFilingPlanEntry',
      summary: 'Adds an entry to the filing plan',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: CreateFilingPlanEntryRequest,
      success: { status: 201, description: 'The entry', body: FilingPlanEntryView },
      async handle({ actor, body, signal }) {
        return tagged(presentFilingPlanEntry(await useCases.addFilingPlanEntry(actor, body, signal)))
      },
    }),
  ]
}
