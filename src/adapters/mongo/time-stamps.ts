import type { TimeStamp } from '../../domain/quality/time-stamp.ts'
import type { TimeStamps } from '../../ports/time-stamps.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { inDatabaseTime, notAfterDatabaseTime } from './database-time.ts'
import { oneOf, ofTenant } from './filters.ts'
import { requireOwnTenant } from './records.ts'
import { AnyValue, part, tenantSchema } from './schema.ts'

export const TIME_STAMPS: CollectionDefinition = {
  model: 'TimeStamp',
  collection: 'time_stamps',
  schema: tenantSchema({
    itemId: String,
    sha256: String,
    state: String,
    attempt: Number,
    refusals: Number,
    createdAt: String,
    stamped: AnyValue,
    refusal: String,
    internal: part({ open: Boolean, dueAt: Date }),
  })
    .index({ 'internal.open': 1, 'internal.dueAt': 1 })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, itemId: 1 }),
}

export function createMongoTimeStamps(database: MongoDatabase): TimeStamps {
  const stamps = openCollection(database, TIME_STAMPS)
  return {
    async insert(actor, { id, ...fields }, signal) {
      requireOwnTenant(actor, fields.tenantId)
      await stamps.insert({ _id: id, ...fields, internal: { open: true, dueAt: new Date(0) } }, signal)
    },
    async ofDocuments(actor, documentIds, signal) {
      const filter = { ...ofTenant(actor), _id: oneOf(documentIds) }
      return (await stamps.find(filter, { _id: 1 }, undefined, signal)).map(asStamp)
    },
    async claim(leaseMs, signal) {
      const due = { 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') }
      const $set = { attempt: { $add: ['$attempt', 1] }, 'internal.dueAt': inDatabaseTime(leaseMs) }
      const row = await stamps.findAndUpdate(due, [{ $set }], { order: { 'internal.dueAt': 1 } }, signal)
      return row === undefined ? undefined : asStamp(row)
    },
    settle({ id, tenantId, state, stamped, refusal, refusals }, signal) {
      const said = stamped === undefined ? { refusal } : { stamped }
      const $set = { state, refusals, ...said, 'internal.open': false }
      return stamps.updateOne({ _id: id, tenantId, 'internal.open': true }, { $set }, signal)
    },
    async retryLater({ id, tenantId, refusal, refusals }, pauseMs, signal) {
      const $set = {
        'internal.dueAt': inDatabaseTime(pauseMs),
        refusals,
        ...(refusal === undefined ? {} : { refusal }),
      }
      await stamps.updateOne({ _id: id, tenantId, 'internal.open': true }, [{ $set }], signal)
    },
  }
}

function asStamp({ _id, internal: _internal, ...fields }: Readonly<Record<string, unknown>>): TimeStamp {
  return { id: _id, ...fields } as unknown as TimeStamp
}
