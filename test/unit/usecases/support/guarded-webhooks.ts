import type { WebhookUseCases } from '../../../../src/http/webhook-use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const INPUT = { name: 'n', url: 'https://x.example', events: ['item.received'] } as const
const needs = ['users:manage'] as const

/** What guards the use cases of webhooks. */
export const GUARDED_WEBHOOKS: Readonly<Record<keyof WebhookUseCases, Guarded>> = {
  listWebhooks: { needs, call: (on, actor) => on.listWebhooks(actor, SIGNAL) },
  addWebhook: { needs, call: (on, actor) => on.addWebhook(actor, INPUT, SIGNAL) },
  patchWebhook: {
    needs,
    call: (on, actor) => on.patchWebhook(actor, { webhookId: 'w', expectedVersion: 1 }, SIGNAL),
  },
  renewWebhookSecret: { needs, call: (on, actor) => on.renewWebhookSecret(actor, 'w', SIGNAL) },
  removeWebhook: { needs, call: (on, actor) => on.removeWebhook(actor, 'w', SIGNAL) },
  testWebhook: { needs, call: (on, actor) => on.testWebhook(actor, 'w', SIGNAL) },
  listWebhookDeliveries: { needs, call: (on, actor) => on.listWebhookDeliveries(actor, 'w', SIGNAL) },
  sendDeliveryAgain: {
    needs,
    call: (on, actor) => on.sendDeliveryAgain(actor, 'd', SIGNAL),
  },
}
