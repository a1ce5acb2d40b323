import { MOST_NOTES, type Note } from '../../domain/notes/note.ts'
import type { Notes } from '../../ports/notes.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan } from './filters.ts'
import { createHoldObject } from './hold-object.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const NOTES: CollectionDefinition = {
  model: 'Note',
  collection: 'notes',
  schema: tenantSchema({
    object: part({ kind: String, id: String }),
    text: String,
    mentions: [part({ userId: String, displayName: String, at: String })],
    createdAt: String,
    createdBy: WhoSchema,
    writtenAt: String,
    earlier: [part({ text: String, writtenAt: String })],
    withdrawn: part({ at: String, by: WhoSchema }),
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, 'object.id': 1, createdAt: 1, _id: 1 })
    .index({ tenantId: 1, 'mentions.userId': 1, writtenAt: -1, _id: -1 }),
}

export function createMongoNotes(database: MongoDatabase): Notes {
  const collection = openCollection(database, NOTES)
  const hold = createHoldObject(database)
  const { insert, find, save, list } = createMongoRecords<Note>(collection, { granted: false })
  return {
    find,
    save,
    async insert(actor, note, signal) {
      await hold(actor, note.object, signal)
      await insert(actor, note, signal)
    },
    ofObject: (actor, { kind, id }, signal) =>
      list(actor, { 'object.id': id, 'object.kind': kind }, { createdAt: 1, _id: 1 }, signal, MOST_NOTES),
    mentioning: (actor, userId, limit, signal) =>
      list(actor, { 'mentions.userId': userId }, { writtenAt: -1, _id: -1 }, signal, limit),
    all: (actor, afterId, limit, signal) =>
      list(actor, afterId === undefined ? {} : { _id: greaterThan(afterId) }, { _id: 1 }, signal, limit),
  }
}
