import { Completions, CompletionsQuery, SearchQuery, SearchResult } from '../../contract/search.ts'
import { presentSearchResult } from '../presenters/search.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

export function searchRoutes({
  completeSearch,
  searchDocuments,
}: Pick<UseCases, 'completeSearch' | 'searchDocuments'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/search',
      operationId: 'search',
      summary: 'Finds documents by words, with places and counts',
      tag: 'Search',
      access: 'search:use',
      query: SearchQuery,
      success: { status: 200, description: 'What was found', body: SearchResult },
      async handle({ actor, query, signal }) {
        const filter = {
          ...(query.documentType === undefined ? {} : { documentType: query.documentType }),
          ...(query.orgUnit === undefined ? {} : { orgUnitId: query.orgUnit }),
          ...(query.caseFile === undefined ? {} : { caseFileId: query.caseFile }),
          ...(query.sender === undefined ? {} : { sender: query.sender }),
          ...(query.state === undefined ? {} : { state: query.state }),
          ...(query.from === undefined ? {} : { from: query.from }),
          ...(query.to === undefined ? {} : { to: query.to }),
        }
        const cursor = query.cursor === undefined ? {} : { cursor: query.cursor }
        const request = { text: query.q, filter, limit: query.limit, ...cursor }
        return { body: presentSearchResult(await searchDocuments(actor, request, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/search/completions',
      operationId: 'completeSearch',
      summary: 'Proposes how a query that is being typed may go on',
      tag: 'Search',
      access: 'search:use',
      query: CompletionsQuery,
      success: { status: 200, description: 'Words, senders and numbers', body: Completions },
      async handle({ actor, query, signal }) {
        return { body: { items: await completeSearch(actor, query.q, signal) } }
      },
    }),
  ]
}
