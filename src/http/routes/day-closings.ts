import {
  CheckedClosing,
  CloseDayRequest,
  ClosingParams,
  ClosingPreview,
  DayClosing,
  DayClosingPage,
} from '../../contract/day-closings.ts'
import { ReasonRequest } from '../../contract/incoming-items.ts'
import { PageQuery } from '../../contract/primitives.ts'
import { presentClosing, presentPreview } from '../presenters/day-closings.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'checkClosing' | 'closeDay' | 'listClosings' | 'previewClosing' | 'reopenDay'>

export function dayClosingRoutes(useCases: Needs): Route[] {
  return [...readingRoutes(useCases), ...signingRoutes(useCases)]
}

function readingRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/day-closings',
      operationId: 'listDayClosings',
      summary: 'Working days that the mailroom has signed off, newest first',
      tag: 'Intake',
      access: 'register:read',
      query: PageQuery,
      success: { status: 200, description: 'A page of closings', body: DayClosingPage },
      async handle({ actor, query, signal }) {
        const page = await useCases.listClosings(actor, pageRequest(query), signal)
        return { body: presentPageOf(page, presentClosing) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/day-closings/preview',
      operationId: 'previewDayClosing',
      summary: 'What closing the day would say now, and what still waits',
      tag: 'Intake',
      access: 'register:read',
      success: { status: 200, description: 'The closing as it would be', body: ClosingPreview },
      async handle({ actor, signal }) {
        return { body: presentPreview(await useCases.previewClosing(actor, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/day-closings/{closingId}',
      operationId: 'checkDayClosing',
      summary: 'A closing, compared with the register as it is now',
      tag: 'Intake',
      access: 'register:read',
      params: ClosingParams,
      success: { status: 200, description: 'The closing and whether it holds', body: CheckedClosing },
      async handle({ actor, params, signal }) {
        const { closing, matches } = await useCases.checkClosing(actor, params.closingId, signal)
        return { body: { closing: presentClosing(closing), matches } }
      },
    }),
  ]
}

function signingRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/day-closings',
      operationId: 'closeDay',
      summary: 'Signs off what came in since the last closing; with a reason while something waits',
      tag: 'Intake',
      access: 'day:close',
      body: CloseDayRequest,
      success: { status: 201, description: 'The closing', body: DayClosing },
      async handle({ actor, body, signal }) {
        return { body: presentClosing(await useCases.closeDay(actor, body, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/day-closings/{closingId}/reopen',
      operationId: 'reopenDay',
      summary: 'Takes the last closing back; the next one takes its numbers again',
      tag: 'Intake',
      access: 'day:close',
      params: ClosingParams,
      body: ReasonRequest,
      success: { status: 200, description: 'The closing, opened again', body: DayClosing },
      async handle({ actor, params, body, signal }) {
        const input = { closingId: params.closingId, reason: body.reason }
        return { body: presentClosing(await useCases.reopenDay(actor, input, signal)) }
      },
    }),
  ]
}
