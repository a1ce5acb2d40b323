import { isInForce, type AccessGrant } from '../../domain/access/access-grant.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { missing, oneOf } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const ACCESS_GRANTS: CollectionDefinition = {
  model: 'AccessGrant',
  collection: 'access_grants',
  schema: tenantSchema({
    object: part({ kind: String, id: String }),
    objectNumber: String,
    orgUnitId: String,
    effect: String,
    origin: String,
    person: WhoSchema,
    reason: String,
    givenBy: WhoSchema,
    givenAt: String,
    endsAt: String,
    takenBack: part({ by: WhoSchema, at: String }),
    version: Number,
  })
    .index({ tenantId: 1, 'object.id': 1, _id: 1 })
    .index({ tenantId: 1, 'person.userId': 1, _id: 1 })
    .index({ tenantId: 1, origin: 1, givenAt: -1, _id: -1 }),
}

const BY_ID = { _id: 1 } as const

export function createMongoAccessGrants(database: MongoDatabase): AccessGrants {
  const collection = openCollection(database, ACCESS_GRANTS)
  const { insert, find, save, list, page } = createMongoRecords<AccessGrant>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    ofObject: (actor, { kind, id }, signal) =>
      list(actor, { 'object.kind': kind, 'object.id': id }, BY_ID, signal),
    async inForce(actor, userId, at, signal) {
      const known = await list(actor, { 'person.userId': userId, takenBack: missing() }, BY_ID, signal)
      return known.filter((grant) => isInForce(grant, at))
    },
    emergencies(actor, orgUnitIds, request, signal) {
      const units = orgUnitIds === undefined ? {} : { orgUnitId: oneOf(orgUnitIds) }
      return page(actor, { origin: 'emergency', ...units }, 'givenAt', request, signal)
    },
  }
}
