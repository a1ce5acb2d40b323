import type { SavedSearch } from '../../domain/retrieval/saved-search.ts'
import type { SavedSearches } from '../../ports/saved-searches.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { part, tenantSchema } from './schema.ts'

/** `_id` is the id of the user. */
export const SAVED_SEARCHES: CollectionDefinition = {
  model: 'SavedSearches',
  collection: 'saved_searches',
  schema: tenantSchema({
    searches: [
      part({
        id: String,
        name: String,
        text: String,
        filter: part({
          documentType: String,
          orgUnitId: String,
          sender: String,
          state: String,
          from: String,
          to: String,
        }),
        createdAt: String,
        knownIds: [String],
      }),
    ],
  }),
}

export function createMongoSavedSearches(database: MongoDatabase): SavedSearches {
  const shelves = openCollection(database, SAVED_SEARCHES)
  return {
    async of(actor, signal) {
      const row = await shelves.findOne({ _id: actor.userId, ...ofTenant(actor) }, signal)
      return (row?.['searches'] ?? []) as readonly SavedSearch[]
    },
    async replace(actor, searches, signal) {
      const own = { _id: actor.userId, ...ofTenant(actor) }
      await shelves.upsertOne(own, { $set: { searches: [...searches] } }, signal)
    },
  }
}
