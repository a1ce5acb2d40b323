import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { webhookSecretOwner, type WebhookDelivery, type WebhookFault } from '../../domain/webhooks/webhook.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { WebhookDeliveries, Webhooks } from '../../ports/webhooks.ts'
import type { WebhookSender } from '../../ports/webhook-sender.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'
import { MailroomError } from '../../domain/errors.ts'

interface Ports {
  readonly webhooks: Webhooks
  readonly webhookDeliveries: WebhookDeliveries
}

const SHOWN_DELIVERIES = 100

/** The newest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListWebhookDeliveries = (
  actor: Actor,
  webhookId: string,
  signal: AbortSignal,
) => Promise<readonly WebhookDelivery[]>

export function createListWebhookDeliveries({ webhooks, webhookDeliveries }: Ports): ListWebhookDeliveries {
  return async function listWebhookDeliveries(actor, webhookId, signal) {
    requirePermission(actor, 'users:manage')
    required(await webhooks.find(actor, webhookId, signal))
    return webhookDeliveries.ofWebhook(actor, webhookId, SHOWN_DELIVERIES, signal)
  }
}

/** What was given up, or was sent before, once more. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` while it waits */
export type SendDeliveryAgain = (actor: Actor, deliveryId: string, signal: AbortSignal) => Promise<void>

export function createSendDeliveryAgain(
  ports: Pick<Ports, 'webhookDeliveries'> & { readonly ledger: Ledger },
): SendDeliveryAgain {
  return async function sendDeliveryAgain(actor, deliveryId, signal) {
    requirePermission(actor, 'users:manage')
    await ports.ledger.change(
      actor,
      async () => {
        const delivery = required(await ports.webhookDeliveries.find(actor, deliveryId, signal))
        if (delivery.state === 'queued')
          throw new MailroomError('state-conflict', 'This delivery waits to be sent already.')
        await ports.webhookDeliveries.sendAgain(actor, delivery, signal)
        const event = {
          action: 'webhook.sent-again',
          object: { kind: 'tenant', id: actor.tenantId },
          changes: { delivery: { after: deliveryId } },
        } as const
        return { result: undefined, events: [event], changed: [] }
      },
      signal,
    )
  }
}

/** Sends a signed event `ping` at once. @throws {MailroomError} `forbidden`, `not-found` */
export type TestWebhook = (
  actor: Actor,
  webhookId: string,
  signal: AbortSignal,
) => Promise<'sent' | WebhookFault>

export function createTestWebhook(ports: {
  readonly webhooks: Webhooks
  readonly webhookSender: WebhookSender
  readonly secretBox: SecretBox
  readonly clock: Clock
  readonly ids: IdGenerator
}): TestWebhook {
  return async function testWebhook(actor, webhookId, signal) {
    requirePermission(actor, 'users:manage')
    const webhook = required(await ports.webhooks.find(actor, webhookId, signal))
    const secret = ports.secretBox.open(webhook.secret, webhookSecretOwner(webhook))
    if (secret === undefined) return 'secret-missing'
    const id = ports.ids.next()
    const body = JSON.stringify({ id, event: 'ping', at: ports.clock.now().toISOString() })
    const request = { url: webhook.url, secret, deliveryId: id, event: 'ping', body }
    return ports.webhookSender.send(request, signal)
  }
}
