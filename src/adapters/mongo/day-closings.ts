import type { DayClosing } from '../../domain/register/day-closing.ts'
import type { DayClosings } from '../../ports/day-closings.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { missing } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'

export const DAY_CLOSINGS: CollectionDefinition = {
  model: 'DayClosing',
  collection: 'day_closings',
  schema: tenantSchema({
    serial: Number,
    day: String,
    closedAt: String,
    closedBy: WhoSchema,
    spans: [part({ year: Number, first: Number, last: Number })],
    takenUpTo: [part({ year: Number, last: Number })],
    counts: part({
      items: Number,
      files: Number,
      byChannel: AnyValue,
      byState: AnyValue,
      waiting: Number,
      openBatches: Number,
      unbalancedBatches: Number,
    }),
    hash: String,
    reason: String,
    reopened: part({ at: String, by: WhoSchema, reason: String }),
    version: Number,
  })
    .index({ tenantId: 1, serial: -1 }, { unique: true })
    .index({ tenantId: 1, closedAt: -1, _id: -1 }),
}

export function createMongoDayClosings(database: MongoDatabase): DayClosings {
  const collection = openCollection(database, DAY_CLOSINGS)
  const { insert, find, save, list, page } = createMongoRecords<DayClosing>(collection, { granted: false })
  const newest = { serial: -1 } as const
  return {
    insert,
    find,
    save,
    list: (actor, request, signal) => page(actor, {}, 'closedAt', request, signal),
    latest: async (actor, signal) => (await list(actor, {}, newest, signal, 1))[0],
    latestStanding: async (actor, signal) =>
      (await list(actor, { reopened: missing() }, newest, signal, 1))[0],
  }
}
