import { defaultRules, SCANNING_RULES_ID, type ScanningRules } from '../../domain/quality/scanning-rules.ts'
import type { ScanCheck } from '../../domain/quality/scan-check.ts'
import type { CheckFilter, ScanChecks } from '../../ports/scan-checks.ts'
import type { ScanningRulesStore } from '../../ports/scanning-rules.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { oneOf, type Filter } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, tenantSchema, WhoSchema } from './schema.ts'

export const SCAN_CHECKS: CollectionDefinition = {
  model: 'ScanCheck',
  collection: 'scan_checks',
  schema: tenantSchema({
    itemId: String,
    receiptNumber: String,
    batchId: String,
    stackItemId: String,
    stackNumber: String,
    documentId: String,
    pages: AnyValue,
    protectionClass: String,
    cause: String,
    operators: [WhoSchema],
    operatorName: String,
    requests: AnyValue,
    state: String,
    round: Number,
    results: AnyValue,
    createdAt: String,
    readKeys: [String],
    version: Number,
  })
    .index({ tenantId: 1, itemId: 1 }, { unique: true })
    .index({ tenantId: 1, batchId: 1 })
    .index({ tenantId: 1, state: 1, protectionClass: 1, createdAt: 1, _id: 1 })
    .index({ tenantId: 1, readKeys: 1, state: 1, protectionClass: 1, createdAt: 1, _id: 1 }),
}

export const SCANNING_RULES: CollectionDefinition = {
  model: 'ScanningRules',
  collection: 'scanning_rules',
  schema: tenantSchema({
    samplePercent: Number,
    paperWeeks: AnyValue,
    procedureVersion: String,
    environment: String,
    version: Number,
  }).index({ tenantId: 1, _id: 1 }),
}

export function createMongoScanChecks(database: MongoDatabase): ScanChecks {
  const collection = openCollection(database, SCAN_CHECKS)
  const { insert, find, save, list, scopeOf } = createMongoRecords<ScanCheck>(collection, { granted: true })
  return {
    insert,
    find,
    save,
    list: (actor, filter, limit, signal) =>
      list(actor, conditionsOf(filter), { createdAt: 1, _id: 1 }, signal, limit),
    count: (actor, filter, signal) =>
      collection.count({ ...scopeOf(actor), ...conditionsOf(filter) }, undefined, signal),
    ofItem: async (actor, itemId, signal) => (await list(actor, { itemId }, { _id: 1 }, signal, 1))[0],
    ofBatch: (actor, batchId, signal) => list(actor, { batchId }, { _id: 1 }, signal),
  }
}

function conditionsOf({ states, protectionClass }: CheckFilter): Filter {
  return { state: oneOf(states), ...(protectionClass === undefined ? {} : { protectionClass }) }
}

export function createMongoScanningRules(database: MongoDatabase): ScanningRulesStore {
  const collection = openCollection(database, SCANNING_RULES)
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save } = createMongoRecords<ScanningRules>(collection, options)
  return {
    insert,
    find,
    save,
    current: async (actor, signal) =>
      (await find(actor, SCANNING_RULES_ID, signal)) ?? defaultRules(actor.tenantId),
  }
}
