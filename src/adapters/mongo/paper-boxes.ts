import type { PaperBox } from '../../domain/paper/paper-box.ts'
import type { PaperBoxes } from '../../ports/paper-boxes.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'
import { openSerials } from './serials.ts'

export const PAPER_BOXES: CollectionDefinition = {
  model: 'PaperBox',
  collection: 'paper_boxes',
  schema: tenantSchema({
    number: Number,
    place: String,
    state: String,
    createdAt: String,
    createdBy: WhoSchema,
    batches: AnyValue,
    taken: AnyValue,
    holds: AnyValue,
    requested: part({ at: String, by: WhoSchema }),
    destruction: AnyValue,
    readKeys: [String],
    version: Number,
  })
    .index({ tenantId: 1, number: -1 }, { unique: true })
    .index({ tenantId: 1, readKeys: 1, number: -1 }),
}

export function createMongoPaperBoxes(database: MongoDatabase): PaperBoxes {
  const collection = openCollection(database, PAPER_BOXES)
  const { insert, find, save, list } = createMongoRecords<PaperBox>(collection, { granted: true })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, limit, signal) => list(actor, {}, { number: -1 }, signal, limit),
    nextNumber: (actor, signal) => serials.next(['paper-box', actor.tenantId], signal),
  }
}
