import type { Deputyship } from '../../domain/access/deputy.ts'
import type { Deputyships } from '../../ports/organisation.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { atLeast, atMost } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { tenantSchema } from './schema.ts'

export const DEPUTYSHIPS: CollectionDefinition = {
  model: 'Deputyship',
  collection: 'deputyships',
  schema: tenantSchema({
    absentId: String,
    deputyId: String,
    firstDay: String,
    lastDay: String,
    orgUnitIds: [String],
    confidential: Boolean,
    version: Number,
  })
    .index({ tenantId: 1, deputyId: 1, lastDay: 1 })
    .index({ tenantId: 1, lastDay: -1, _id: -1 }),
}

export function createMongoDeputyships(database: MongoDatabase): Deputyships {
  const collection = openCollection(database, DEPUTYSHIPS)
  const { insert, find, save, list } = createMongoRecords<Deputyship>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    list: (actor, fromDay, signal) =>
      list(actor, { lastDay: atLeast(fromDay) }, { lastDay: -1, _id: -1 }, signal),
    underWay(actor, deputyId, day, signal) {
      const filter = { deputyId, firstDay: atMost(day), lastDay: atLeast(day) }
      return list(actor, filter, { _id: 1 }, signal)
    },
  }
}
