import { z } from 'zod'
import { Id, Instant, Line } from './primitives.ts'

export const WebhookEvent = z.enum([
  'item.received',
  'item.routed',
  'item.returned',
  'item.filed',
  'item.done',
  'letter.written',
  'case-file.opened',
  'case-file.closed',
  'case-file.reopened',
])
export type WebhookEvent = z.infer<typeof WebhookEvent>
export const WebhookFault = z.enum([
  'address-not-allowed',
  'unreachable',
  'timeout',
  'redirect',
  'refused',
  'server-error',
  'secret-missing',
])
const Failure = z.strictObject({ at: Instant, reason: WebhookFault })

const fields = {
  name: Line.max(100),
  url: z.url({ protocol: /^https?$/ }).max(500),
  events: z
    .array(WebhookEvent)
    .min(1)
    .refine((events) => new Set(events).size === events.length),
}
export const AddWebhookRequest = z.strictObject(fields)
export const PatchWebhookRequest = z.strictObject({ ...fields, isActive: z.boolean() }).partial()

/** ETag is the quoted `version`. */
export const WebhookView = z.strictObject({
  id: Id,
  name: z.string(),
  url: z.string(),
  events: z.array(WebhookEvent),
  isActive: z.boolean(),
  createdAt: Instant,
  lastSentAt: Instant.nullable(),
  /** Nothing has come through since. */
  failingSince: Instant.nullable(),
  lastFailure: Failure.nullable(),
  /** Given up after long failure, until an administrator switches it on again. */
  disabledAt: Instant.nullable(),
  /** Deliveries that were given up. */
  deadCount: z.number().int(),
  version: z.number().int(),
})
export type WebhookView = z.infer<typeof WebhookView>
export const WebhookList = z.strictObject({ items: z.array(WebhookView) })
export type WebhookList = z.infer<typeof WebhookList>
/** The secret is shown this once. */
export const WebhookWithSecret = z.strictObject({ id: Id, secret: z.string() })
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>
export const WebhookParams = z.strictObject({ webhookId: Id })
export const WebhookTestView = z.strictObject({ result: z.enum(['sent', ...WebhookFault.options]) })
export type WebhookTestView = z.infer<typeof WebhookTestView>

export const WebhookDeliveryView = z.strictObject({
  id: Id,
  event: WebhookEvent,
  at: Instant,
  state: z.enum(['queued', 'sent', 'dead']),
  attempt: z.number().int(),
  lastFailure: Failure.nullable(),
})
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>
export const WebhookDeliveryList = z.strictObject({ items: z.array(WebhookDeliveryView) })
export type WebhookDeliveryList = z.infer<typeof WebhookDeliveryList>
export const WebhookDeliveryParams = z.strictObject({ deliveryId: Id })
