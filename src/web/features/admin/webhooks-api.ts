import { call } from '../../shared/api/client.ts'
import type {
  WebhookDeliveryList,
  WebhookList,
  WebhookTestView,
  WebhookWithSecret,
} from '../../shared/api/types.ts'

export async function fetchWebhooks(signal: AbortSignal): Promise<WebhookList> {
  return (await call('/webhooks', { signal })) as WebhookList
}

export async function addWebhook(body: unknown): Promise<WebhookWithSecret> {
  return (await call('/webhooks', { method: 'POST', body })) as WebhookWithSecret
}

export async function renewSecret(id: string): Promise<WebhookWithSecret> {
  return (await call(`/webhooks/${id}/secret`, { method: 'POST' })) as WebhookWithSecret
}

export async function testWebhook(id: string): Promise<WebhookTestView> {
  return (await call(`/webhooks/${id}/test`, { method: 'POST' })) as WebhookTestView
}

export async function deleteWebhook(id: string): Promise<void> {
  await call(`/webhooks/${id}`, { method: 'DELETE' })
}

export async function fetchDeliveries(id: string, signal: AbortSignal): Promise<WebhookDeliveryList> {
  return (await call(`/webhooks/${id}/deliveries`, { signal })) as WebhookDeliveryList
}

export async function sendAgain(deliveryId: string): Promise<void> {
  await call(`/webhook-deliveries/${deliveryId}/send-again`, { method: 'POST' })
}
