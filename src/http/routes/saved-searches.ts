import type { z } from 'zod'
import {
  SavedSearchList,
  SavedSearchParams,
  SavedSearchView,
  SaveSearchRequest,
} from '../../contract/saved-searches.ts'
import { presentSavedSearch } from '../presenters/saved-searches.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

/** Searches that people keep for themselves. */
export function savedSearchRoutes(
  useCases: Pick<UseCases, 'listSavedSearches' | 'saveSearch' | 'seeSavedSearch' | 'removeSavedSearch'>,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/saved-searches',
      operationId: 'listSavedSearches',
      summary: 'The own saved searches, with how much is new in each',
      tag: 'Search',
      access: 'search:use',
      success: { status: 200, description: 'The searches', body: SavedSearchList },
      async handle({ actor, signal }) {
        return { body: { items: (await useCases.listSavedSearches(actor, signal)).map(presentSavedSearch) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/saved-searches',
      operationId: 'saveSearch',
      summary: 'Keeps a search; what it finds now counts as seen',
      tag: 'Search',
      access: 'search:use',
      body: SaveSearchRequest,
      success: { status: 201, description: 'The search', body: SavedSearchView },
      async handle({ actor, body, signal }) {
        return { body: presentSavedSearch(await useCases.saveSearch(actor, inputOf(body), signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/saved-searches/{savedSearchId}/seen',
      operationId: 'seeSavedSearch',
      summary: 'What the search finds now counts as seen',
      tag: 'Search',
      access: 'search:use',
      params: SavedSearchParams,
      success: { status: 200, description: 'The search', body: SavedSearchView },
      async handle({ actor, params, signal }) {
        const seen = await useCases.seeSavedSearch(actor, params.savedSearchId, signal)
        return { body: presentSavedSearch(seen) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/saved-searches/{savedSearchId}',
      operationId: 'removeSavedSearch',
      summary: 'Keeps one of the own searches no longer',
      tag: 'Search',
      access: 'search:use',
      params: SavedSearchParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await useCases.removeSavedSearch(actor, params.savedSearchId, signal)
        return undefined
      },
    }),
  ]
}

function inputOf({ name, q, orgUnit, ...filter }: z.output<typeof SaveSearchRequest>) {
  const given = Object.entries({ ...filter, orgUnitId: orgUnit }).filter(([, value]) => value !== undefined)
  return { name, text: q, filter: Object.fromEntries(given) }
}
