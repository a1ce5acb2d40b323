import { expect } from 'chai'
import { backOffMs } from '../../../../src/domain/back-off.ts'
import { WebhookEvent as ContractEvents } from '../../../../src/contract/webhooks.ts'
import {
  deliveryBody,
  MAX_WEBHOOK_ATTEMPTS,
  toldEvent,
  WEBHOOK_BACK_OFF,
  WEBHOOK_EVENTS,
  type WebhookDelivery,
} from '../../../../src/domain/webhooks/webhook.ts'

type Told = Parameters<typeof toldEvent>[0]

const item = (action: string, after: Readonly<Record<string, unknown>> = {}): Told => ({
  action,
  object: { kind: 'incoming-item', id: 'i' },
  changes: Object.fromEntries(Object.entries(after).map(([field, value]) => [field, { after: value }])),
})
const file = (action: string, after: Readonly<Record<string, unknown>> = {}): Told => ({
  ...item(action, after),
  object: { kind: 'case-file', id: 'f' },
})

describe('what is told to other systems', function () {
  const target = { orgUnitId: 'u', caseFileId: 'f', assigneeId: 'geheim' }
  const cases: readonly (readonly [string, Told, unknown])[] = [
    [
      'a new item',
      item('item.received', { receiptNumber: 'MU-2026-000001', subject: 'geheim' }),
      'item.received',
    ],
    ['a scan of several letters', item('item.received', { receiptNumber: 'ST-2026-000001/1' }), undefined],
    ['a confirmation that sends on', item('item.confirmed', { state: 'routed', target }), 'item.routed'],
    ['another unit', item('item.routed', { target }), 'item.routed'],
    ['a confirmation alone', item('item.confirmed', { state: 'indexing' }), undefined],
    ['given back to the unit', item('item.released', { state: 'routed' }), undefined],
    ['given to somebody', item('item.assigned', { state: 'routed', target }), undefined],
    ['back in the mailroom', item('item.returned', { state: 'returned' }), 'item.returned'],
    ['filed', item('item.filed', { state: 'filed', caseFileId: 'f' }), 'item.filed'],
    ['into another file', item('item.filed', { caseFileId: 'g' }), 'item.filed'],
    ['done', item('item.marked', { state: 'done' }), 'item.done'],
    ['taken up again', item('item.resumed', { state: 'filed' }), undefined],
    ['destroyed with its file', item('item.disposed', { state: 'done', disposalRun: '1' }), undefined],
    ['a letter of ours', item('item.written', { caseFileId: 'f' }), 'letter.written'],
    ['a new file', file('case-file.opened', { subject: 'geheim' }), 'case-file.opened'],
    ['a closed file', file('case-file.changed', { state: 'closed' }), 'case-file.closed'],
    ['an open file', file('case-file.changed', { state: 'open' }), 'case-file.reopened'],
    ['another subject', file('case-file.changed', { subject: 'geheim' }), undefined],
    ['a session', { ...item('session.opened'), object: { kind: 'session', id: 's' } }, undefined],
  ]
  for (const [name, event, told] of cases) {
    it(`is ${String(told)} of: ${name}`, function () {
      const found = toldEvent(event)
      expect(found?.event).to.equal(told)
      expect(JSON.stringify(found ?? null)).not.to.include('geheim')
    })
  }

  it('names ids only', function () {
    expect(toldEvent(item('item.routed', { target }))?.ids).to.deep.equal({
      itemId: 'i',
      caseFileId: 'f',
      orgUnitId: 'u',
    })
    const told = { id: 'w-1', tenantId: 't', webhookId: 'w', event: 'item.filed', at: 'now' } as const
    const delivery: WebhookDelivery = { ...told, ids: { itemId: 'i' }, state: 'queued', attempt: 3 }
    expect(deliveryBody(delivery)).to.equal('{"id":"w-1","event":"item.filed","at":"now","itemId":"i"}')
  })

  it('is tried for about a day, as people are told', function () {
    let hours = 0
    for (let failures = 1; failures < MAX_WEBHOOK_ATTEMPTS; failures += 1)
      hours += backOffMs(failures, WEBHOOK_BACK_OFF, 0.5) / 3_600_000
    expect(hours).to.be.within(20, 28)
  })

  it('has the same names in the contract', function () {
    expect(ContractEvents.options).to.deep.equal(WEBHOOK_EVENTS)
  })
})
