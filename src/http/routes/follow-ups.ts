import type { z } from 'zod'
import type { Request } from 'express'
import { CaseFileParams } from '../../contract/case-files.ts'
import {
  FollowUpLetterRequest,
  FollowUpList,
  FollowUpNotice,
  FollowUpParams,
  FollowUpView,
  FollowUpWithCode,
  OpenFollowUpRequest,
  SendFollowUpRequest,
  WithdrawFollowUpRequest,
} from '../../contract/follow-ups.ts'
import { ItemParams } from '../../contract/incoming-items.ts'
import { TenantParams } from '../../contract/submissions.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { tagged } from '../entity-tag.ts'
import type { FollowUpUseCases } from '../follow-up-use-cases.ts'
import { originOf } from '../origin.ts'
import { presentFollowUp } from '../presenters/follow-ups.ts'
import { publicRoute, route, type Presented, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { SentFollowUp } from '../../usecases/shared/follow-ups.ts'

/** What is asked for, as paths name it. */
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

/** Requests for documents that citizens answer by link. */
export function followUpRoutes(useCases: FollowUpUseCases, publicOrigin: string | undefined): Route[] {
  const pageOf = (request: Request, slug: string): string =>
    `${originOf(request, publicOrigin)}/nachreichen/${slug}`
  const withCode = (request: Request, sent: SentFollowUp) =>
    tagged({ ...presentFollowUp(sent), code: sent.code, page: pageOf(request, sent.tenantSlug) })
  return [
    ...objectRoutes(useCases, OF_ITEM, withCode),
    ...objectRoutes(useCases, OF_FILE, withCode),
    ...closingRoutes(useCases),
    route({
      method: 'post',
      path: '/api/v1/follow-ups/{followUpId}/link',
      operationId: 'renewFollowUpLink',
      summary: 'A new link; the one before is worth nothing from then on',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: FollowUpParams,
      success: {
        status: 200,
        description: 'The request with its new code, shown once',
        body: FollowUpWithCode,
      },
      async handle({ actor, params, seenVersion, request, signal }) {
        const reference = { ...params, expectedVersion: seenVersion }
        return withCode(request, await useCases.renewFollowUpLink(actor, reference, signal))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/follow-ups/{followUpId}/letter',
      operationId: 'printFollowUpLetter',
      summary: 'The letter with the link as QR code, for who still has the code',
      tag: 'Desk',
      access: 'items:index',
      params: FollowUpParams,
      body: FollowUpLetterRequest,
      success: { status: 200, description: 'The letter', mediaType: 'application/pdf' },
      async handle({ actor, params, body, request, response, signal }) {
        const input = { ...params, ...body, pageOf: (slug: string) => pageOf(request, slug) }
        const bytes = await useCases.printFollowUpLetter(actor, input, signal)
        sandboxDownload(response)
        response.attachment('nachforderung.pdf').type('application/pdf').send(Buffer.from(bytes))
        return undefined
      },
    }),
    publicRoute({
      method: 'post',
      path: '/api/v1/public/{tenant}/follow-ups',
      operationId: 'openFollowUp',
      summary: 'What the city asks for; one answer for every code that does not count',
      tag: 'Citizens',
      params: TenantParams,
      body: OpenFollowUpRequest,
      success: { status: 200, description: 'The words of the city and the days', body: FollowUpNotice },
      async handle({ params, body, clientAddress, requestId, signal }) {
        const input = { ...body, tenantSlug: params.tenant, clientAddress, requestId }
        return { body: await useCases.openFollowUp(input, signal) }
      },
    }),
  ]
}

function objectRoutes<P extends z.ZodType>(
  { listFollowUps, sendFollowUp }: FollowUpUseCases,
  { prefix, name, words, reads, writes, params: shape, objectOf }: OfObject<P>,
  withCode: (request: Request, sent: SentFollowUp) => ReturnType<typeof tagged<Presented<FollowUpWithCode>>>,
): Route[] {
  return [
    route({
      method: 'get',
      path: `${prefix}/follow-ups`,
      operationId: `list${name}FollowUps`,
      summary: `What was asked for ${words}, newest first, closed ones too`,
      tag: 'Desk',
      access: reads,
      params: shape,
      success: { status: 200, description: 'The requests', body: FollowUpList },
      async handle({ actor, params, signal }) {
        const found = await listFollowUps(actor, objectOf(params), signal)
        return { body: { items: found.map(presentFollowUp) } }
      },
    }),
    route({
      method: 'post',
      path: `${prefix}/follow-ups`,
      operationId: `send${name}FollowUp`,
      summary: `Asks a citizen for documents for ${words}; the code of the link is shown once`,
      tag: 'Desk',
      access: writes,
      params: shape,
      body: SendFollowUpRequest,
      success: { status: 201, description: 'The request with its code', body: FollowUpWithCode },
      async handle({ actor, params, body, request, signal }) {
        return withCode(request, await sendFollowUp(actor, { ...body, object: objectOf(params) }, signal))
      },
    }),
  ]
}

function closingRoutes({ findFollowUp, settleFollowUp, withdrawFollowUp }: FollowUpUseCases): Route[] {
  const changed = { status: 200, description: 'The request', body: FollowUpView } as const
  return [
    route({
      method: 'get',
      path: '/api/v1/follow-ups/{followUpId}',
      operationId: 'getFollowUp',
      summary: 'One request, for who may read what it is about',
      tag: 'Desk',
      access: 'items:read',
      params: FollowUpParams,
      success: changed,
      async handle({ actor, params, signal }) {
        return tagged(presentFollowUp(await findFollowUp(actor, params.followUpId, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/follow-ups/{followUpId}/settle',
      operationId: 'settleFollowUp',
      summary: 'All is there; the link takes nothing any more',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: FollowUpParams,
      success: changed,
      async handle({ actor, params, seenVersion, signal }) {
        const reference = { ...params, expectedVersion: seenVersion }
        return tagged(presentFollowUp(await settleFollowUp(actor, reference, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/follow-ups/{followUpId}/withdraw',
      operationId: 'withdrawFollowUp',
      summary: 'Not needed any more; the link is as if it had never been',
      tag: 'Desk',
      access: 'items:index',
      ifMatch: 'optional',
      params: FollowUpParams,
      body: WithdrawFollowUpRequest,
      success: changed,
      async handle({ actor, params, body, seenVersion, signal }) {
        const input = { ...params, ...body, expectedVersion: seenVersion }
        return tagged(presentFollowUp(await withdrawFollowUp(actor, input, signal)))
      },
    }),
  ]
}
