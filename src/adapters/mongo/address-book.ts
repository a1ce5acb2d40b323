import { senderKey, type KnownSender } from '../../domain/extraction/known-sender.ts'
import { withMarks } from '../../domain/extraction/sender-marks.ts'
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
    marks: { type: [String], default: undefined },
    confirmations: Number,
  }).index({ tenantId: 1, confirmations: -1, _id: 1 }),
}

export function createMongoAddressBook(database: MongoDatabase): AddressBook {
  const collection = openCollection(database, KNOWN_SENDERS)
  return {
    learn({ tenantId }, { marks = [], ...sender }, signal) {
      const _id = `${tenantId}/${senderKey(sender.name)}`
      return database.transactor.inTransaction(async () => {
        const before = await collection.findOne({ _id, tenantId }, signal)
        const kept = withMarks(before === undefined ? [] : (fromRow(before).marks ?? []), marks)
        const set = { ...sender, tenantId, ...(kept.length === 0 ? {} : { marks: kept }) }
        await collection.upsertOne({ _id }, { $set: set, $inc: { confirmations: 1 } }, signal)
      }, signal)
    },
    forget({ tenantId }, { name, marks = [] }, signal) {
      return database.transactor.inTransaction(async () => {
        const own = { _id: `${tenantId}/${senderKey(name)}`, tenantId }
        const change = { $inc: { confirmations: -1 }, $pullAll: { marks } }
        await collection.updateOne(own, marks.length === 0 ? { $inc: change.$inc } : change, signal)
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
