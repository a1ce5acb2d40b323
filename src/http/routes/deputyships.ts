import {
  CreateDeputyshipRequest,
  DeputyshipOverview,
  DeputyshipParams,
  DeputyshipReceipt,
} from '../../contract/deputyships.ts'
import { presentDeputyships } from '../presenters/deputyships.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listDeputyships' | 'addDeputyship' | 'endDeputyship'>

/** Absence, and who does the work meanwhile. */
export function deputyshipRoutes({ listDeputyships, addDeputyship, endDeputyship }: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/deputyships',
      operationId: 'listDeputyships',
      summary:
        'Absences and deputyships under way or to come that concern the caller, and between whom he can settle one',
      tag: 'Organisation',
      access: 'deputies:set',
      success: { status: 200, description: 'All of them', body: DeputyshipOverview },
      handle: async ({ actor, signal }) => ({
        body: presentDeputyships(await listDeputyships(actor, signal)),
      }),
    }),
    route({
      method: 'post',
      path: '/api/v1/deputyships',
      operationId: 'addDeputyship',
      summary: 'Says that a person is away, oneself or somebody one leads, and who does the work meanwhile',
      tag: 'Organisation',
      access: 'deputies:set',
      body: CreateDeputyshipRequest,
      success: { status: 201, description: 'Its id', body: DeputyshipReceipt },
      async handle({ actor, body, signal }) {
        const { id } = await addDeputyship(actor, body, signal)
        return { body: { id } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/deputyships/{deputyshipId}',
      operationId: 'endDeputyship',
      summary: 'Ends an absence and its deputyship at once',
      tag: 'Organisation',
      access: 'deputies:set',
      params: DeputyshipParams,
      success: { status: 204, description: 'Ended' },
      async handle({ actor, params, signal }) {
        await endDeputyship(actor, params.deputyshipId, signal)
        return undefined
      },
    }),
  ]
}
