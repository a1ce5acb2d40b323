import type { FollowUp } from '../../domain/follow-ups/follow-up.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, oneOf } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const FOLLOW_UPS: CollectionDefinition = {
  model: 'FollowUp',
  collection: 'follow_ups',
  schema: tenantSchema({
    object: part({ kind: String, id: String }),
    recipient: String,
    subject: String,
    text: String,
    wanted: [String],
    dueOn: String,
    openUntil: String,
    secretHash: String,
    state: String,
    answers: [
      part({ itemId: String, receiptNumber: String, receivedAt: String, fileCount: Number, inTime: Boolean }),
    ],
    entryId: String,
    createdAt: String,
    createdBy: WhoSchema,
    closed: part({ at: String, by: WhoSchema, reason: String }),
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, secretHash: 1 }, { unique: true })
    .index({ tenantId: 1, 'object.id': 1, createdAt: -1, _id: -1 }),
}

export function createMongoFollowUps(database: MongoDatabase): FollowUps {
  const collection = openCollection(database, FOLLOW_UPS)
  const { insert, find, save, list } = createMongoRecords<FollowUp>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    async findBySecret(actor, secretHash, signal) {
      const [found] = await list(actor, { secretHash }, { _id: 1 }, signal, 1)
      return found
    },
    ofObject: (actor, { kind, id }, signal) =>
      list(actor, { 'object.id': id, 'object.kind': kind }, { createdAt: -1, _id: -1 }, signal),
    openOf: (actor, objectIds, signal) =>
      list(actor, { 'object.id': oneOf(objectIds), state: 'open' }, { _id: 1 }, signal),
    all: (actor, afterId, limit, signal) =>
      list(actor, afterId === undefined ? {} : { _id: greaterThan(afterId) }, { _id: 1 }, signal, limit),
  }
}
