import type { OrgUnit } from '../../domain/access/organisation.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { naturalOrder } from '../../domain/natural-order.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import type { DocumentTypes, OrgUnits, RoutingRules } from '../../ports/organisation.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { ofTenant, oneOf } from './filters.ts'
import { createMongoRecords, notFound } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const ORG_UNITS: CollectionDefinition = {
  model: 'OrgUnit',
  collection: 'org_units',
  schema: tenantSchema({
    parentId: String,
    number: String,
    name: String,
    kind: String,
    validFrom: String,
    validTo: String,
    succession: part({ toUnitId: String, arrangedBy: WhoSchema }),
    version: Number,
  }).index({ tenantId: 1, _id: 1 }),
}

export const DOCUMENT_TYPES: CollectionDefinition = {
  model: 'DocumentType',
  collection: 'document_types',
  schema: tenantSchema({
    name: String,
    retired: Boolean,
    level: String,
    protectionClass: String,
    keepsPaper: Boolean,
    version: Number,
  }).index({ tenantId: 1, _id: 1 }),
}

export const ROUTING_RULES: CollectionDefinition = {
  model: 'RoutingRule',
  collection: 'routing_rules',
  schema: tenantSchema({
    name: String,
    enabled: Boolean,
    priority: Number,
    conditions: [part({ field: String, operator: String, value: String })],
    target: part({ orgUnitId: String }),
    changedAt: String,
    version: Number,
  }).index({ tenantId: 1, priority: -1, _id: 1 }),
}

const BY_ID = { _id: 1 } as const

function byNumber(left: OrgUnit, right: OrgUnit): number {
  return naturalOrder(left.number, right.number)
}

export function createMongoOrgUnits(database: MongoDatabase): OrgUnits {
  const collection = openCollection(database, ORG_UNITS)
  const { insert, find, save, list } = createMongoRecords<OrgUnit>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      return (await list(actor, {}, BY_ID, signal)).sort(byNumber)
    },
    async findAll(actor, ids, signal) {
      return (await list(actor, { _id: oneOf(ids) }, BY_ID, signal)).sort(byNumber)
    },
  }
}

export function createMongoDocumentTypes(database: MongoDatabase): DocumentTypes {
  const collection = openCollection(database, DOCUMENT_TYPES)
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save, list } = createMongoRecords<DocumentType>(collection, options)
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      const types = await list(actor, {}, BY_ID, signal)
      return types.sort((left, right) => naturalOrder(left.name, right.name))
    },
  }
}

export function createMongoRoutingRules(database: MongoDatabase): RoutingRules {
  const collection = openCollection(database, ROUTING_RULES)
  const { insert, find, save, list } = createMongoRecords<RoutingRule>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    list: (actor, signal) => list(actor, {}, { priority: -1, _id: 1 }, signal),
    async remove(actor, id, signal) {
      if (!(await collection.deleteOne({ _id: id, ...ofTenant(actor) }, signal))) throw notFound()
    },
  }
}
