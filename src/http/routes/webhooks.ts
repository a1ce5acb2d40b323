import {
  AddWebhookRequest,
  PatchWebhookRequest,
  WebhookDeliveryList,
  WebhookDeliveryParams,
  WebhookList,
  WebhookParams,
  WebhookTestView,
  WebhookView,
  WebhookWithSecret,
} from '../../contract/webhooks.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { presentDelivery, presentWebhook } from '../presenters/webhooks.ts'
import { route, type Route } from '../route.ts'
import type { WebhookUseCases } from '../webhook-use-cases.ts'

/** Other systems that are told what happens. */
export function webhookRoutes(useCases: WebhookUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/webhooks',
      operationId: 'listWebhooks',
      summary: 'Other systems that are told what happens, and how it stands with them',
      tag: 'Organisation',
      access: 'users:manage',
      success: { status: 200, description: 'Of the tenant, by name', body: WebhookList },
      async handle({ actor, signal }) {
        const listed = await useCases.listWebhooks(actor, signal)
        return {
          body: {
            items: listed.map(({ webhook, state, deadCount }) => presentWebhook(webhook, state, deadCount)),
          },
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/webhooks',
      operationId: 'addWebhook',
      summary: 'Tells another system what happens from now on; the secret that signs is shown once',
      tag: 'Organisation',
      access: 'users:manage',
      body: AddWebhookRequest,
      success: { status: 201, description: 'Its id and secret', body: WebhookWithSecret },
      async handle({ actor, body, signal }) {
        const { webhook, secret } = await useCases.addWebhook(actor, body, signal)
        return { body: { id: webhook.id, secret } }
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/webhooks/{webhookId}',
      operationId: 'patchWebhook',
      summary: 'Changes a webhook, or switches it off and on',
      tag: 'Organisation',
      access: 'users:manage',
      ifMatch: 'required',
      params: WebhookParams,
      body: PatchWebhookRequest,
      success: { status: 200, description: 'The changed record', body: WebhookView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...given(body), ...params, expectedVersion }
        return tagged(presentWebhook(await useCases.patchWebhook(actor, input, signal)))
      },
    }),
    ...stepRoutes(useCases),
    ...deliveryRoutes(useCases),
  ]
}

function stepRoutes({ renewWebhookSecret, testWebhook, removeWebhook }: WebhookUseCases): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/webhooks/{webhookId}/secret',
      operationId: 'renewWebhookSecret',
      summary: 'A new secret, shown once; the one before signs nothing any more',
      tag: 'Organisation',
      access: 'users:manage',
      params: WebhookParams,
      success: { status: 200, description: 'The secret', body: WebhookWithSecret },
      async handle({ actor, params, signal }) {
        const { webhook, secret } = await renewWebhookSecret(actor, params.webhookId, signal)
        return { body: { id: webhook.id, secret } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/webhooks/{webhookId}/test',
      operationId: 'testWebhook',
      summary: 'Sends a signed event `ping` at once',
      tag: 'Organisation',
      access: 'users:manage',
      params: WebhookParams,
      success: { status: 200, description: 'What became of it', body: WebhookTestView },
      async handle({ actor, params, signal }) {
        return { body: { result: await testWebhook(actor, params.webhookId, signal) } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/webhooks/{webhookId}',
      operationId: 'removeWebhook',
      summary: 'Removes a webhook with what waits for it',
      tag: 'Organisation',
      access: 'users:manage',
      params: WebhookParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await removeWebhook(actor, params.webhookId, signal)
        return undefined
      },
    }),
  ]
}

function deliveryRoutes({ listWebhookDeliveries, sendDeliveryAgain }: WebhookUseCases): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/webhooks/{webhookId}/deliveries',
      operationId: 'listWebhookDeliveries',
      summary: 'What was sent to a webhook, waits, or was given up; the newest hundred',
      tag: 'Organisation',
      access: 'users:manage',
      params: WebhookParams,
      success: { status: 200, description: 'The newest first', body: WebhookDeliveryList },
      async handle({ actor, params, signal }) {
        const found = await listWebhookDeliveries(actor, params.webhookId, signal)
        return { body: { items: found.map(presentDelivery) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/webhook-deliveries/{deliveryId}/send-again',
      operationId: 'sendDeliveryAgain',
      summary: 'Sends what was given up, or was sent before, once more',
      tag: 'Organisation',
      access: 'users:manage',
      params: WebhookDeliveryParams,
      success: { status: 204, description: 'It waits to be sent' },
      async handle({ actor, params, signal }) {
        await sendDeliveryAgain(actor, params.deliveryId, signal)
        return undefined
      },
    }),
  ]
}
