import type { WebhookFault } from '../domain/webhooks/webhook.ts'

export interface WebhookRequest {
  readonly url: string
  /** In clear. */
  readonly secret: string
  /** The same for each attempt, so that a receiver knows it again. */
  readonly deliveryId: string
  readonly event: string
  readonly body: string
}

/** Tells another system what has happened; what came of it is no error. */
export interface WebhookSender {
  /** Whether the address is one that may be asked at all, as far as it tells by itself. */
  mayReach(url: string): boolean
  send(request: WebhookRequest, signal: AbortSignal): Promise<'sent' | WebhookFault>
}
