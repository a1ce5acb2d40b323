import type { z } from 'zod'
import { CaseFileParams, ClosingBlockers } from '../../contract/case-files.ts'
import {
  CalculateDeadlineRequest,
  ChangeDeskEntryRequest,
  DeadlineCalculation,
  DeskEntryList,
  DeskEntryPage,
  DeskEntryParams,
  DeskEntryQuery,
  DeskEntryView,
  SetDeadlineRequest,
  SetResubmissionRequest,
  SettleRequest,
  WithdrawRequest,
} from '../../contract/desk.ts'
import { ItemParams } from '../../contract/incoming-items.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { tagged } from '../entity-tag.ts'
import { presentCalculation, presentDeskEntry } from '../presenters/desk.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { DeskUseCases } from '../desk-use-cases.ts'

/** What entries stand on, as paths name it. */
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

/** Deadlines and resubmissions. */
export function deskRoutes(useCases: DeskUseCases): Route[] {
  return [
    listRoute(useCases),
    route({
      method: 'post',
      path: '/api/v1/deadline-calculations',
      operationId: 'calculateDeadline',
      summary: 'The end of a deadline with every step of the calculation; keeps nothing',
      tag: 'Desk',
      access: 'items:read',
      body: CalculateDeadlineRequest,
      success: { status: 200, description: 'End and steps', body: DeadlineCalculation },
      async handle({ actor, body }) {
        return { body: presentCalculation(await useCases.calculateDeadline(actor, body.rule)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/closing',
      operationId: 'getCaseFileClosing',
      summary: 'What keeps a case file from being closed',
      tag: 'Desk',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'How much of each kind', body: ClosingBlockers },
      async handle({ actor, params, signal }) {
        return { body: await useCases.showClosing(actor, params.caseFileId, signal) }
      },
    }),
    ...objectRoutes(useCases, OF_ITEM),
    ...objectRoutes(useCases, OF_FILE),
    ...entryRoutes(useCases),
  ]
}

function listRoute({ listDeskEntries }: Pick<DeskUseCases, 'listDeskEntries'>): Route {
  return route({
    method: 'get',
    path: '/api/v1/desk-entries',
    operationId: 'listDeskEntries',
    summary: 'Open deadlines and resubmissions of the caller or of his units, overdue ones first',
    tag: 'Desk',
    access: 'items:read',
    query: DeskEntryQuery,
    success: { status: 200, description: 'A page of entries', body: DeskEntryPage },
    async handle({ actor, query, signal }) {
      const { scope, kind, due } = query
      const asked = { scope, kind, dueOnly: due === 'now' }
      return {
        body: presentPageOf(
          await listDeskEntries(actor, asked, pageRequest(query), signal),
          presentDeskEntry,
        ),
      }
    },
  })
}

function objectRoutes<P extends z.ZodType>(useCases: DeskUseCases, of: OfObject<P>): Route[] {
  const { params: shape, objectOf, name, words } = of
  const entry = { status: 201, description: 'The entry', body: DeskEntryView } as const
  return [
    route({
      method: 'get',
      path: `${of.prefix}/desk-entries`,
      operationId: `list${name}DeskEntries`,
      summary: `All deadlines and resubmissions of ${words}, closed ones too, by day`,
      tag: 'Desk',
      access: of.reads,
      params: shape,
      success: { status: 200, description: 'The entries', body: DeskEntryList },
      async handle({ actor, params, signal }) {
        const entries = await useCases.listObjectEntries(actor, objectOf(params), signal)
        return { body: { items: entries.map(presentDeskEntry) } }
      },
    }),
    route({
      method: 'post',
      path: `${of.prefix}/deadlines`,
      operationId: `set${name}Deadline`,
      summary: `Sets a deadline on ${words}; its end is calculated`,
      tag: 'Desk',
      access: of.writes,
      params: shape,
      body: SetDeadlineRequest,
      success: entry,
      async handle({ actor, params, body, signal }) {
        const input = { ...body, object: objectOf(params) }
        return tagged(presentDeskEntry(await useCases.setDeadline(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: `${of.prefix}/resubmissions`,
      operationId: `set${name}Resubmission`,
      summary: `Brings ${words} back on a day, or on several in a series`,
      tag: 'Desk',
      access: of.writes,
      params: shape,
      body: SetResubmissionRequest,
      success: entry,
      async handle({ actor, params, body, signal }) {
        const input = { ...body, object: objectOf(params) }
        return tagged(presentDeskEntry(await useCases.setResubmission(actor, input, signal)))
      },
    }),
  ]
}

function entryRoutes(useCases: DeskUseCases): Route[] {
  const entry = { status: 200, description: 'The changed entry', body: DeskEntryView } as const
  return [
    route({
      method: 'patch',
      path: '/api/v1/desk-entries/{entryId}',
      operationId: 'changeDeskEntry',
      summary: 'Moves an entry to another day or gives it to somebody else',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'required',
      params: DeskEntryParams,
      body: ChangeDeskEntryRequest,
      success: entry,
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ...params, expectedVersion }
        return tagged(presentDeskEntry(await useCases.changeDeskEntry(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/desk-entries/{entryId}/settle',
      operationId: 'settleDeskEntry',
      summary: 'Done; of a series, the next one comes in its place',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: DeskEntryParams,
      body: SettleRequest,
      success: entry,
      async handle({ actor, params, body, seenVersion, signal }) {
        const input = { ...body, ...params, expectedVersion: seenVersion }
        return tagged(presentDeskEntry(await useCases.settleDeskEntry(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/desk-entries/{entryId}/withdraw',
      operationId: 'withdrawDeskEntry',
      summary: 'No longer to be heeded, a series as a whole',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: DeskEntryParams,
      body: WithdrawRequest,
      success: entry,
      async handle({ actor, params, body, seenVersion, signal }) {
        const input = { ...body, ...params, expectedVersion: seenVersion }
        return tagged(presentDeskEntry(await useCases.withdrawDeskEntry(actor, input, signal)))
      },
    }),
  ]
}
