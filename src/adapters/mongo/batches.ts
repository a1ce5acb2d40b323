import type { Batch } from '../../domain/batches/batch.ts'
import type { Scanner } from '../../domain/batches/scanner.ts'
import { naturalOrder } from '../../domain/natural-order.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Scanners } from '../../ports/scanners.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'
import { openSerials } from './serials.ts'

export const BATCHES: CollectionDefinition = {
  model: 'Batch',
  collection: 'batches',
  schema: tenantSchema({
    number: String,
    state: String,
    site: String,
    scanner: String,
    profile: String,
    operator: String,
    protectionClass: String,
    channel: String,
    dividesAlone: Boolean,
    byContent: Boolean,
    announcedPieces: Number,
    announcedPages: Number,
    receivedAt: String,
    arrival: AnyValue,
    createdAt: String,
    createdBy: WhoSchema,
    scans: Number,
    protocol: AnyValue,
    closing: AnyValue,
    widened: AnyValue,
    folderKey: String,
    paper: part({ boxId: String, number: Number }),
    readKeys: [String],
    version: Number,
    internal: part({ folder: String }),
  })
    .index({ tenantId: 1, number: 1 }, { unique: true })
    .index({ tenantId: 1, 'internal.folder': 1 }, { unique: true })
    .index({ tenantId: 1, readKeys: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, state: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, readKeys: 1, state: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, state: 1, 'closing.at': -1, _id: -1 }),
}

export const SCANNERS: CollectionDefinition = {
  model: 'Scanner',
  collection: 'scanners',
  schema: tenantSchema({
    name: String,
    folder: String,
    site: String,
    profile: String,
    protectionClass: String,
    channel: String,
    dividesAlone: Boolean,
    byContent: Boolean,
    disabled: Boolean,
    lastScan: part({ at: String, batchId: String, batchNumber: String }),
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, folder: 1 }, { unique: true }),
  retiredIndexes: ['folder_1'],
}

export function createMongoBatches(database: MongoDatabase): Batches {
  const { insert, find, save, list, page } = createMongoRecords<Batch>(openCollection(database, BATCHES), {
    granted: true,
    // A batch that no folder fills has a place of its own in the index.
    internal: ({ id, folderKey }) => ({ folder: folderKey ?? id }),
  })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, filter, request, signal) => page(actor, { ...filter }, 'createdAt', request, signal),
    closedUnbalanced: (actor, after, limit, signal) =>
      list(
        actor,
        { state: 'closed', 'closing.at': greaterThan(after) },
        { 'closing.at': -1, _id: -1 },
        signal,
        limit,
      ),
    byNumber: async (actor, number, signal) => (await list(actor, { number }, { _id: 1 }, signal, 1))[0],
    ofFolder: async (actor, folderKey, signal) =>
      (await list(actor, { 'internal.folder': folderKey }, { _id: 1 }, signal, 1))[0],
    nextSerial: (actor, year, signal) => serials.next(['batch', actor.tenantId, year], signal),
  }
}

export function createMongoScanners(database: MongoDatabase): Scanners {
  const collection = openCollection(database, SCANNERS)
  const { insert, find, save, list } = createMongoRecords<Scanner>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      const scanners = await list(actor, {}, { _id: 1 }, signal)
      return scanners.sort((left, right) => naturalOrder(left.name, right.name))
    },
    async noteScan({ tenantId }, scannerId, lastScan, signal) {
      await collection.updateOne({ tenantId, _id: scannerId }, { $set: { lastScan } }, signal)
    },
    async all(signal) {
      const rows = await collection.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(({ _id, ...fields }) => ({ id: _id, ...fields }) as unknown as Scanner)
    },
  }
}
