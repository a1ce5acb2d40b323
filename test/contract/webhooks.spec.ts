import { expect } from 'chai'
import type { Webhook, WebhookDelivery } from '../../src/domain/webhooks/webhook.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const AT = '2026-03-02T08:00:00.000Z'
const HOUR_MS = 3_600_000

function webhookOf(tenantId: string, name = 'Fachverfahren'): Webhook {
  const there = { url: 'https://x.example/', secret: 'closed', events: ['item.received'] as const }
  return { id: newId(), tenantId, name, ...there, isActive: true, createdAt: AT, version: 1 }
}

function deliveryOf({ id: webhookId, tenantId }: Webhook, seq: number, at = AT): WebhookDelivery {
  const told = { event: 'item.received', at, ids: { itemId: 'i', orgUnitId: 'u' } } as const
  return { id: `${webhookId}-${seq}`, tenantId, webhookId, ...told, state: 'queued', attempt: 0 }
}

describeStorage('webhooks', function (stores) {
  it('keep every part in their tenant, with how far they are, and go with what waits', async function () {
    const { webhooks, webhookDeliveries: deliveries } = stores
    const { id, machine } = newTenant()
    const other = newTenant()
    const webhook = webhookOf(id)
    await webhooks.insert(machine, webhook, signal)
    await webhooks.insert(other.machine, webhookOf(other.id), signal)
    expect(await codeOf(webhooks.insert(machine, webhookOf(id), signal))).to.equal('already-exists')
    expect(await webhooks.list(machine, signal)).to.deep.equal([webhook])
    expect((await webhooks.all(signal)).filter(({ tenantId }) => tenantId === id)).to.deep.equal([webhook])
    await webhooks.replaceSecret({ ...webhook, secret: 'other' }, 'wrong', signal)
    await webhooks.replaceSecret(webhook, 'anew', signal)
    const kept = { ...webhook, secret: 'anew' }
    expect(await webhooks.find(machine, webhook.id, signal)).to.deep.equal(kept)
    const lastFailure = { at: AT, reason: 'timeout' } as const
    const state = { webhookId: webhook.id, position: 7, failingSince: AT, lastFailure, disabledAt: AT }
    await webhooks.saveState(machine, state, signal)
    expect(await webhooks.states(machine, signal)).to.deep.equal([state])
    await webhooks.saveState(machine, { webhookId: webhook.id, position: 8 }, signal)
    expect(await webhooks.states(machine, signal)).to.deep.equal([{ webhookId: webhook.id, position: 8 }])
    expect(await webhooks.states(other.machine, signal)).to.deep.equal([])
    await deliveries.insert(machine, deliveryOf(webhook, 1), signal)
    expect(await webhooks.remove(other.machine, webhook.id, signal)).to.equal(false)
    expect(await webhooks.remove(machine, webhook.id, signal)).to.equal(true)
    expect(await webhooks.states(machine, signal)).to.deep.equal([])
    expect(await deliveries.ofWebhook(machine, webhook.id, 9, signal)).to.deep.equal([])
  })

  it('have deliveries that are handed out one by one until they are settled, and again when asked', async function () {
    const { webhookDeliveries: deliveries } = stores
    const { id, machine } = newTenant()
    const webhook = webhookOf(id)
    const neighbour = webhookOf(id, 'Anderes')
    const first = deliveryOf(webhook, 1)
    await deliveries.insert(machine, first, signal)
    await deliveries.insert(machine, { ...first, attempt: 5 }, signal)
    expect(await deliveries.claim(neighbour, HOUR_MS, signal)).to.equal(undefined)
    expect(await deliveries.claim(webhook, HOUR_MS, signal)).to.deep.equal({ ...first, attempt: 1 })
    expect(await deliveries.claim(webhook, HOUR_MS, signal)).to.equal(undefined)
    const lastFailure = { at: AT, reason: 'refused' } as const
    await deliveries.retryLater(first, lastFailure, 0, signal)
    expect(await deliveries.claim(webhook, 0, signal)).to.deep.equal({ ...first, lastFailure, attempt: 2 })
    await deliveries.settle(first, 'dead', signal)
    expect(await deliveries.claim(webhook, HOUR_MS, signal)).to.equal(undefined)
    expect(await deliveries.countDead(machine, webhook.id, signal)).to.equal(1)
    expect(await deliveries.countDead(newTenant().machine, webhook.id, signal)).to.equal(0)
    expect(await deliveries.find(machine, first.id, signal)).to.include({ state: 'dead', attempt: 2 })
    expect(await deliveries.find(newTenant().machine, first.id, signal)).to.equal(undefined)
    await deliveries.sendAgain(machine, first, signal)
    expect(await deliveries.claim(webhook, HOUR_MS, signal)).to.include({ state: 'queued', attempt: 1 })
    await deliveries.settle(first, 'sent', signal)
    await deliveries.insert(machine, deliveryOf(webhook, 2, '2026-03-03T08:00:00.000Z'), signal)
    const listed = await deliveries.ofWebhook(machine, webhook.id, 9, signal)
    expect(listed.map(({ id: one, state }) => [one, state])).to.deep.equal([
      [`${webhook.id}-2`, 'queued'],
      [`${webhook.id}-1`, 'sent'],
    ])
    expect(await deliveries.ofWebhook(machine, webhook.id, 1, signal)).to.have.lengthOf(1)
  })
})
