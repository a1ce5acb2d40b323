import type { Tenant } from '../../domain/access/organisation.ts'
import { naturalOrder } from '../../domain/natural-order.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan } from './filters.ts'
import { sharedSchema } from './schema.ts'

export const TENANTS: CollectionDefinition = {
  model: 'Tenant',
  collection: 'tenants',
  schema: sharedSchema({
    _id: { type: String, required: true },
    slug: String,
    name: String,
    receiptPrefix: String,
    timeZone: String,
    secondFactorRoles: { type: [String], default: undefined },
  }).index({ slug: 1 }, { unique: true }),
}

export function createMongoTenants(database: MongoDatabase): Tenants {
  const tenants = openCollection(database, TENANTS)
  return {
    async insert({ id, slug, name, receiptPrefix, timeZone }, signal) {
      await tenants.insert({ _id: id, slug, name, receiptPrefix, timeZone }, signal)
    },
    async find(id, signal) {
      const row = await tenants.findOne({ _id: id }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async findBySlug(slug, signal) {
      const row = await tenants.findOne({ slug }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async all(signal) {
      const rows = await tenants.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(fromRow).sort((left, right) => naturalOrder(left.name, right.name))
    },
    async saveSecondFactorRoles(actor, roles, signal) {
      await tenants.updateOne({ _id: actor.tenantId }, { $set: { secondFactorRoles: [...roles] } }, signal)
    },
  }
}

function fromRow({ _id, ...fields }: Row): Tenant {
  return { id: _id, ...fields } as unknown as Tenant
}
