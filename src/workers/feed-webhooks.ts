import { systemActor } from '../domain/access/actor.ts'
import { deliveryId, toldEvent, type Webhook, type WebhookState } from '../domain/webhooks/webhook.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { Bell } from '../ports/bell.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Transactor } from '../ports/transactor.ts'
import type { WebhookDeliveries, Webhooks } from '../ports/webhooks.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface FeedWebhooksPorts {
  readonly webhooks: Webhooks
  readonly webhookDeliveries: WebhookDeliveries
  readonly auditLog: AuditLog
  readonly transactor: Transactor
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const SPACING = { lookEveryMs: 2_000, apartMs: 500 } as const
const PAUSE_MS = 5_000
const EVENTS_A_READ = 200

/**
 * Follows the chain of each tenant, which is written in the transactions of the changes themselves, and puts what is told
 * to others into their queues. Position and queue move together: nothing is left out, and nothing is queued twice.
 */
export function feedWebhooks(ports: FeedWebhooksPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      let isBehind = false
      for (const webhook of await ports.webhooks.all(signal))
        if (webhook.isActive && (await feedOne(ports, webhook, signal))) isBehind = true
      if (!isBehind) await spaced(ports.bell, SPACING, lookedAtMs, signal)
    },
    async (error) => {
      ports.log.error('webhook-feed-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

/** @returns whether there may be more */
export async function feedOne(
  ports: FeedWebhooksPorts,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<boolean> {
  const { webhooks, webhookDeliveries, auditLog, transactor } = ports
  const actor = systemActor(webhook.tenantId, ports.ids.next())
  const before = await stateOf(ports, webhook, signal)
  const events = await auditLog.events(actor, before.position, EVENTS_A_READ, signal)
  const last = events.at(-1)
  if (last === undefined) return false
  await transactor.inTransaction(async () => {
    const state = await stateOf(ports, webhook, signal)
    // Another process was faster, or an administrator has begun anew.
    if (state.position !== before.position) return
    for (const event of events) {
      const told = toldEvent(event)
      if (told === undefined || !webhook.events.includes(told.event)) continue
      const { tenantId, id: webhookId } = webhook
      const id = deliveryId(webhookId, event.seq)
      const fixed = { id, tenantId, webhookId, at: event.at, state: 'queued', attempt: 0 } as const
      await webhookDeliveries.insert(actor, { ...fixed, ...told }, signal)
    }
    await webhooks.saveState(actor, { ...state, position: last.seq }, signal)
  }, signal)
  ports.bell.ring()
  return events.length === EVENTS_A_READ
}

export async function stateOf(
  { webhooks, ids }: Pick<FeedWebhooksPorts, 'webhooks' | 'ids'>,
  { id, tenantId }: Webhook,
  signal: AbortSignal,
): Promise<WebhookState> {
  const states = await webhooks.states(systemActor(tenantId, ids.next()), signal)
  return states.find(({ webhookId }) => webhookId === id) ?? { webhookId: id, position: 0 }
}
