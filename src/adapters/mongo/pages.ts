import { mongo } from 'mongoose'
import type { Actor } from '../../domain/access/actor.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { packBlocks, unpackBlocks } from './page-codec.ts'
import { AnyValue, tenantSchema } from './schema.ts'

export const PAGES: CollectionDefinition = {
  model: 'Page',
  collection: 'pages',
  schema: tenantSchema({
    documentId: String,
    number: Number,
    widthPt: Number,
    heightPt: Number,
    rotation: Number,
    skewDegrees: Number,
    blank: Boolean,
    source: String,
    sourceReason: String,
    engine: String,
    languages: [String],
    meanConfidence: Number,
    barcodes: AnyValue,
    /** The blocks, packed by `page-codec.ts`. */
    layout: Buffer,
  }).index({ tenantId: 1, documentId: 1, number: 1 }, { unique: true }),
}

/** Recognised pages; the caller has checked that the actor may read the document. */
export interface MongoPages {
  save(actor: Actor, documentId: string, page: RecognizedPage, signal: AbortSignal): Promise<void>
  find(
    actor: Actor,
    documentId: string,
    pageNumber: number,
    signal: AbortSignal,
  ): Promise<RecognizedPage | undefined>
  all(actor: Actor, documentId: string, signal: AbortSignal): Promise<RecognizedPage[]>
}

export function createMongoPages(database: MongoDatabase): MongoPages {
  const collection = openCollection(database, PAGES)
  return {
    async save(actor, documentId, page, signal) {
      const { blocks, languages, ...fields } = page
      const layout = new mongo.Binary(await packBlocks(blocks))
      const $set = { ...fields, languages: [...languages], layout, documentId, tenantId: actor.tenantId }
      await collection.upsertOne({ _id: `${documentId}/${page.number}` }, { $set }, signal)
    },
    async find(actor, documentId, pageNumber, signal) {
      const row = await collection.findOne({ ...ofTenant(actor), documentId, number: pageNumber }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async all(actor, documentId, signal) {
      const rows = await collection.find({ ...ofTenant(actor), documentId }, { number: 1 }, undefined, signal)
      return Promise.all(rows.map(fromRow))
    },
  }
}

async function fromRow({
  _id,
  tenantId: _tenantId,
  documentId: _documentId,
  layout,
  ...fields
}: Row): Promise<RecognizedPage> {
  const blocks = await unpackBlocks((layout as mongo.Binary).buffer)
  return { ...fields, blocks } as unknown as RecognizedPage
}
