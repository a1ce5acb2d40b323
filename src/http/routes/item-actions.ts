import type { z } from 'zod'
import {
  AssignRequest,
  ConfirmRequest,
  EmptyRequest,
  FileRequest,
  ItemParams,
  ItemView,
  ReasonRequest,
  RouteRequest,
  type ItemAction,
} from '../../contract/incoming-items.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/policy.ts'
import type { ItemWithDocuments } from '../../usecases/shared/item-with-documents.ts'
import { tagged } from '../entity-tag.ts'
import { presentItem } from '../presenters/incoming-items.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'confirmItem'
  | 'routeItem'
  | 'claimItem'
  | 'releaseItem'
  | 'assignItem'
  | 'returnItem'
  | 'misdirectItem'
  | 'forwardItemUnopened'
  | 'fileItem'
  | 'voidItem'
  | 'retryItem'
>

interface Action<B extends z.ZodType> {
  readonly name: z.infer<typeof ItemAction>
  readonly summary: string
  readonly access: Permission
  readonly body: B
  readonly act: (
    actor: Actor,
    input: { readonly itemId: string; readonly body: z.output<B> },
    signal: AbortSignal,
  ) => Promise<ItemWithDocuments>
}

/** Steps of an item's way: `POST /api/v1/incoming-items/{itemId}/{action}`. */
export function itemActionRoutes(useCases: Needs): Route[] {
  return [...deskRoutes(useCases), ...mailroomRoutes(useCases)]
}

function deskRoutes(useCases: Needs): Route[] {
  return [
    actionRoute({
      name: 'confirm',
      summary: 'Confirms index data, and routes in the same step if a target is given',
      access: 'items:index',
      body: ConfirmRequest,
      act: (actor, { itemId, body }, signal) => useCases.confirmItem(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'route',
      summary: 'Sends the item to the inbox of a unit',
      access: 'items:route',
      body: RouteRequest,
      act: (actor, { itemId, body: { note, ...target } }, signal) =>
        useCases.routeItem(actor, { itemId, target, note }, signal),
    }),
    actionRoute({
      name: 'claim',
      summary: 'Takes the item to work on',
      access: 'items:claim',
      body: EmptyRequest,
      act: (actor, { itemId }, signal) => useCases.claimItem(actor, { itemId }, signal),
    }),
    actionRoute({
      name: 'release',
      summary: 'Gives a claimed item back to the inbox of its unit',
      access: 'items:claim',
      body: EmptyRequest,
      act: (actor, { itemId }, signal) => useCases.releaseItem(actor, { itemId }, signal),
    }),
    actionRoute({
      name: 'assign',
      summary: 'Hands the item to a person',
      access: 'items:assign',
      body: AssignRequest,
      act: (actor, { itemId, body }, signal) => useCases.assignItem(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'file',
      summary: 'Files the item into a case file, an existing or a new one',
      access: 'items:file',
      body: FileRequest,
      act: (actor, { itemId, body }, signal) => useCases.fileItem(actor, { ...body, itemId }, signal),
    }),
  ]
}

function mailroomRoutes(useCases: Needs): Route[] {
  return [
    actionRoute({
      name: 'return',
      summary: 'Sends a misrouted item back to the mailroom',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { itemId, body }, signal) => useCases.returnItem(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'misdirect',
      summary: 'Closes an item that belongs to somebody outside the house',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { itemId, body }, signal) => useCases.misdirectItem(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'forward-unopened',
      summary: 'Closes an item that is handed on without being read',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { itemId, body }, signal) =>
        useCases.forwardItemUnopened(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'void',
      summary: 'Takes a wrongly registered item out of circulation',
      access: 'items:void',
      body: ReasonRequest,
      act: (actor, { itemId, body }, signal) => useCases.voidItem(actor, { ...body, itemId }, signal),
    }),
    actionRoute({
      name: 'retry',
      summary: 'Lets the machine try again what has failed',
      access: 'items:retry',
      body: EmptyRequest,
      act: (actor, { itemId }, signal) => useCases.retryItem(actor, itemId, signal),
    }),
  ]
}

function actionRoute<B extends z.ZodType>({ name, summary, access, body, act }: Action<B>): Route {
  const words = name.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
  return route({
    method: 'post',
    path: `/api/v1/incoming-items/{itemId}/${name}`,
    operationId: `item${words.join('')}`,
    summary,
    tag: 'Intake',
    access,
    params: ItemParams,
    body,
    success: { status: 200, description: 'The item after the step', body: ItemView },
    async handle(call) {
      const input = { itemId: call.params.itemId, body: call.body }
      return tagged(presentItem(await act(call.actor, input, call.signal)))
    },
  })
}
