import { systemActor } from '../domain/access/actor.ts'
import { backOffMs } from '../domain/back-off.ts'
import {
  deliveryBody,
  GIVEN_UP_AFTER_MS,
  MAX_WEBHOOK_ATTEMPTS,
  WEBHOOK_BACK_OFF,
  webhookSecretOwner,
  type Webhook,
  type WebhookDelivery,
  type WebhookFault,
} from '../domain/webhooks/webhook.ts'
import type { Clock } from '../ports/clock.ts'
import type { SecretBox } from '../ports/secret-box.ts'
import type { WebhookSender } from '../ports/webhook-sender.ts'
import type { Ledger } from '../usecases/shared/ledger.ts'
import { stateOf, type FeedWebhooksPorts } from './feed-webhooks.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface SendWebhooksPorts extends FeedWebhooksPorts {
  readonly webhookSender: WebhookSender
  readonly secretBox: SecretBox
  readonly ledger: Ledger
  readonly clock: Clock
}

const SPACING = { lookEveryMs: 5_000, apartMs: 500 } as const
const PAUSE_MS = 5_000
/** Longer than any attempt lasts. */
const LEASE_MS = 60_000
/** To one address in a row, before it is looked whether it is still wanted. */
const DELIVERIES_A_TURN = 20

/** Sends what waits, each address in a lane of its own: one that hangs holds up nobody but itself. */
export async function sendWebhooks(ports: SendWebhooksPorts, signal: AbortSignal): Promise<void> {
  const lanes = new Map<string, Promise<void>>()
  await repeat(
    async () => {
      const lookedAtMs = performance.now()
      for (const webhook of await ports.webhooks.all(signal)) {
        const { id, isActive } = webhook
        if (!isActive || lanes.has(id)) continue
        const lane = runLane(ports, webhook, signal).finally(() => lanes.delete(id))
        lanes.set(id, lane)
      }
      await spaced(ports.bell, SPACING, lookedAtMs, signal)
    },
    (error) => noteTrouble(ports, error, signal),
    signal,
  )
  await Promise.all(lanes.values())
}

/** Ends when nothing is due. Never fails: nobody waits for it before the end. */
async function runLane(ports: SendWebhooksPorts, webhook: Webhook, signal: AbortSignal): Promise<void> {
  const actor = systemActor(webhook.tenantId, ports.ids.next())
  try {
    let wanted: Webhook | undefined = webhook
    while (wanted?.isActive === true && (await sendWaiting(ports, wanted, signal)))
      wanted = await ports.webhooks.find(actor, webhook.id, signal)
  } catch (error) {
    if (!signal.aborted) await noteTrouble(ports, error, signal)
  }
}

async function noteTrouble(
  { log, bell }: SendWebhooksPorts,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  log.error('webhooks-failed', { cause: causeOf(error) })
  await bell.wait(PAUSE_MS, signal)
}

/** @returns whether there may be more */
export async function sendWaiting(
  ports: SendWebhooksPorts,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<boolean> {
  for (let sent = 0; sent < DELIVERIES_A_TURN; sent += 1) {
    const delivery = await ports.webhookDeliveries.claim(webhook, LEASE_MS, signal)
    if (delivery === undefined) return false
    const outcome = await attempt(ports, webhook, delivery, signal)
    if (outcome === 'sent') await noteSent(ports, webhook, delivery, signal)
    else if (await noteFailure(ports, webhook, { delivery, reason: outcome }, signal)) return false
  }
  return true
}

async function attempt(
  { secretBox, webhookSender }: SendWebhooksPorts,
  webhook: Webhook,
  delivery: WebhookDelivery,
  signal: AbortSignal,
): Promise<'sent' | WebhookFault> {
  const secret = secretBox.open(webhook.secret, webhookSecretOwner(webhook))
  if (secret === undefined) return 'secret-missing'
  const { id: deliveryId, event } = delivery
  return webhookSender.send(
    { url: webhook.url, secret, deliveryId, event, body: deliveryBody(delivery) },
    signal,
  )
}

async function noteSent(
  ports: SendWebhooksPorts,
  webhook: Webhook,
  delivery: WebhookDelivery,
  signal: AbortSignal,
): Promise<void> {
  const { webhooks, webhookDeliveries, transactor } = ports
  const actor = systemActor(webhook.tenantId, ports.ids.next())
  await transactor.inTransaction(async () => {
    // Removed while it was told: what was known of it has gone with it.
    if ((await webhooks.find(actor, webhook.id, signal)) === undefined) return
    await webhookDeliveries.settle(delivery, 'sent', signal)
    const { failingSince: _failing, ...state } = await stateOf(ports, webhook, signal)
    await webhooks.saveState(actor, { ...state, lastSentAt: ports.clock.now().toISOString() }, signal)
  }, signal)
}

/** @returns whether the webhook was given up, or is there no more */
async function noteFailure(
  ports: SendWebhooksPorts,
  webhook: Webhook,
  { delivery, reason }: { readonly delivery: WebhookDelivery; readonly reason: WebhookFault },
  signal: AbortSignal,
): Promise<boolean> {
  const { webhooks, webhookDeliveries, ledger, log } = ports
  const { tenantId, id: webhookId } = webhook
  const actor = systemActor(tenantId, ports.ids.next())
  const now = ports.clock.now()
  const failure = { at: now.toISOString(), reason }
  log.warn('webhook-failed', { tenantId, webhookId, attempt: delivery.attempt, reason })
  return ledger.change(
    actor,
    async () => {
      const present = await webhooks.find(actor, webhookId, signal)
      if (present === undefined) return { result: true, events: [], changed: [] }
      const pauseMs = backOffMs(delivery.attempt, WEBHOOK_BACK_OFF, ports.ids.random())
      await webhookDeliveries.retryLater(delivery, failure, pauseMs, signal)
      if (delivery.attempt >= MAX_WEBHOOK_ATTEMPTS) await webhookDeliveries.settle(delivery, 'dead', signal)
      const before = await stateOf(ports, webhook, signal)
      const failingSince = before.failingSince ?? failure.at
      const state = { ...before, failingSince, lastFailure: failure }
      const isGivenUp = now.getTime() - new Date(failingSince).getTime() >= GIVEN_UP_AFTER_MS
      if (!isGivenUp || !present.isActive) {
        await webhooks.saveState(actor, state, signal)
        return { result: false, events: [], changed: [] }
      }
      await webhooks.save(actor, { ...present, isActive: false }, signal)
      await webhooks.saveState(actor, { ...state, disabledAt: failure.at }, signal)
      const event = {
        action: 'webhook.disabled',
        object: { kind: 'tenant', id: tenantId },
        changes: { id: { after: webhookId }, reason: { after: reason } },
      } as const
      return { result: true, events: [event], changed: [] }
    },
    signal,
  )
}
