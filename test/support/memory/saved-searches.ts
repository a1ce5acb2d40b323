import type { Actor } from '../../../src/domain/access/actor.ts'
import type { SavedSearch } from '../../../src/domain/retrieval/saved-search.ts'
import type { SavedSearches } from '../../../src/ports/saved-searches.ts'
import type { MemoryDatabase } from './database.ts'

export function createMemorySavedSearches(database: MemoryDatabase): SavedSearches {
  const keyOf = ({ tenantId, userId }: Actor): string => `${tenantId}/${userId}`
  return {
    async of(actor, signal) {
      signal.throwIfAborted()
      return database.read<readonly SavedSearch[]>('saved-searches').get(keyOf(actor)) ?? []
    },
    async replace(actor, searches, signal) {
      await database.write(signal, (table) => table('saved-searches').set(keyOf(actor), [...searches]))
    },
  }
}
