import {
  CaseFileDocuments,
  CaseFilePage,
  CaseFileParams,
  CaseFileQuery,
  CaseFileView,
  CreateCaseFileRequest,
  CreateProcedureRequest,
  PatchCaseFileRequest,
  ProcedureList,
  ProcedureView,
} from '../../contract/case-files.ts'
import { History } from '../../contract/incoming-items.ts'
import { tagged } from '../entity-tag.ts'
import { presentCaseFile, presentProcedure } from '../presenters/case-files.ts'
import { presentDocument } from '../presenters/documents.ts'
import { presentEvent } from '../presenters/incoming-items.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'listCaseFiles'
  | 'openCaseFile'
  | 'findCaseFile'
  | 'patchCaseFile'
  | 'caseFileHistory'
  | 'caseFileDocuments'
  | 'listProcedures'
  | 'addProcedure'
>

export function caseFileRoutes(useCases: Needs): Route[] {
  return [
    listRoute(useCases),
    route({
      method: 'post',
      path: '/api/v1/case-files',
      operationId: 'openCaseFile',
      summary: 'Opens a case file; its number is given by the filing plan',
      tag: 'Case files',
      access: 'files:create',
      body: CreateCaseFileRequest,
      success: { status: 201, description: 'The case file', body: CaseFileView },
      async handle({ actor, body, signal }) {
        const view = presentCaseFile(await useCases.openCaseFile(actor, body, signal))
        return tagged(view, { Location: `/api/v1/case-files/${view.id}` })
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}',
      operationId: 'getCaseFile',
      summary: 'One case file',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The case file; its ETag is for changes', body: CaseFileView },
      async handle({ actor, params, signal }) {
        return tagged(presentCaseFile(await useCases.findCaseFile(actor, params.caseFileId, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/case-files/{caseFileId}',
      operationId: 'patchCaseFile',
      summary: 'Changes subject or state of a case file',
      tag: 'Case files',
      access: 'files:edit',
      ifMatch: 'required',
      params: CaseFileParams,
      body: PatchCaseFileRequest,
      success: { status: 200, description: 'The changed case file', body: CaseFileView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ...params, expectedVersion }
        return tagged(presentCaseFile(await useCases.patchCaseFile(actor, input, signal)))
      },
    }),
    ...contentRoutes(useCases),
    ...procedureRoutes(useCases),
  ]
}

function listRoute({ listCaseFiles }: Pick<UseCases, 'listCaseFiles'>): Route {
  return route({
    method: 'get',
    path: '/api/v1/case-files',
    operationId: 'listCaseFiles',
    summary: 'Case files that the caller may read, newest first',
    tag: 'Case files',
    access: 'files:read',
    query: CaseFileQuery,
    success: { status: 200, description: 'A page of case files', body: CaseFilePage },
    async handle({ actor, query, signal }) {
      const filter = {
        ...(query.state === undefined ? {} : { state: query.state }),
        ...(query.orgUnit === undefined ? {} : { leadUnitId: query.orgUnit }),
        ...(query.filingPlanEntry === undefined ? {} : { filingPlanEntryId: query.filingPlanEntry }),
        ...(query.text === undefined ? {} : { text: query.text }),
      }
      const page = await listCaseFiles(actor, filter, pageRequest(query), signal)
      return { body: presentPageOf(page, presentCaseFile) }
    },
  })
}

function contentRoutes(useCases: Pick<UseCases, 'caseFileDocuments' | 'caseFileHistory'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/documents',
      operationId: 'listCaseFileDocuments',
      summary: 'Documents in a case file',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The documents', body: CaseFileDocuments },
      async handle({ actor, params, signal }) {
        const documents = await useCases.caseFileDocuments(actor, params.caseFileId, signal)
        return { body: { items: documents.map(presentDocument) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/history',
      operationId: 'getCaseFileHistory',
      summary: 'What happened to the case file, oldest first',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The history', body: History },
      async handle({ actor, params, signal }) {
        const events = await useCases.caseFileHistory(actor, params.caseFileId, signal)
        return { body: { items: events.map(presentEvent) } }
      },
    }),
  ]
}

function procedureRoutes(useCases: Pick<UseCases, 'listProcedures' | 'addProcedure'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/procedures',
      operationId: 'listProcedures',
      summary: 'Procedures in a case file',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The procedures', body: ProcedureList },
      async handle({ actor, params, signal }) {
        const procedures = await useCases.listProcedures(actor, params.caseFileId, signal)
        return { body: { items: procedures.map(presentProcedure) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/procedures',
      operationId: 'addProcedure',
      summary: 'Opens a procedure in a case file',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: CreateProcedureRequest,
      success: { status: 201, description: 'The procedure', body: ProcedureView },
      async handle({ actor, params, body, signal }) {
        const procedure = await useCases.addProcedure(actor, { ...body, ...params }, signal)
        return { body: presentProcedure(procedure) }
      },
    }),
  ]
}
