import type { z } from 'zod'
import { CaseFileParams } from '../../contract/case-files.ts'
import { ItemParams } from '../../contract/incoming-items.ts'
import {
  ChangeRouteSlipRequest,
  RoutePeopleList,
  RoutePeopleQuery,
  RouteSlipList,
  RouteSlipParams,
  RouteSlipView,
  SettleRouteStepRequest,
  StartRouteSlipRequest,
} from '../../contract/route-slips.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { tagged } from '../entity-tag.ts'
import { presentRouteSlip } from '../presenters/route-slips.ts'
import { route, type Route } from '../route.ts'
import type { RouteSlipUseCases } from '../route-slip-use-cases.ts'

/** What slips stand on, as paths name it. */
interface OfObject<P extends z.ZodType> {
  readonly prefix: `/${string}`
  /** Ends the ids of its operations. */
  readonly name: string
  readonly words: string
  readonly reads: 'items:read' | 'files:read'
  readonly writes: 'items:index' | 'files:edit'
  readonly params: P & z.ZodObject
  readonly objectOf: (params: z.output<P>) => DeskObject
}

const OF_ITEM: OfObject<typeof ItemParams> = {
  prefix: '/api/v1/incoming-items/{itemId}',
  name: 'Item',
  words: 'an item',
  reads: 'items:read',
  writes: 'items:index',
  params: ItemParams,
  objectOf: ({ itemId }) => ({ kind: 'incoming-item', id: itemId }),
}

const OF_FILE: OfObject<typeof CaseFileParams> = {
  prefix: '/api/v1/case-files/{caseFileId}',
  name: 'CaseFile',
  words: 'a case file',
  reads: 'files:read',
  writes: 'files:edit',
  params: CaseFileParams,
  objectOf: ({ caseFileId }) => ({ kind: 'case-file', id: caseFileId }),
}

/** Route slips (Laufzettel). */
export function routeSlipRoutes(useCases: RouteSlipUseCases): Route[] {
  return [
    ...objectRoutes(useCases, OF_ITEM),
    ...objectRoutes(useCases, OF_FILE),
    ...changeRoutes(useCases),
    peopleRoute(useCases),
  ]
}

function objectRoutes<P extends z.ZodType>(
  { listRouteSlips, startRouteSlip }: RouteSlipUseCases,
  { prefix, name, words, reads, writes, params: shape, objectOf }: OfObject<P>,
): Route[] {
  return [
    route({
      method: 'get',
      path: `${prefix}/route-slips`,
      operationId: `list${name}RouteSlips`,
      summary: `Route slips of ${words}, the newest first`,
      tag: 'Desk',
      access: reads,
      params: shape,
      success: { status: 200, description: 'The slips', body: RouteSlipList },
      async handle({ actor, params, signal }) {
        const slips = await listRouteSlips(actor, objectOf(params), signal)
        return { body: { items: slips.map(presentRouteSlip) } }
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/route-slips`,
      operationId: `start${name}RouteSlip`,
      summary: `Sends ${words} past people and units, one after the other; each may read it from his turn on`,
      tag: 'Desk',
      access: writes,
      params: shape,
      body: StartRouteSlipRequest,
      success: { status: 201, description: 'The slip', body: RouteSlipView },
      async handle({ actor, params, body, signal }) {
        const input = { object: objectOf(params), steps: body.steps }
        return tagged(presentRouteSlip(await startRouteSlip(actor, input, signal)))
      },
    }),
  ]
}

function changeRoutes({ changeRouteSlip, settleRouteStep }: RouteSlipUseCases): Route[] {
  const changed = { status: 200, description: 'The slip', body: RouteSlipView } as const
  return [
    route({
      method: 'patch',
      path: '/api/v1/route-slips/{slipId}',
      operationId: 'changeRouteSlip',
      summary: 'Other steps in the place of those that are to come',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'required',
      params: RouteSlipParams,
      body: ChangeRouteSlipRequest,
      success: changed,
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...params, ...body, expectedVersion }
        return tagged(presentRouteSlip(await changeRouteSlip(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/route-slips/{slipId}/settle',
      operationId: 'settleRouteStep',
      summary: 'The step at turn is done, or skipped with a reason; the next one is at turn',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: RouteSlipParams,
      body: SettleRouteStepRequest,
      success: changed,
      async handle({ actor, params, body, seenVersion, signal }) {
        const input = { ...params, ...body, expectedVersion: seenVersion }
        return tagged(presentRouteSlip(await settleRouteStep(actor, input, signal)))
      },
    }),
  ]
}

function peopleRoute({ listRoutePeople }: RouteSlipUseCases): Route {
  return route({
    method: 'get',
    path: '/api/v1/route-people',
    operationId: 'listRoutePeople',
    summary: 'People whom a route slip can ask, by what is typed of their names; the first eight',
    tag: 'Desk',
    access: 'items:index',
    query: RoutePeopleQuery,
    success: { status: 200, description: 'The people', body: RoutePeopleList },
    async handle({ actor, query, signal }) {
      return { body: { items: await listRoutePeople(actor, query.q, signal) } }
    },
  })
}
