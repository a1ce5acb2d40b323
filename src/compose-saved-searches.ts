import type { UseCases } from './http/use-cases.ts'
import {
  createListSavedSearches,
  createRemoveSavedSearch,
  createSaveSearch,
  createSeeSavedSearch,
  type SavedSearchPorts,
} from './usecases/retrieval/saved-searches.ts'

/** Searches that people keep for themselves. */
export function composeSavedSearches(
  ports: SavedSearchPorts,
): Pick<UseCases, 'listSavedSearches' | 'saveSearch' | 'seeSavedSearch' | 'removeSavedSearch'> {
  return {
    listSavedSearches: createListSavedSearches(ports),
    saveSearch: createSaveSearch(ports),
    seeSavedSearch: createSeeSavedSearch(ports),
    removeSavedSearch: createRemoveSavedSearch(ports),
  }
}
