import {
  AddReferenceRequest,
  LiftHoldRequest,
  PlaceHoldRequest,
  ReferenceList,
  RemoveReferenceRequest,
  RetentionView,
} from '../../contract/case-file-parts.ts'
import { CaseFileParams, CaseFileView } from '../../contract/case-files.ts'
import { tagged } from '../entity-tag.ts'
import { presentRetention } from '../presenters/case-file-parts.ts'
import { presentCaseFile } from '../presenters/case-files.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type ReferenceNeeds = Pick<UseCases, 'listReferences' | 'addReference' | 'removeReference'>
type KeepingNeeds = Pick<UseCases, 'showRetention' | 'placeHold' | 'liftHold'>

/** What a case file has a bearing on, and how long it is kept. */
export function caseFileKeepingRoutes(useCases: ReferenceNeeds & KeepingNeeds): Route[] {
  return [...referenceRoutes(useCases), ...keepingRoutes(useCases)]
}

function referenceRoutes(useCases: ReferenceNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/references',
      operationId: 'listReferences',
      summary: 'Case files with a bearing on this one, as far as the caller may read them',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The case files', body: ReferenceList },
      async handle({ actor, params, signal }) {
        const files = await useCases.listReferences(actor, params.caseFileId, signal)
        return { body: { items: files.map(presentCaseFile) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/references',
      operationId: 'addReference',
      summary: 'Lets two case files name each other',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: AddReferenceRequest,
      success: { status: 200, description: 'The case file', body: CaseFileView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentCaseFile(await useCases.addReference(actor, { ...body, ...params }, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/remove-reference',
      operationId: 'removeReference',
      summary: 'Lets two case files name each other no more, with a reason',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: RemoveReferenceRequest,
      success: { status: 200, description: 'The case file', body: CaseFileView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentCaseFile(await useCases.removeReference(actor, { ...body, ...params }, signal)))
      },
    }),
  ]
}

function keepingRoutes(useCases: KeepingNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/case-files/{caseFileId}/retention',
      operationId: 'getCaseFileRetention',
      summary: 'How long the case file is kept by what the filing plan says',
      tag: 'Case files',
      access: 'files:read',
      params: CaseFileParams,
      success: { status: 200, description: 'The retention', body: RetentionView },
      async handle({ actor, params, signal }) {
        return { body: presentRetention(await useCases.showRetention(actor, params.caseFileId, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/hold',
      operationId: 'placeHold',
      summary: 'Sees to it that the case file is kept, whatever its time',
      tag: 'Case files',
      access: 'files:edit',
      params: CaseFileParams,
      body: PlaceHoldRequest,
      success: { status: 200, description: 'The case file', body: CaseFileView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentCaseFile(await useCases.placeHold(actor, { ...body, ...params }, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/case-files/{caseFileId}/lift-hold',
      operationId: 'liftHold',
      summary: 'Lifts a hold, with a reason; for heads of the unit that keeps the file',
      tag: 'Case files',
      access: 'access:grant',
      params: CaseFileParams,
      body: LiftHoldRequest,
      success: { status: 200, description: 'The case file', body: CaseFileView },
      async handle({ actor, params, body, signal }) {
        return tagged(presentCaseFile(await useCases.liftHold(actor, { ...body, ...params }, signal)))
      },
    }),
  ]
}
