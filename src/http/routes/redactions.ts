import { DocumentParams } from '../../contract/documents.ts'
import {
  RedactionList,
  RedactionParams,
  RedactionView,
  RedactRequest,
  WordPlaces,
  WordPlacesQuery,
} from '../../contract/disclosures.ts'
import { MailroomError } from '../../domain/errors.ts'
import { redactedName } from '../../domain/redaction/redaction.ts'
import type { DisclosureUseCases } from '../disclosure-use-cases.ts'
import { sendDownload } from '../downloads.ts'
import { presentRedaction } from '../presenters/disclosures.ts'
import { route, type Route } from '../route.ts'

type Needs = Pick<
  DisclosureUseCases,
  'redactDocument' | 'rereadRedaction' | 'listRedactions' | 'openRedaction' | 'findWordPlaces'
>

export function redactionRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/redactions',
      operationId: 'listRedactions',
      summary: 'Redacted versions of the document, newest first',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      success: { status: 200, description: 'The versions', body: RedactionList },
      async handle({ actor, params, signal }) {
        const found = await useCases.listRedactions(actor, params.documentId, signal)
        return { body: { items: found.map(presentRedaction) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/documents/{documentId}/redactions',
      operationId: 'redactDocument',
      summary: 'Makes a version in which the marked places are burnt; the document stays as it is',
      tag: 'Documents',
      access: 'files:disclose',
      params: DocumentParams,
      body: RedactRequest,
      success: { status: 201, description: 'The version, still to be checked', body: RedactionView },
      async handle({ actor, params, body, signal }) {
        const redaction = await useCases.redactDocument(actor, { ...body, ...params }, signal)
        return { body: presentRedaction(redaction) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/documents/{documentId}/redactions/{redactionId}/check',
      operationId: 'checkRedaction',
      summary:
        'Recognises the next marked pages of the version anew; to be called until it is released or refused',
      tag: 'Documents',
      access: 'files:disclose',
      params: RedactionParams,
      success: { status: 200, description: 'The version', body: RedactionView },
      async handle({ actor, params, signal }) {
        return { body: presentRedaction(await useCases.rereadRedaction(actor, params, signal)) }
      },
    }),
    ...contentRoutes(useCases),
  ]
}

function contentRoutes(
  useCases: Pick<Needs, 'listRedactions' | 'openRedaction' | 'findWordPlaces'>,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/redactions/{redactionId}/redacted.pdf',
      operationId: 'getRedaction',
      summary: 'The redacted version, once it is released',
      tag: 'Documents',
      access: 'items:read',
      params: RedactionParams,
      success: { status: 200, description: 'The PDF', mediaType: 'application/pdf' },
      async handle({ actor, params, request, response, signal }) {
        const all = await useCases.listRedactions(actor, params.documentId, signal)
        const object = all.find(({ id }) => id === params.redactionId)?.object
        if (object === undefined) throw new MailroomError('not-found', 'There is no such version.')
        const download = { object, attachmentName: redactedName(params.redactionId) }
        return sendDownload(request, response, download, (range) =>
          useCases.openRedaction(actor, { ...params, range }, signal),
        )
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/word-places',
      operationId: 'findWordPlaces',
      summary: 'Every place of a word in the document, for marking it',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      query: WordPlacesQuery,
      success: { status: 200, description: 'The places', body: WordPlaces },
      async handle({ actor, params, query, signal }) {
        return { body: { items: await useCases.findWordPlaces(actor, { ...query, ...params }, signal) } }
      },
    }),
  ]
}
