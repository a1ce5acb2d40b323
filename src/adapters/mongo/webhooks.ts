import type { Webhook, WebhookDelivery, WebhookState } from '../../domain/webhooks/webhook.ts'
import type { WebhookDeliveries, Webhooks } from '../../ports/webhooks.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { inDatabaseTime, notAfterDatabaseTime } from './database-time.ts'
import { greaterThan, ofTenant } from './filters.ts'
import { createMongoRecords, requireOwnTenant } from './records.ts'
import { AnyValue, part, tenantSchema } from './schema.ts'

export const WEBHOOKS: CollectionDefinition = {
  model: 'Webhook',
  collection: 'webhooks',
  schema: tenantSchema({
    name: String,
    url: String,
    secret: String,
    events: [String],
    isActive: Boolean,
    createdAt: String,
    version: Number,
  }).index({ tenantId: 1, name: 1 }, { unique: true }),
}

export const WEBHOOK_STATES: CollectionDefinition = {
  model: 'WebhookState',
  collection: 'webhook_states',
  schema: tenantSchema({
    position: Number,
    lastSentAt: String,
    failingSince: String,
    lastFailure: part({ at: String, reason: String }),
    disabledAt: String,
  }).index({ tenantId: 1, _id: 1 }),
}

export const WEBHOOK_DELIVERIES: CollectionDefinition = {
  model: 'WebhookDelivery',
  collection: 'webhook_deliveries',
  schema: tenantSchema({
    webhookId: String,
    event: String,
    at: String,
    ids: AnyValue,
    state: String,
    attempt: Number,
    lastFailure: part({ at: String, reason: String }),
    internal: part({ open: Boolean, dueAt: Date, goneAt: Date }),
  })
    .index({ webhookId: 1, 'internal.open': 1, 'internal.dueAt': 1 })
    .index({ tenantId: 1, webhookId: 1, state: 1 })
    .index({ tenantId: 1, webhookId: 1, at: -1, _id: -1 })
    .index({ 'internal.goneAt': 1 }, { expireAfterSeconds: 0 }),
}

const DAY_MS = 24 * 60 * 60_000
const KEPT_MS = { sent: 14 * DAY_MS, dead: 90 * DAY_MS }

export function createMongoWebhooks(database: MongoDatabase): Webhooks {
  const collection = openCollection(database, WEBHOOKS)
  const states = openCollection(database, WEBHOOK_STATES)
  const deliveries = openCollection(database, WEBHOOK_DELIVERIES)
  const { insert, find, save, list } = createMongoRecords<Webhook>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    list: (actor, signal) => list(actor, {}, { name: 1 }, signal),
    async all(signal) {
      const rows = await collection.find({ _id: greaterThan('') }, { _id: 1 }, undefined, signal)
      return rows.map(({ _id, ...fields }) => ({ id: _id, ...fields }) as unknown as Webhook)
    },
    async remove(actor, id, signal) {
      const found = await collection.deleteOne({ _id: id, ...ofTenant(actor) }, signal)
      if (!found) return false
      await states.deleteMany({ _id: id, ...ofTenant(actor) }, signal)
      await deliveries.deleteMany({ webhookId: id, ...ofTenant(actor) }, signal)
      return true
    },
    async replaceSecret({ id, tenantId, secret: before }, secret, signal) {
      await collection.updateOne({ _id: id, tenantId, secret: before }, { $set: { secret } }, signal)
    },
    async states(actor, signal) {
      const rows = await states.find(ofTenant(actor), { _id: 1 }, undefined, signal)
      return rows.map(({ _id, tenantId: _tenant, ...fields }) => {
        return { webhookId: _id, ...fields } as unknown as WebhookState
      })
    },
    async saveState(actor, { webhookId, ...fields }, signal) {
      await database.transactor.inTransaction(async () => {
        await states.deleteMany({ _id: webhookId, ...ofTenant(actor) }, signal)
        await states.insert({ _id: webhookId, tenantId: actor.tenantId, ...fields }, signal)
      }, signal)
    },
  }
}

export function createMongoWebhookDeliveries(database: MongoDatabase): WebhookDeliveries {
  const deliveries = openCollection(database, WEBHOOK_DELIVERIES)
  return {
    async insert(actor, { id, ...fields }, signal) {
      requireOwnTenant(actor, fields.tenantId)
      if ((await deliveries.findOne({ _id: id, ...ofTenant(actor) }, signal)) !== undefined) return
      await deliveries.insert({ _id: id, ...fields, internal: { open: true, dueAt: new Date(0) } }, signal)
    },
    async find(actor, id, signal) {
      const row = await deliveries.findOne({ _id: id, ...ofTenant(actor) }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async ofWebhook(actor, webhookId, limit, signal) {
      const order = { at: -1, _id: -1 } as const
      return (await deliveries.find({ ...ofTenant(actor), webhookId }, order, limit, signal)).map(fromRow)
    },
    countDead: (actor, webhookId, signal) =>
      deliveries.count({ ...ofTenant(actor), webhookId, state: 'dead' }, undefined, signal),
    async claim({ id: webhookId }, leaseMs, signal) {
      const due = { webhookId, 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') }
      const $set = { attempt: { $add: ['$attempt', 1] }, 'internal.dueAt': inDatabaseTime(leaseMs) }
      const row = await deliveries.findAndUpdate(due, [{ $set }], { order: { 'internal.dueAt': 1 } }, signal)
      return row === undefined ? undefined : fromRow(row)
    },
    async settle({ id, tenantId }, state, signal) {
      const $set = { state, 'internal.open': false, 'internal.goneAt': inDatabaseTime(KEPT_MS[state]) }
      await deliveries.updateOne({ _id: id, tenantId }, [{ $set }], signal)
    },
    async retryLater({ id, tenantId }, lastFailure, pauseMs, signal) {
      const $set = { lastFailure, 'internal.dueAt': inDatabaseTime(pauseMs) }
      await deliveries.updateOne({ _id: id, tenantId }, [{ $set }], signal)
    },
    async sendAgain(actor, { id }, signal) {
      const internal = { open: true, dueAt: new Date(0) }
      const $set = { state: 'queued', attempt: 0, internal }
      await deliveries.updateOne({ _id: id, ...ofTenant(actor) }, { $set }, signal)
    },
  }
}

function fromRow({ _id, internal: _internal, ...fields }: Row): WebhookDelivery {
  return { id: _id, ...fields } as unknown as WebhookDelivery
}
