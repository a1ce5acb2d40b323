import type { WebhookDeliveryView, WebhookView } from '../../contract/webhooks.ts'
import type { Webhook, WebhookDelivery, WebhookState } from '../../domain/webhooks/webhook.ts'
import type { Presented } from '../route.ts'

/** The secret stays inside, also closed. */
export function presentWebhook(
  { id, name, url, events, isActive, createdAt, version }: Webhook,
  state?: WebhookState,
  deadCount = 0,
): Presented<WebhookView> {
  const { lastSentAt, failingSince, lastFailure, disabledAt } = state ?? {}
  return {
    id,
    name,
    url,
    events,
    isActive,
    createdAt,
    lastSentAt: lastSentAt ?? null,
    failingSince: failingSince ?? null,
    lastFailure: lastFailure ?? null,
    disabledAt: disabledAt ?? null,
    deadCount,
    version,
  }
}

export function presentDelivery(delivery: WebhookDelivery): Presented<WebhookDeliveryView> {
  const { id, event, at, state, attempt, lastFailure } = delivery
  return { id, event, at, state, attempt, lastFailure: lastFailure ?? null }
}
