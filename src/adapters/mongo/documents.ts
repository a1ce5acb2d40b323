import { readsWholeTenant, type Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { Documents } from '../../ports/documents.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { exists, greaterThan, oneOf } from './filters.ts'
import { createMongoPages } from './pages.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'

const StoredObjectSchema = part({ key: String, mediaType: String, sizeBytes: Number, sha256: String })

export const DOCUMENTS: CollectionDefinition = {
  model: 'Document',
  collection: 'documents',
  schema: tenantSchema({
    itemId: String,
    filename: String,
    original: StoredObjectSchema,
    virusScan: part({
      state: String,
      at: String,
      signature: String,
      reason: String,
      release: part({ ground: String, reason: String, at: String, by: WhoSchema }),
    }),
    converted: StoredObjectSchema,
    viewCopy: StoredObjectSchema,
    viewCopyConformance: part({ claim: String, faults: [String] }),
    features: part({
      signatures: [part({ signer: String, signedAt: String })],
      isProtected: Boolean,
      form: String,
      hasEmbeddedFiles: Boolean,
      isPortfolio: Boolean,
      hasScripts: Boolean,
      claimedPdfA: String,
    }),
    reading: String,
    pageImages: [part({ page: Number, widthPx: Number, heightPx: Number, object: StoredObjectSchema })],
    pageCount: Number,
    languages: [String],
    ocr: part({ engine: String, meanConfidence: Number, source: String, readingVersion: Number }),
    eInvoice: part({ object: StoredObjectSchema, refusal: String }),
    mail: AnyValue,
    archive: AnyValue,
    partOf: String,
    supersedes: AnyValue,
    superseded: AnyValue,
    fingerprint: part({ keys: [String], signature: [Number], numbers: [Number] }),
    proposals: AnyValue,
    similar: AnyValue,
    index: AnyValue,
    taughtSender: String,
    caseFileId: String,
    procedureId: String,
    redactions: AnyValue,
    processing: part({ state: String, stage: String, reason: String, pagesDone: Number }),
    capturedAt: String,
    readKeys: [String],
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, itemId: 1, _id: 1 })
    .index({ tenantId: 1, caseFileId: 1, _id: 1 })
    .index({ tenantId: 1, 'proposals.fields.caseFile.value': 1, _id: 1 })
    .index({ tenantId: 1, 'index.foreignReference.value': 1, _id: -1 })
    .index({ tenantId: 1, 'fingerprint.keys': 1, _id: -1 }),
}

const BY_ID = { _id: 1 } as const
const NEWEST_FIRST = { _id: -1 } as const

export function createMongoDocuments(database: MongoDatabase): Documents {
  const collection = openCollection(database, DOCUMENTS)
  const { insert, find, save, list } = createMongoRecords<StoredDocument>(collection, { granted: true })
  const pages = createMongoPages(database)

  async function readable(actor: Actor, documentId: string, signal: AbortSignal): Promise<StoredDocument> {
    const document = await find(actor, documentId, signal)
    if (document !== undefined) return document
    throw new MailroomError('not-found', 'There is no such document, or it is not yours to see.')
  }

  return {
    insert,
    find,
    save,

    async findMany(actor, ids, signal) {
      const found = await list(actor, { _id: oneOf(ids) }, BY_ID, signal)
      const byId = new Map(found.map((document) => [document.id, document]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
    ofItem: (actor, itemId, signal) => list(actor, { itemId }, BY_ID, signal),
    ofCaseFile: (actor, caseFileId, signal) => list(actor, { caseFileId }, BY_ID, signal),
    proposedFor: (actor, caseFileId, signal) =>
      list(actor, { 'proposals.fields.caseFile.value': caseFileId }, BY_ID, signal),
    async filedUnder(actor, foreignReferences, limit, signal) {
      const filter = { 'index.foreignReference.value': oneOf(foreignReferences), caseFileId: exists() }
      return list(actor, filter, NEWEST_FIRST, signal, limit)
    },
    sharingFingerprint: (actor, keys, limit, signal) =>
      list(actor, { 'fingerprint.keys': oneOf(keys) }, NEWEST_FIRST, signal, limit),
    async all(actor, afterId, limit, signal) {
      if (!readsWholeTenant(actor))
        throw new MailroomError('forbidden', 'Only the machine itself reads everything.')
      return list(actor, afterId === undefined ? {} : { _id: greaterThan(afterId) }, BY_ID, signal, limit)
    },

    async savePage(actor, documentId, page, signal) {
      const { reading } = await readable(actor, documentId, signal)
      await pages.save(actor, { documentId, reading }, { page, images: [] }, signal)
    },
    async findPage(actor, documentId, pageNumber, signal) {
      const document = await find(actor, documentId, signal)
      if (document === undefined) return undefined
      return pages.find(actor, { documentId, reading: document.reading }, pageNumber, signal)
    },
    async pages(actor, documentId, signal) {
      const document = await find(actor, documentId, signal)
      if (document === undefined) return []
      const found = await pages.all(actor, { documentId, reading: document.reading }, signal)
      return found.map(({ page }) => page)
    },

    async stagePage(actor, documentId, reading, staged, signal) {
      await readable(actor, documentId, signal)
      await pages.save(actor, { documentId, reading }, staged, signal)
    },
    async stagedPages(actor, documentId, reading, signal) {
      await readable(actor, documentId, signal)
      return pages.all(actor, { documentId, reading }, signal)
    },
    async dropOtherReadings(actor, documentId, signal) {
      const { reading } = await readable(actor, documentId, signal)
      await pages.dropOthers(actor, { documentId, reading }, signal)
    },
  }
}
