import type { Actor } from '../domain/access/actor.ts'
import type { Webhook, WebhookDelivery, WebhookFault, WebhookState } from '../domain/webhooks/webhook.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`. No two of a tenant have the same name. */
export interface Webhooks extends Repository<Webhook> {
  /** Of the tenant, by name. */
  list(actor: Actor, signal: AbortSignal): Promise<Webhook[]>
  /** Of all tenants, by id: for the machine. */
  all(signal: AbortSignal): Promise<Webhook[]>
  /** Says whether the tenant had one. What waits for it, and what is known of it, goes too. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>
  /** The same secret closed with another key: no change that anybody must see. */
  replaceSecret(webhook: Webhook, secret: string, signal: AbortSignal): Promise<void>
  /** Of the tenant's webhooks. */
  states(actor: Actor, signal: AbortSignal): Promise<WebhookState[]>
  /** Stores or replaces it. Joins the running transaction. */
  saveState(actor: Actor, state: WebhookState, signal: AbortSignal): Promise<void>
}

/** Events on their way. Leases run on database time. */
export interface WebhookDeliveries {
  /** Joins the running transaction. One that is there already stays as it is. */
  insert(actor: Actor, delivery: WebhookDelivery, signal: AbortSignal): Promise<void>
  find(actor: Actor, id: string, signal: AbortSignal): Promise<WebhookDelivery | undefined>
  /** Newest event first; what was sent is kept for two weeks, what was not for three months. */
  ofWebhook(actor: Actor, webhookId: string, limit: number, signal: AbortSignal): Promise<WebhookDelivery[]>
  countDead(actor: Actor, webhookId: string, signal: AbortSignal): Promise<number>
  /** The next of the webhook that is due; its attempt is counted, and nobody else gets it before the lease is over. */
  claim(webhook: Webhook, leaseMs: number, signal: AbortSignal): Promise<WebhookDelivery | undefined>
  settle(delivery: WebhookDelivery, state: 'sent' | 'dead', signal: AbortSignal): Promise<void>
  /** Notes why an attempt has failed, and tries no sooner again. */
  retryLater(
    delivery: WebhookDelivery,
    failure: { readonly at: string; readonly reason: WebhookFault },
    pauseMs: number,
    signal: AbortSignal,
  ): Promise<void>
  /** From the first attempt on, at once. */
  sendAgain(actor: Actor, delivery: WebhookDelivery, signal: AbortSignal): Promise<void>
}
