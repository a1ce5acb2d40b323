import {
  AddLetterTemplateRequest,
  LetterheadView,
  LetterTemplateList,
  LetterTemplateParams,
  LetterTemplateView,
  PatchLetterheadRequest,
  PatchLetterTemplateRequest,
} from '../../contract/letters.ts'
import { PLACEHOLDERS } from '../../domain/letters/placeholders.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import type { LetterUseCases } from '../letter-use-cases.ts'
import { presentLetterhead, presentLetterTemplate } from '../presenters/letters.ts'
import { route, type Route } from '../route.ts'

/** What letters are made from. */
export function letterTemplateRoutes(useCases: LetterUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/letter-templates',
      operationId: 'listLetterTemplates',
      summary: 'Words for letters, by name, and the placeholders that may stand in them',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'Of the tenant', body: LetterTemplateList },
      async handle({ actor, signal }) {
        const items = (await useCases.listLetterTemplates(actor, signal)).map(presentLetterTemplate)
        return { body: { items, placeholders: PLACEHOLDERS } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/letter-templates',
      operationId: 'addLetterTemplate',
      summary: 'Adds words for letters; placeholders that there are not are refused by name',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: AddLetterTemplateRequest,
      success: { status: 201, description: 'The new template', body: LetterTemplateView },
      async handle({ actor, body, signal }) {
        return tagged(presentLetterTemplate(await useCases.addLetterTemplate(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/letter-templates/{templateId}',
      operationId: 'patchLetterTemplate',
      summary: 'Changes words for letters',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: LetterTemplateParams,
      body: PatchLetterTemplateRequest,
      success: { status: 200, description: 'The changed template', body: LetterTemplateView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...given(body), ...params, expectedVersion }
        return tagged(presentLetterTemplate(await useCases.patchLetterTemplate(actor, input, signal)))
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/letter-templates/{templateId}',
      operationId: 'removeLetterTemplate',
      summary: 'Removes words for letters; letters that were written stay',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: LetterTemplateParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await useCases.removeLetterTemplate(actor, params.templateId, signal)
        return undefined
      },
    }),
    ...letterheadRoutes(useCases),
  ]
}

function letterheadRoutes({ showLetterhead, patchLetterhead }: LetterUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/letterhead',
      operationId: 'getLetterhead',
      summary: 'What stands on all letters of the tenant',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'The letterhead; its ETag is for changes', body: LetterheadView },
      async handle({ actor, signal }) {
        return tagged(presentLetterhead(await showLetterhead(actor, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/letterhead',
      operationId: 'patchLetterhead',
      summary: 'Changes what stands on letters from then on',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      body: PatchLetterheadRequest,
      success: { status: 200, description: 'The changed letterhead', body: LetterheadView },
      async handle({ actor, body, expectedVersion, signal }) {
        const input = { ...given(body), expectedVersion }
        return tagged(presentLetterhead(await patchLetterhead(actor, input, signal)))
      },
    }),
  ]
}
