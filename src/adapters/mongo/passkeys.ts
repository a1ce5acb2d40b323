import type { Passkey } from '../../domain/access/passkey.ts'
import type { Passkeys } from '../../ports/passkeys.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { lessThan, ofTenant } from './filters.ts'
import { tenantSchema } from './schema.ts'

export const PASSKEYS: CollectionDefinition = {
  model: 'Passkey',
  collection: 'passkeys',
  schema: tenantSchema({
    userId: String,
    credentialId: String,
    publicKey: String,
    counter: Number,
    transports: [String],
    name: String,
    createdAt: String,
    lastUsedAt: String,
  })
    .index({ credentialId: 1 }, { unique: true })
    .index({ tenantId: 1, userId: 1, createdAt: 1, _id: 1 }),
}

export function createMongoPasskeys(database: MongoDatabase): Passkeys {
  const passkeys = openCollection(database, PASSKEYS)
  return {
    async list(tenantId, userId, signal) {
      const order = { createdAt: 1, _id: 1 } as const
      return (await passkeys.find({ tenantId, userId }, order, undefined, signal)).map(fromRow)
    },
    async findByCredentialId(credentialId, signal) {
      const row = await passkeys.findOne({ credentialId }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async insert({ id, ...fields }, signal) {
      await passkeys.insert({ _id: id, ...fields, transports: [...fields.transports] }, signal)
    },
    use: (id, counter, usedAt, signal) =>
      passkeys.updateOne(
        { _id: id, counter: counter === 0 ? 0 : lessThan(counter) },
        { $set: { counter, lastUsedAt: usedAt.toISOString() } },
        signal,
      ),
    rename: (actor, id, name, signal) =>
      passkeys.updateOne({ _id: id, ...ofTenant(actor), userId: actor.userId }, { $set: { name } }, signal),
    remove: (actor, userId, id, signal) =>
      passkeys.deleteOne({ _id: id, ...ofTenant(actor), userId }, signal),
    removeAllOf: (actor, userId, signal) => passkeys.deleteMany({ ...ofTenant(actor), userId }, signal),
  }
}

function fromRow({ _id, ...fields }: Row): Passkey {
  return { id: _id, ...fields } as unknown as Passkey
}
