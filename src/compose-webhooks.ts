import type { Platform } from './compose.ts'
import type { WebhookUseCases } from './http/webhook-use-cases.ts'
import {
  createListWebhookDeliveries,
  createSendDeliveryAgain,
  createTestWebhook,
} from './usecases/webhooks/deliveries.ts'
import {
  createAddWebhook,
  createListWebhooks,
  createPatchWebhook,
  createRemoveWebhook,
  createRenewWebhookSecret,
} from './usecases/webhooks/webhooks.ts'

/** What other systems are told. */
export function composeWebhooks(ports: Platform): WebhookUseCases {
  return {
    listWebhooks: createListWebhooks(ports),
    addWebhook: createAddWebhook(ports),
    patchWebhook: createPatchWebhook(ports),
    renewWebhookSecret: createRenewWebhookSecret(ports),
    removeWebhook: createRemoveWebhook(ports),
    testWebhook: createTestWebhook(ports),
    listWebhookDeliveries: createListWebhookDeliveries(ports),
    sendDeliveryAgain: createSendDeliveryAgain(ports),
  }
}
