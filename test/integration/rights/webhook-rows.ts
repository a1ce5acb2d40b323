import { ADMIN } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** Of other systems that are told what happens. */
export const WEBHOOK_POLICY: Readonly<Record<string, Row>> = {
  listWebhooks: { who: ADMIN, ok: [200] },
  addWebhook: {
    who: ADMIN,
    ok: [422],
    body: () => ({ name: 'n', url: 'http://hooks.invalid/', events: ['item.received'] }),
  },
  patchWebhook: { who: ADMIN, object: 'webhook', ok: STALE, body: () => ({ name: 'neu' }) },
  renewWebhookSecret: { who: ADMIN, object: 'webhook', ok: [200] },
  testWebhook: { who: ADMIN, object: 'webhook', ok: [200] },
  listWebhookDeliveries: { who: ADMIN, object: 'webhook', ok: [200] },
  // Its webhook is off, so that nothing is sent; who asks twice is told that it waits.
  sendDeliveryAgain: { who: ADMIN, object: 'webhook-delivery', ok: [204, 409] },
  removeWebhook: { who: ADMIN, object: 'spare-webhook', ok: [204] },
}
