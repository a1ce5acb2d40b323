import type {
  ListWebhookDeliveries,
  SendDeliveryAgain,
  TestWebhook,
} from '../usecases/webhooks/deliveries.ts'
import type {
  AddWebhook,
  ListWebhooks,
  PatchWebhook,
  RemoveWebhook,
  RenewWebhookSecret,
} from '../usecases/webhooks/webhooks.ts'

/** What other systems are told. */
export interface WebhookUseCases {
  readonly listWebhooks: ListWebhooks
  readonly addWebhook: AddWebhook
  readonly patchWebhook: PatchWebhook
  readonly renewWebhookSecret: RenewWebhookSecret
  readonly removeWebhook: RemoveWebhook
  readonly testWebhook: TestWebhook
  readonly listWebhookDeliveries: ListWebhookDeliveries
  readonly sendDeliveryAgain: SendDeliveryAgain
}
