import {
  CreateDocumentTypeRequest,
  DocumentTypeList,
  DocumentTypeView,
  MasterDataParams,
  PatchDocumentTypeRequest,
} from '../../contract/organisation.ts'
import { tagged } from '../entity-tag.ts'
import { presentDocumentType } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listDocumentTypes' | 'addDocumentType' | 'patchDocumentType'>

export function documentTypeRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/document-types',
      operationId: 'listDocumentTypes',
      summary: 'Document types by name, retired ones included',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'All of the tenant', body: DocumentTypeList },
      async handle({ actor, signal }) {
        const records = await useCases.listDocumentTypes(actor, signal)
        return { body: { items: records.map(presentDocumentType) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/document-types',
      operationId: 'addDocumentType',
      summary: 'Adds a document type',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: CreateDocumentTypeRequest,
      success: { status: 201, description: 'The new record', body: DocumentTypeView },
      async handle({ actor, body, signal }) {
        return tagged(presentDocumentType(await useCases.addDocumentType(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/document-types/{id}',
      operationId: 'patchDocumentType',
      summary: 'Changes a document type',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: MasterDataParams,
      body: PatchDocumentTypeRequest,
      success: { status: 200, description: 'The changed record', body: DocumentTypeView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, documentTypeId: params.id, expectedVersion }
        return tagged(presentDocumentType(await useCases.patchDocumentType(actor, input, signal)))
      },
    }),
  ]
}
