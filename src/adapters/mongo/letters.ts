import type { LetterTemplate } from '../../domain/letters/letter-template.ts'
import type { Letterhead } from '../../domain/letters/letterhead.ts'
import type { Letterheads, LetterTemplates } from '../../ports/letters.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { tenantSchema } from './schema.ts'

export const LETTER_TEMPLATES: CollectionDefinition = {
  model: 'LetterTemplate',
  collection: 'letter_templates',
  schema: tenantSchema({ name: String, subject: String, body: String, version: Number }).index(
    { tenantId: 1, name: 1 },
    { unique: true },
  ),
}

export const LETTERHEADS: CollectionDefinition = {
  model: 'Letterhead',
  collection: 'letterheads',
  schema: tenantSchema({
    office: String,
    addressLines: [String],
    senderLine: String,
    contactLines: [String],
    footerLines: [String],
    version: Number,
  }).index({ tenantId: 1, _id: 1 }),
}

export function createMongoLetterTemplates(database: MongoDatabase): LetterTemplates {
  const collection = openCollection(database, LETTER_TEMPLATES)
  const { insert, find, save, list } = createMongoRecords<LetterTemplate>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    list: (actor, signal) => list(actor, {}, { name: 1 }, signal),
    remove: (actor, id, signal) => collection.deleteOne({ _id: id, ...ofTenant(actor) }, signal),
  }
}

export function createMongoLetterheads(database: MongoDatabase): Letterheads {
  const collection = openCollection(database, LETTERHEADS)
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save } = createMongoRecords<Letterhead>(collection, options)
  return { insert, find, save }
}
