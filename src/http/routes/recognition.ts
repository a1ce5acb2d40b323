import { DocumentParams } from '../../contract/documents.ts'
import { ReadingView, RenewalRequest, RenewalView } from '../../contract/operation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'showReading' | 'renewDocument' | 'renewDocuments'>

/** What pages are read with, and reading old documents again. */
export function recognitionRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/recognition',
      operationId: 'getReading',
      summary: 'What documents are read with now',
      tag: 'Operation',
      access: 'jobs:read',
      success: { status: 200, description: 'Version and engine', body: ReadingView },
      async handle({ actor }) {
        const { version, engineName } = await useCases.showReading(actor)
        return { body: { version, engine: engineName ?? null } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/recognition/renewals',
      operationId: 'renewDocuments',
      summary:
        'Has documents read again when nothing else is to be done; looks at some and says where to go on',
      tag: 'Operation',
      access: 'jobs:control',
      body: RenewalRequest,
      success: { status: 200, description: 'How many were queued', body: RenewalView },
      async handle({ actor, body, signal }) {
        const { next, ...counts } = await useCases.renewDocuments(actor, body, signal)
        return { body: { ...counts, next: next ?? null } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/documents/{documentId}/renewal',
      operationId: 'renewDocument',
      summary: 'Has one document read again when nothing else is to be done',
      tag: 'Operation',
      access: 'items:retry',
      params: DocumentParams,
      success: { status: 204, description: 'Queued' },
      async handle({ actor, params, signal }) {
        await useCases.renewDocument(actor, params.documentId, signal)
        return undefined
      },
    }),
  ]
}
