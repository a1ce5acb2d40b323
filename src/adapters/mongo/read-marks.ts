import type { ReadMarks } from '../../ports/read-marks.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { tenantSchema } from './schema.ts'

/** `_id` is the id of the user. */
export const READ_MARKS: CollectionDefinition = {
  model: 'ReadMarks',
  collection: 'read_marks',
  schema: tenantSchema({ keys: [String] }),
}

export function createMongoReadMarks(database: MongoDatabase): ReadMarks {
  const marks = openCollection(database, READ_MARKS)
  return {
    async of(actor, signal) {
      const row = await marks.findOne({ _id: actor.userId, ...ofTenant(actor) }, signal)
      return (row?.['keys'] ?? []) as readonly string[]
    },
    async replace(actor, keys, signal) {
      await marks.upsertOne({ _id: actor.userId, ...ofTenant(actor) }, { $set: { keys: [...keys] } }, signal)
    },
  }
}
