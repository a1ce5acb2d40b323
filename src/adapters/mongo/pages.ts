import { mongo } from 'mongoose'
import type { Actor } from '../../domain/access/actor.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import type { StagedPage } from '../../ports/documents.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { between, ofTenant } from './filters.ts'
import { packBlocks, unpackBlocks } from './page-codec.ts'
import { AnyValue, tenantSchema } from './schema.ts'

export const PAGES: CollectionDefinition = {
  model: 'Page',
  collection: 'pages',
  schema: tenantSchema({
    /** Id of the document; of a later reading of it the id, `~` and the name of the reading. */
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
    unreadCodes: AnyValue,
    qualityHints: AnyValue,
    /** Of pages that are not those of the document yet. */
    images: AnyValue,
    /** The blocks, packed by `page-codec.ts`. */
    layout: Buffer,
  }).index({ tenantId: 1, documentId: 1, number: 1 }, { unique: true }),
}

/** The pages of one reading of a document. */
export interface PagesKey {
  readonly documentId: string
  /** Undefined for the first one. */
  readonly reading: string | undefined
}

/** Recognised pages; the caller has checked that the actor may read the document. */
export interface MongoPages {
  save(actor: Actor, key: PagesKey, staged: StagedPage, signal: AbortSignal): Promise<void>
  find(
    actor: Actor,
    key: PagesKey,
    pageNumber: number,
    signal: AbortSignal,
  ): Promise<RecognizedPage | undefined>
  all(actor: Actor, key: PagesKey, signal: AbortSignal): Promise<StagedPage[]>
  /** Removes the pages of all readings of the document but this one. */
  dropOthers(actor: Actor, key: PagesKey, signal: AbortSignal): Promise<void>
}

const READING_MARK = '~'

export function createMongoPages(database: MongoDatabase): MongoPages {
  const collection = openCollection(database, PAGES)
  return {
    async save(actor, key, { page, images }, signal) {
      const { blocks, languages, ...fields } = page
      const layout = new mongo.Binary(await packBlocks(blocks))
      const documentId = rowKey(key)
      const staged = images.length === 0 ? {} : { images }
      const $set = {
        ...fields,
        ...staged,
        languages: [...languages],
        layout,
        documentId,
        tenantId: actor.tenantId,
      }
      await collection.upsertOne({ _id: `${documentId}/${page.number}` }, { $set }, signal)
    },
    async find(actor, key, pageNumber, signal) {
      const filter = { ...ofTenant(actor), documentId: rowKey(key), number: pageNumber }
      const row = await collection.findOne(filter, signal)
      return row === undefined ? undefined : (await fromRow(row)).page
    },
    async all(actor, key, signal) {
      const filter = { ...ofTenant(actor), documentId: rowKey(key) }
      const rows = await collection.find(filter, { number: 1 }, undefined, signal)
      return Promise.all(rows.map(fromRow))
    },
    async dropOthers(actor, key, signal) {
      const { documentId, reading } = key
      if (reading !== undefined) await collection.deleteMany({ ...ofTenant(actor), documentId }, signal)
      const later = `${documentId}${READING_MARK}`
      const kept = rowKey(key)
      for (const others of [between(later, kept), between(`${kept}\0`, `${later}\u{ffff}`)]) {
        await collection.deleteMany({ ...ofTenant(actor), documentId: others }, signal)
      }
    },
  }
}

function rowKey({ documentId, reading }: PagesKey): string {
  return reading === undefined ? documentId : `${documentId}${READING_MARK}${reading}`
}

async function fromRow({
  _id,
  tenantId: _tenantId,
  documentId: _documentId,
  images = [],
  layout,
  ...fields
}: Row): Promise<StagedPage> {
  const blocks = await unpackBlocks((layout as mongo.Binary).buffer)
  const page = { ...fields, blocks } as unknown as RecognizedPage
  return { page, images: images as StagedPage['images'] }
}
