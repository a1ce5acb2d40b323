import { senderKey, type KnownSender } from '../../domain/extraction/known-sender.ts'
import type { AddressBook } from '../../ports/address-book.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { lessThan, ofTenant } from './filters.ts'
import { tenantSchema } from './schema.ts'

export const KNOWN_SENDERS: CollectionDefinition = {
  model: 'KnownSender',
  collection: 'known_senders',
  schema: tenantSchema({
    name: String,
    street: String,
    postcode: String,
    city: String,
    confirmations: Number,
  }).index({ tenantId: 1, confirmations: -1, _id: 1 }),
}

export function createMongoAddressBook(database: MongoDatabase): AddressBook {
  const collection = openCollection(database, KNOWN_SENDERS)
  return {
    async learn({ tenantId }, sender, signal) {
      const _id = `${tenantId}/${senderKey(sender.name)}`
      const change = { $set: { ...sender, tenantId }, $inc: { confirmations: 1 } }
      await collection.upsertOne({ _id }, change, signal)
    },
    forget({ tenantId }, name, signal) {
      return database.transactor.inTransaction(async () => {
        const own = { _id: `${tenantId}/${senderKey(name)}`, tenantId }
        await collection.updateOne(own, { $inc: { confirmations: -1 } }, signal)
        await collection.deleteOne({ ...own, confirmations: lessThan(1) }, signal)
      }, signal)
    },
    async senders(actor, limit, signal) {
      const rows = await collection.find(ofTenant(actor), { confirmations: -1, _id: 1 }, limit, signal)
      return rows.map(fromRow)
    },
  }
}

function fromRow({ _id, tenantId: _tenantId, ...fields }: Row): KnownSender {
  return fields as unknown as KnownSender
}
