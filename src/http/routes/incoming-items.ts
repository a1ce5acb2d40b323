import { z } from 'zod'
import {
  CreateItemFields,
  History,
  ItemPage,
  ItemParams,
  ItemQuery,
  ItemReceipt,
  ItemState,
  ItemView,
  PatchItemRequest,
} from '../../contract/incoming-items.ts'
import { PostingView } from '../../contract/posting-parts.ts'
import { tagged } from '../entity-tag.ts'
import { patchOf } from '../given-index.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { parseRequest } from '../parse-request.ts'
import {
  presentEvent,
  presentItem,
  presentItemSummary,
  presentReceipt,
} from '../presenters/incoming-items.ts'
import { presentPosting } from '../presenters/posting-parts.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { ReceiveUpload } from '../upload.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  'admitUpload' | 'receiveItem' | 'listItems' | 'findItem' | 'patchItem' | 'itemHistory' | 'showPosting'
>

const States = z.strictObject({ state: z.array(ItemState).optional() })

export function incomingItemRoutes(useCases: Needs, receiveUpload: ReceiveUpload): Route[] {
  return [
    listRoute(useCases),
    postingRoute(useCases),
    createRoute(useCases, receiveUpload),
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}',
      operationId: 'getItem',
      summary: 'One item with its documents',
      tag: 'Intake',
      access: 'items:read',
      params: ItemParams,
      success: { status: 200, description: 'The item; its ETag is for changes', body: ItemView },
      async handle({ actor, params, signal }) {
        return tagged(presentItem(await useCases.findItem(actor, params.itemId, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/incoming-items/{itemId}',
      operationId: 'patchItem',
      summary: 'Changes index data that a person enters',
      tag: 'Intake',
      access: 'items:index',
      ifMatch: 'required',
      params: ItemParams,
      body: PatchItemRequest,
      success: { status: 200, description: 'The changed item', body: ItemView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...patchOf(body), itemId: params.itemId, expectedVersion }
        return tagged(presentItem(await useCases.patchItem(actor, input, signal)))
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/history',
      operationId: 'getItemHistory',
      summary: 'What happened to the item, oldest first',
      tag: 'Intake',
      access: 'items:read',
      params: ItemParams,
      success: { status: 200, description: 'The history', body: History },
      async handle({ actor, params, signal }) {
        const events = await useCases.itemHistory(actor, params.itemId, signal)
        return { body: { items: events.map(presentEvent) } }
      },
    }),
  ]
}

function postingRoute({ showPosting }: Pick<UseCases, 'showPosting'>): Route {
  return route({
    method: 'get',
    path: '/api/v1/incoming-items/{itemId}/posting',
    operationId: 'getItemPosting',
    summary: 'The posting that the item is a part of, and which parts are missing',
    tag: 'Intake',
    access: 'items:read',
    params: ItemParams,
    success: { status: 200, description: 'The posting, as far as the caller may see it', body: PostingView },
    async handle({ actor, params, signal }) {
      return { body: presentPosting(await showPosting(actor, params.itemId, signal)) }
    },
  })
}

function listRoute({ listItems }: Pick<UseCases, 'listItems'>): Route {
  return route({
    method: 'get',
    path: '/api/v1/incoming-items',
    operationId: 'listItems',
    summary: 'Items that the caller may read, newest first',
    tag: 'Intake',
    access: 'items:read',
    query: ItemQuery,
    success: { status: 200, description: 'A page of items', body: ItemPage },
    async handle({ actor, query, signal }) {
      const { state } = parseRequest('query', States, { state: query.state?.split(',') })
      const filter = {
        ...(state === undefined ? {} : { states: state }),
        ...(query.channel === undefined ? {} : { channel: query.channel }),
        ...(query.orgUnit === undefined ? {} : { orgUnitId: query.orgUnit }),
        ...(query.assignee === undefined ? {} : { assigneeId: query.assignee }),
        ...(query.batchId === undefined ? {} : { batchId: query.batchId }),
        ...(query.caseFile === undefined ? {} : { caseFileId: query.caseFile }),
      }
      const page = await listItems(actor, filter, pageRequest(query), signal)
      return { body: presentPageOf(page, presentItemSummary) }
    },
  })
}

function createRoute({ admitUpload, receiveItem }: Needs, receiveUpload: ReceiveUpload): Route {
  return route({
    method: 'post',
    path: '/api/v1/incoming-items',
    operationId: 'createItem',
    summary: 'Takes in a new item; after 201 it cannot be lost',
    tag: 'Intake',
    access: 'items:create',
    upload: CreateItemFields,
    idempotencyKey: 'optional',
    success: {
      status: 201,
      description:
        'The item is durable; of a kept answer only the receipt, where the caller may not read the item or a look at it is written down',
      body: ItemView.or(ItemReceipt),
    },
    async handle({ actor, request, response, signal }) {
      const key = idempotencyKeyOf(request)
      await admitUpload(actor, signal)
      const { replayed, readable, ...received } = await receiveUpload(
        { request, response, signal },
        CreateItemFields,
        ({ fields, files, requestHash }) =>
          receiveItem(
            actor,
            { ...fields, files, ...(key === undefined ? {} : { idempotency: { key, requestHash } }) },
            signal,
          ),
      )
      const location = { Location: `/api/v1/incoming-items/${received.item.id}` }
      const replay = { ...location, 'Idempotency-Replayed': 'true' }
      if (!readable) return { body: presentReceipt(received), headers: replay, status: 200 }
      const view = presentItem(received)
      return replayed ? { ...tagged(view, replay), status: 200 } : tagged(view, location)
    },
  })
}
