import { z } from 'zod'
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'
import { FileEntryView, SubFileView } from '../contract/case-file-parts.ts'
import { CaseFileView, ProcedureView } from '../contract/case-files.ts'
import { FilingPlanEntryView, PlanDifferenceView, RetentionClassView } from '../contract/filing-plan.ts'
import { DocumentView, IndexInput, PageView, Processing, Proposal } from '../contract/documents.ts'
import { HistoryEvent, ItemSummary, ItemView } from '../contract/incoming-items.ts'
import { ChangeEvent, JobView } from '../contract/operation.ts'
import { DocumentTypeView, OrgUnitView, TenantView, UserView } from '../contract/organisation.ts'
import { Problem } from '../contract/problem.ts'
import { RoutingRuleView } from '../contract/routing-rules.ts'
import { SearchHit, SearchResult } from '../contract/search.ts'
import { SessionView } from '../contract/session.ts'
import { SubmissionReceipt, SubmissionStatus } from '../contract/submissions.ts'
import { TAGS, type RouteSpec } from './route.ts'

/** Shapes that get a name of their own in the document. */
const NAMED = {
  CaseFileView,
  ChangeEvent,
  DocumentTypeView,
  DocumentView,
  FileEntryView,
  SubFileView,
  FilingPlanEntryView,
  PlanDifferenceView,
  RetentionClassView,
  HistoryEvent,
  IndexInput,
  ItemSummary,
  ItemView,
  JobView,
  OrgUnitView,
  PageView,
  Problem,
  ProcedureView,
  Processing,
  Proposal,
  RoutingRuleView,
  SearchHit,
  SearchResult,
  SessionView,
  SubmissionReceipt,
  SubmissionStatus,
  TenantView,
  UserView,
}

const JSON_TYPE = 'application/json'
const PROBLEM = {
  description: 'A problem; `code` is stable and tells what to do',
  content: { 'application/problem+json': { schema: Problem } },
}
const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/)
const File = z.string().meta({ override: { type: 'string', format: 'binary' } })

/** The OpenAPI document, made from the table that also registers and checks the requests. */
export function openApiDocument(
  routes: readonly RouteSpec[],
  about: { readonly version: string; readonly cookieName: string },
): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Poststelle',
      version: about.version,
      description: 'Document management and virtual mailroom for city administrations.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    tags: TAGS.map((name) => ({ name })),
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: NAMED,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: about.cookieName },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  })
}

function operation(route: RouteSpec): ZodOpenApiOperationObject {
  const { operationId, summary, tag, access, success } = route
  return {
    operationId,
    summary,
    tags: [tag],
    ...(access === 'public' ? { security: [] } : {}),
    ...(access === 'public' || access === 'signed-in' ? {} : { 'x-permission': access }),
    ...parameters(route),
    ...requestBody(route),
    responses: {
      [String(success.status)]: successResponse(route),
      ...(route.idempotencyKey === undefined ? {} : { '200': replayResponse(route) }),
      default: PROBLEM,
    },
  }
}

function parameters({ params, query, ifMatch, idempotencyKey }: RouteSpec): ZodOpenApiOperationObject {
  const headers = {
    ...(ifMatch === undefined
      ? {}
      : { 'If-Match': ifMatch === 'required' ? z.string() : z.string().optional() }),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': IdempotencyKey.optional() }),
  }
  return {
    requestParams: {
      ...(params === undefined ? {} : { path: params }),
      ...(query === undefined ? {} : { query }),
      ...(Object.keys(headers).length === 0 ? {} : { header: z.object(headers) }),
    },
    responses: {},
  }
}

function requestBody({ body, upload }: RouteSpec): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (upload !== undefined) {
    const schema = upload.extend({ files: z.array(File).min(1) })
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (body === undefined) return {}
  return { requestBody: { required: true, content: { [JSON_TYPE]: { schema: body } } } }
}

function successResponse({ success }: RouteSpec): NonNullable<ZodOpenApiOperationObject['responses']>['200'] {
  const { description, body, mediaType } = success
  if (mediaType !== undefined) return { description, content: { [mediaType]: { schema: File } } }
  return body === undefined ? { description } : { description, content: { [JSON_TYPE]: { schema: body } } }
}

function replayResponse(route: RouteSpec): NonNullable<ZodOpenApiOperationObject['responses']>['200'] {
  return {
    ...successResponse(route),
    description: 'The kept answer of an earlier request with the same key',
    headers: z.object({ 'Idempotency-Replayed': z.literal('true') }),
  }
}
