import type { Webhook, WebhookDelivery, WebhookState } from '../../../src/domain/webhooks/webhook.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { WebhookDeliveries, Webhooks } from '../../../src/ports/webhooks.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, frozenCopy, requireOwnTenant } from './records.ts'

const WEBHOOKS = 'webhooks'
const STATES = 'webhook-states'
const DELIVERIES = 'webhook-deliveries'

interface StateRow {
  readonly tenantId: string
  readonly state: WebhookState
}

interface DeliveryRow {
  readonly delivery: WebhookDelivery
  readonly isOpen: boolean
  readonly dueAtMs: number
}

export function createMemoryWebhooks(database: MemoryDatabase): Webhooks {
  const { visible, ...records } = createMemoryRecords<Webhook>(database, {
    name: WEBHOOKS,
    unique: ({ tenantId, name }) => `${tenantId}/${name}`,
  })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => (left.name < right.name ? -1 : 1))
    },
    async all(signal) {
      signal.throwIfAborted()
      return [...database.read<Webhook>(WEBHOOKS).values()].sort((left, right) =>
        left.id < right.id ? -1 : 1,
      )
    },
    remove: (actor, id, signal) =>
      database.write(signal, (table) => {
        if (!table(WEBHOOKS).delete(`${actor.tenantId}/${id}`)) return false
        table(STATES).delete(id)
        for (const [key, { delivery }] of table<DeliveryRow>(DELIVERIES))
          if (delivery.webhookId === id) table(DELIVERIES).delete(key)
        return true
      }),
    async replaceSecret({ id, tenantId, secret: before }, secret, signal) {
      await database.write(signal, (table) => {
        const webhook = table<Webhook>(WEBHOOKS).get(`${tenantId}/${id}`)
        if (webhook?.secret === before) table(WEBHOOKS).set(`${tenantId}/${id}`, { ...webhook, secret })
      })
    },
    async states({ tenantId }, signal) {
      signal.throwIfAborted()
      const rows = [...database.read<StateRow>(STATES).values()]
      return rows.filter((row) => row.tenantId === tenantId).map(({ state }) => state)
    },
    async saveState({ tenantId }, state, signal) {
      await database.write(signal, (table) => {
        table(STATES).set(state.webhookId, { tenantId, state: frozenCopy(state) })
      })
    },
  }
}

export function createMemoryWebhookDeliveries(database: MemoryDatabase, clock: Clock): WebhookDeliveries {
  const nowMs = (): number => clock.now().getTime()
  const rowsOf = (tenantId: string, webhookId: string): WebhookDelivery[] =>
    [...database.read<DeliveryRow>(DELIVERIES).values()]
      .map(({ delivery }) => delivery)
      .filter((one) => one.tenantId === tenantId && one.webhookId === webhookId)
  const change = (
    { id }: WebhookDelivery,
    next: (row: DeliveryRow) => DeliveryRow,
    signal: AbortSignal,
  ): Promise<void> =>
    database.write(signal, (table) => {
      const row = table<DeliveryRow>(DELIVERIES).get(id)
      if (row !== undefined) table(DELIVERIES).set(id, next(row))
    })
  const newness = ({ at, id }: WebhookDelivery): string => `${at} ${id}`
  return {
    async insert(actor, delivery, signal) {
      requireOwnTenant(actor, delivery.tenantId)
      await database.write(signal, (table) => {
        if (table(DELIVERIES).has(delivery.id)) return
        table(DELIVERIES).set(delivery.id, { delivery: frozenCopy(delivery), isOpen: true, dueAtMs: 0 })
      })
    },
    async find({ tenantId }, id, signal) {
      signal.throwIfAborted()
      const found = database.read<DeliveryRow>(DELIVERIES).get(id)?.delivery
      return found?.tenantId === tenantId ? found : undefined
    },
    async ofWebhook({ tenantId }, webhookId, limit, signal) {
      signal.throwIfAborted()
      return rowsOf(tenantId, webhookId)
        .sort((left, right) => (newness(left) < newness(right) ? 1 : -1))
        .slice(0, limit)
    },
    async countDead({ tenantId }, webhookId, signal) {
      signal.throwIfAborted()
      return rowsOf(tenantId, webhookId).filter(({ state }) => state === 'dead').length
    },
    claim: (webhook, leaseMs, signal) =>
      database.write(signal, (table) => {
        const [row] = [...table<DeliveryRow>(DELIVERIES).values()]
          .filter(
            ({ delivery, isOpen, dueAtMs }) =>
              delivery.webhookId === webhook.id && isOpen && dueAtMs <= nowMs(),
          )
          .sort((left, right) => left.dueAtMs - right.dueAtMs)
        if (row === undefined) return undefined
        const delivery = { ...row.delivery, attempt: row.delivery.attempt + 1 }
        table(DELIVERIES).set(delivery.id, { ...row, delivery, dueAtMs: nowMs() + leaseMs })
        return delivery
      }),
    settle: (delivery, state, signal) =>
      change(delivery, (row) => ({ ...row, isOpen: false, delivery: { ...row.delivery, state } }), signal),
    retryLater: (delivery, lastFailure, pauseMs, signal) =>
      change(
        delivery,
        (row) => ({ ...row, dueAtMs: nowMs() + pauseMs, delivery: { ...row.delivery, lastFailure } }),
        signal,
      ),
    sendAgain: (_actor, delivery, signal) =>
      change(
        delivery,
        (row) => ({ isOpen: true, dueAtMs: 0, delivery: { ...row.delivery, state: 'queued', attempt: 0 } }),
        signal,
      ),
  }
}
