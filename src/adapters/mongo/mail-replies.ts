import type { MailReply } from '../../domain/mail/acknowledgement.ts'
import type { MailReplies } from '../../ports/mail-replies.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { inDatabaseTime, notAfterDatabaseTime } from './database-time.ts'
import { atLeast, ofTenant } from './filters.ts'
import { requireOwnTenant } from './records.ts'
import { part, tenantSchema } from './schema.ts'

export const MAIL_REPLIES: CollectionDefinition = {
  model: 'MailReply',
  collection: 'mail_replies',
  schema: tenantSchema({
    accountId: String,
    to: String,
    receiptNumber: String,
    receivedAt: String,
    inReplyTo: String,
    createdAt: String,
    state: String,
    attempt: Number,
    internal: part({ open: Boolean, dueAt: Date }),
  })
    .index({ 'internal.open': 1, 'internal.dueAt': 1 })
    .index({ tenantId: 1, to: 1, createdAt: 1 })
    .index({ tenantId: 1, receiptNumber: 1 }),
}

export function createMongoMailReplies(database: MongoDatabase): MailReplies {
  const replies = openCollection(database, MAIL_REPLIES)
  return {
    async insert(actor, { id, ...fields }, signal) {
      requireOwnTenant(actor, fields.tenantId)
      await replies.insert({ _id: id, ...fields, internal: { open: true, dueAt: new Date(0) } }, signal)
    },
    countTo: (actor, to, since, signal) =>
      replies.count({ ...ofTenant(actor), to, createdAt: atLeast(since) }, undefined, signal),
    async claim(leaseMs, signal) {
      const due = { 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') }
      const $set = { attempt: { $add: ['$attempt', 1] }, 'internal.dueAt': inDatabaseTime(leaseMs) }
      const row = await replies.findAndUpdate(due, [{ $set }], { order: { 'internal.dueAt': 1 } }, signal)
      if (row === undefined) return undefined
      const { _id, internal: _internal, ...fields } = row
      return { id: _id, ...fields } as unknown as MailReply
    },
    async settle({ id, tenantId }, state, signal) {
      await replies.updateOne({ _id: id, tenantId }, { $set: { state, 'internal.open': false } }, signal)
    },
    async retryLater({ id, tenantId }, pauseMs, signal) {
      await replies.updateOne(
        { _id: id, tenantId },
        [{ $set: { 'internal.dueAt': inDatabaseTime(pauseMs) } }],
        signal,
      )
    },
  }
}
