import type { z } from 'zod'
import {
  AskForCheckRequest,
  AssignRequest,
  ConfirmRequest,
  CorrectArrivalRequest,
  DuplicateRequest,
  EmptyRequest,
  FileRequest,
  ItemParams,
  ItemView,
  MarkRequest,
  ReasonRequest,
  RejectRequest,
  ReleaseRequest,
  RouteRequest,
  type ItemAction,
} from '../../contract/incoming-items.ts'
import { PartRequest } from '../../contract/posting-parts.ts'
import { LevelRequest } from '../../contract/access.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { Permission } from '../../domain/access/policy.ts'
import type { ItemReference } from '../../usecases/shared/item-reference.ts'
import type { ItemWithDocuments } from '../../usecases/shared/item-with-documents.ts'
import { tagged } from '../entity-tag.ts'
import { confirmationOf } from '../given-index.ts'
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
  | 'decideDuplicate'
  | 'rejectItem'
  | 'releaseFromQuarantine'
  | 'correctArrival'
  | 'retryItem'
  | 'setItemLevel'
  | 'markItem'
  | 'resumeItem'
  | 'askForCheck'
  | 'setPart'
  | 'releasePart'
>

interface Action<B extends z.ZodType> {
  readonly name: z.infer<typeof ItemAction>
  readonly summary: string
  readonly access: Permission
  readonly body: B
  readonly act: (
    actor: Actor,
    input: { readonly item: ItemReference; readonly body: z.output<B> },
    signal: AbortSignal,
  ) => Promise<ItemWithDocuments>
}

/** Steps of an item's way: `POST /api/v1/incoming-items/{itemId}/{action}`. */
export function itemActionRoutes(useCases: Needs): Route[] {
  return [
    ...deskRoutes(useCases),
    ...markRoutes(useCases),
    ...mailroomRoutes(useCases),
    ...quarantineRoutes(useCases),
    levelRoute(useCases),
    duplicateRoute(useCases),
    checkRoute(useCases),
    ...partRoutes(useCases),
  ]
}

function markRoutes(useCases: Pick<Needs, 'markItem' | 'resumeItem'>): Route[] {
  return [
    actionRoute({
      name: 'mark',
      summary: 'Ends the work on the item: into the file, beside its procedure, or set aside',
      access: 'items:file',
      body: MarkRequest,
      act: (actor, { item, body }, signal) => useCases.markItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'resume',
      summary: 'Takes a closing mark back',
      access: 'items:file',
      body: ReasonRequest,
      act: (actor, { item, body }, signal) => useCases.resumeItem(actor, { ...body, ...item }, signal),
    }),
  ]
}

function deskRoutes(useCases: Needs): Route[] {
  return [
    actionRoute({
      name: 'confirm',
      summary: 'Confirms index data, and routes in the same step if a target is given',
      access: 'items:index',
      body: ConfirmRequest,
      act: (actor, { item, body }, signal) =>
        useCases.confirmItem(actor, { ...confirmationOf(body), ...item }, signal),
    }),
    actionRoute({
      name: 'route',
      summary: 'Sends the item to the inbox of a unit',
      access: 'items:route',
      body: RouteRequest,
      act: (actor, { item, body: { note, ...target } }, signal) =>
        useCases.routeItem(actor, { ...item, target, note }, signal),
    }),
    actionRoute({
      name: 'claim',
      summary: 'Takes the item to work on',
      access: 'items:claim',
      body: EmptyRequest,
      act: (actor, { item }, signal) => useCases.claimItem(actor, item, signal),
    }),
    actionRoute({
      name: 'release',
      summary: 'Gives a claimed item back to the inbox of its unit',
      access: 'items:claim',
      body: EmptyRequest,
      act: (actor, { item }, signal) => useCases.releaseItem(actor, item, signal),
    }),
    actionRoute({
      name: 'assign',
      summary: 'Hands the item to a person',
      access: 'items:assign',
      body: AssignRequest,
      act: (actor, { item, body }, signal) => useCases.assignItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'file',
      summary: 'Files the item into a case file, an existing or a new one',
      access: 'items:file',
      body: FileRequest,
      act: (actor, { item, body }, signal) => useCases.fileItem(actor, { ...body, ...item }, signal),
    }),
  ]
}

function levelRoute({ setItemLevel }: Needs): Route {
  return actionRoute({
    name: 'level',
    summary: 'Says how few may know of the item',
    access: 'access:raise',
    body: LevelRequest,
    act: (actor, { item, body }, signal) => setItemLevel(actor, { ...body, ...item }, signal),
  })
}

function duplicateRoute({ decideDuplicate }: Needs): Route {
  return actionRoute({
    name: 'duplicate',
    summary: 'Says of another item which of both leads, or that they are different',
    access: 'items:index',
    body: DuplicateRequest,
    act: (actor, { item, body: { itemId: otherItemId, relation } }, signal) =>
      decideDuplicate(actor, { ...item, otherItemId, relation }, signal),
  })
}

function checkRoute({ askForCheck }: Needs): Route {
  return actionRoute({
    name: 'ask-for-check',
    summary: 'Puts pages that were scanned or photographed into the queue of the visual check',
    access: 'quality:request',
    body: AskForCheckRequest,
    act: (actor, { item, body }, signal) => askForCheck(actor, { ...body, ...item }, signal),
  })
}

function partRoutes({ setPart, releasePart }: Pick<Needs, 'setPart' | 'releasePart'>): Route[] {
  return [
    actionRoute({
      name: 'part',
      summary: 'Says which part of a posting the item is, or that it is none',
      access: 'items:index',
      body: PartRequest,
      act: (actor, { item, body }, signal) =>
        setPart(actor, { ...item, place: body.part ?? undefined }, signal),
    }),
    actionRoute({
      name: 'release-part',
      summary: 'Lets a part of a posting go on without those that are missing',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { item, body }, signal) => releasePart(actor, { ...body, ...item }, signal),
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
      act: (actor, { item, body }, signal) => useCases.returnItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'misdirect',
      summary: 'Closes an item that belongs to somebody outside the house',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { item, body }, signal) => useCases.misdirectItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'forward-unopened',
      summary: 'Closes an item that is handed on without being read',
      access: 'items:route',
      body: ReasonRequest,
      act: (actor, { item, body }, signal) =>
        useCases.forwardItemUnopened(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'void',
      summary: 'Takes a wrongly registered item out of circulation',
      access: 'items:void',
      body: ReasonRequest,
      act: (actor, { item, body }, signal) => useCases.voidItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'correct-arrival',
      summary: 'Sets right when the item arrived, with a reason',
      access: 'items:correct-arrival',
      body: CorrectArrivalRequest,
      act: (actor, { item, body }, signal) => useCases.correctArrival(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'retry',
      summary: 'Lets the machine try again what has failed',
      access: 'items:retry',
      body: EmptyRequest,
      act: (actor, { item }, signal) => useCases.retryItem(actor, item, signal),
    }),
  ]
}

function quarantineRoutes(useCases: Needs): Route[] {
  return [
    actionRoute({
      name: 'reject',
      summary: 'Refuses the item for good; whoever handed it in is told why',
      access: 'items:reject',
      body: RejectRequest,
      act: (actor, { item, body }, signal) => useCases.rejectItem(actor, { ...body, ...item }, signal),
    }),
    actionRoute({
      name: 'release-from-quarantine',
      summary: 'Lets an item be opened and read although no scanner has found it clean',
      access: 'quarantine:release',
      body: ReleaseRequest,
      act: (actor, { item, body }, signal) =>
        useCases.releaseFromQuarantine(actor, { ...body, ...item }, signal),
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
    ifMatch: 'optional',
    params: ItemParams,
    body,
    success: { status: 200, description: 'The item after the step', body: ItemView },
    async handle(call) {
      const item = { itemId: call.params.itemId, expectedVersion: call.seenVersion }
      return tagged(presentItem(await act(call.actor, { item, body: call.body }, call.signal)))
    },
  })
}
