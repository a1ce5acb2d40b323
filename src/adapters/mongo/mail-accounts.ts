import type { MailAccount } from '../../domain/mail/mail-account.ts'
import type { MailAccounts } from '../../ports/mail-accounts.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, ofTenant } from './filters.ts'
import { MAILBOX_STATES, REFUSED_MAILS } from './mail-journal.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema } from './schema.ts'

const ServerSchema = part({ host: String, port: Number, security: String })

export const MAIL_ACCOUNTS: CollectionDefinition = {
  model: 'MailAccount',
  collection: 'mail_accounts',
  schema: tenantSchema({
    name: String,
    isActive: Boolean,
    server: ServerSchema,
    username: String,
    password: String,
    folder: String,
    doneFolder: String,
    errorFolder: String,
    orgUnitId: String,
    acknowledgement: part({ server: ServerSchema, from: String }),
    version: Number,
  }).index({ tenantId: 1, name: 1 }, { unique: true }),
}

export function createMongoMailAccounts(database: MongoDatabase): MailAccounts {
  const collection = openCollection(database, MAIL_ACCOUNTS)
  const states = openCollection(database, MAILBOX_STATES)
  const refusals = openCollection(database, REFUSED_MAILS)
  const { insert, find, save, list } = createMongoRecords<MailAccount>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    list: (actor, signal) => list(actor, {}, { name: 1 }, signal),
    async all(signal) {
      const rows = await collection.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(({ _id, ...fields }) => ({ id: _id, ...fields }) as unknown as MailAccount)
    },
    async remove(actor, id, signal) {
      const found = await collection.deleteOne({ _id: id, ...ofTenant(actor) }, signal)
      if (!found) return false
      await states.deleteMany({ _id: id, ...ofTenant(actor) }, signal)
      await refusals.deleteMany({ accountId: id, ...ofTenant(actor) }, signal)
      return true
    },
    async replacePassword({ id, tenantId, password: before }, password, signal) {
      await collection.updateOne({ _id: id, tenantId, password: before }, { $set: { password } }, signal)
    },
  }
}
