import type { User } from '../../domain/access/organisation.ts'
import { naturalOrder } from '../../domain/natural-order.ts'
import type { Users } from '../../ports/organisation.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords, notFound } from './records.ts'
import { part, tenantSchema } from './schema.ts'

export const USERS: CollectionDefinition = {
  model: 'User',
  collection: 'users',
  schema: tenantSchema({
    username: String,
    displayName: String,
    roles: [String],
    orgUnitIds: [String],
    postDays: {
      type: [part({ orgUnitId: String, validFrom: String, validTo: String })],
      default: undefined,
    },
    cleared: Boolean,
    disabled: Boolean,
    version: Number,
  })
    .index({ username: 1 }, { unique: true })
    .index({ tenantId: 1, _id: 1 }),
}

/** Apart from the users, so that no reading of a user can carry a hash along. */
export const CREDENTIALS: CollectionDefinition = {
  model: 'Credential',
  collection: 'credentials',
  schema: tenantSchema({ passwordHash: String }),
}

export function createMongoUsers(database: MongoDatabase): Users {
  const collection = openCollection(database, USERS)
  const credentials = openCollection(database, CREDENTIALS)
  const { insert, find, save, list } = createMongoRecords<User>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      const users = await list(actor, {}, { _id: 1 }, signal)
      return users.sort((left, right) => naturalOrder(left.displayName, right.displayName))
    },
    async savePasswordHash(actor, userId, passwordHash, signal) {
      if ((await find(actor, userId, signal)) === undefined) throw notFound()
      await credentials.upsertOne(
        { _id: userId },
        { $set: { passwordHash, tenantId: actor.tenantId } },
        signal,
      )
    },
  }
}
