import type { Disclosure } from '../../domain/disclosure/disclosure.ts'
import type { Disclosures } from '../../ports/disclosures.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const DISCLOSURES: CollectionDefinition = {
  model: 'Disclosure',
  collection: 'disclosures',
  schema: tenantSchema({
    caseFileId: String,
    form: String,
    recipient: String,
    legalBasis: String,
    note: String,
    createdAt: String,
    createdBy: WhoSchema,
    documents: [part({ documentId: String, number: Number, pages: Number, redactionId: String })],
    pageCount: Number,
    sizeBytes: Number,
    sha256: String,
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, caseFileId: 1, createdAt: -1, _id: -1 }),
}

export function createMongoDisclosures(database: MongoDatabase): Disclosures {
  const { insert, find, list } = createMongoRecords<Disclosure>(openCollection(database, DISCLOSURES), {
    granted: false,
  })
  return {
    insert,
    find,
    ofCaseFile: (actor, caseFileId, limit, signal) =>
      list(actor, { caseFileId }, { createdAt: -1, _id: -1 }, signal, limit),
  }
}
