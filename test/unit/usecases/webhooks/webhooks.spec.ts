import { expect } from 'chai'
import {
  MAX_WEBHOOK_ATTEMPTS,
  type Webhook,
  type WebhookFault,
} from '../../../../src/domain/webhooks/webhook.ts'
import type { WebhookRequest, WebhookSender } from '../../../../src/ports/webhook-sender.ts'
import { createCloseSecrets } from '../../../../src/usecases/access/close-secrets.ts'
import {
  createListWebhookDeliveries,
  createSendDeliveryAgain,
  createTestWebhook,
} from '../../../../src/usecases/webhooks/deliveries.ts'
import {
  createAddWebhook,
  createListWebhooks,
  createPatchWebhook,
  createRemoveWebhook,
  createRenewWebhookSecret,
} from '../../../../src/usecases/webhooks/webhooks.ts'
import { createSecretBox } from '../../../../src/adapters/system/secret-box.ts'
import { feedOne } from '../../../../src/workers/feed-webhooks.ts'
import { sendWaiting, sendWebhooks } from '../../../../src/workers/send-webhooks.ts'
import { SILENT_LOG } from '../../../support/silent-log.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { aLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const ADA = person('ada')
const INPUT = {
  name: 'Fachverfahren',
  url: 'https://fach.example/hook',
  events: ['item.received', 'case-file.opened'],
} as const

let mailroom: Mailroom
let sent: WebhookRequest[]
let outcome: 'sent' | WebhookFault

function ports() {
  const webhookSender: WebhookSender = {
    mayReach: (url) => url.startsWith('https:'),
    send: async (request) => {
      sent.push(request)
      return outcome
    },
  }
  return { ...mailroom, webhookSender, log: SILENT_LOG }
}

beforeEach(async function () {
  mailroom = await openMailroom()
  sent = []
  outcome = 'sent'
})

const added = async (): Promise<Webhook> => (await createAddWebhook(ports())(ADA, INPUT, SIGNAL)).webhook
const listed = async () => (await createListWebhooks(mailroom)(ADA, SIGNAL))[0]
const deliveriesOf = ({ id }: Webhook) => createListWebhookDeliveries(mailroom)(ADA, id, SIGNAL)
const present = async ({ id }: Webhook): Promise<Webhook> => {
  const found = await mailroom.webhooks.find(mailroom.machine, id, SIGNAL)
  if (found === undefined) throw new Error('It is gone.')
  return found
}

function aLatch(): { readonly reached: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const reached = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    reached,
    open() {
      open()
    },
  }
}

describe('a webhook', function () {
  it('is told what happens from then on, each event once, signed with its own secret', async function () {
    await aLetter(mailroom)
    const { webhook, secret } = await createAddWebhook(ports())(ADA, INPUT, SIGNAL)
    expect(secret).to.match(/^[0-9a-f]{64}$/)
    expect(webhook.secret).not.to.include(secret)
    const { item } = await aLetter(mailroom)
    const file = await aSocialFile(mailroom, person('clara'))
    await feedOne(ports(), webhook, SIGNAL)
    await feedOne(ports(), webhook, SIGNAL)
    await sendWaiting(ports(), webhook, SIGNAL)
    expect(sent.map(({ body }) => JSON.parse(body) as unknown)).to.deep.equal(
      sent.map(({ deliveryId, event }, index) => ({
        id: deliveryId,
        event,
        at: (JSON.parse(sent[index]?.body ?? '') as { at: string }).at,
        ...(event === 'item.received' ? { itemId: item.id } : { caseFileId: file.id }),
      })),
    )
    expect(sent.map(({ event }) => event).sort()).to.deep.equal(['case-file.opened', 'item.received'])
    expect(new Set(sent.map((request) => request.secret))).to.deep.equal(new Set([secret]))
    expect((await deliveriesOf(webhook)).map(({ state }) => state)).to.deep.equal(['sent', 'sent'])
    expect((await listed())?.state).to.have.property('lastSentAt')
  })

  it('is told again later what did not get through, and shows what was given up', async function () {
    const webhook = await added()
    await aLetter(mailroom)
    await feedOne(ports(), webhook, SIGNAL)
    outcome = 'server-error'
    for (let attempt = 1; attempt <= MAX_WEBHOOK_ATTEMPTS; attempt += 1) {
      await sendWaiting(ports(), webhook, SIGNAL)
      expect(sent).to.have.lengthOf(attempt)
      await sendWaiting(ports(), webhook, SIGNAL)
      expect(sent, 'not before the pause is over').to.have.lengthOf(attempt)
      mailroom.clock.advance(4 * 60 * 60_000)
    }
    await sendWaiting(ports(), webhook, SIGNAL)
    expect(sent).to.have.lengthOf(MAX_WEBHOOK_ATTEMPTS)
    expect(new Set(sent.map(({ deliveryId }) => deliveryId))).to.have.lengthOf(1)
    const [dead] = await deliveriesOf(webhook)
    expect(dead).to.include({ state: 'dead', attempt: MAX_WEBHOOK_ATTEMPTS })
    expect(dead?.lastFailure?.reason).to.equal('server-error')
    expect((await listed())?.deadCount).to.equal(1)
    outcome = 'sent'
    const again = createSendDeliveryAgain(mailroom)
    await again(ADA, dead?.id ?? '', SIGNAL)
    await expectFailure(again(ADA, dead?.id ?? '', SIGNAL), 'state-conflict')
    await expectFailure(again(ADA, 'none', SIGNAL), 'not-found')
    await sendWaiting(ports(), webhook, SIGNAL)
    expect((await deliveriesOf(webhook))[0]).to.include({ state: 'sent', attempt: 1 })
    expect((await listed())?.state).not.to.have.property('failingSince')
  })

  it('is switched off when nothing gets through for three days, and begins anew when it is switched on', async function () {
    const webhook = await added()
    outcome = 'unreachable'
    for (let day = 0; day <= 3; day += 1) {
      await aLetter(mailroom)
      await feedOne(ports(), webhook, SIGNAL)
      await sendWaiting(ports(), webhook, SIGNAL)
      mailroom.clock.advance(24 * 60 * 60_000)
    }
    const off = await present(webhook)
    expect(off.isActive).to.equal(false)
    expect((await listed())?.state).to.have.property('disabledAt')
    const events = await mailroom.auditLog.events(mailroom.machine, 0, 1_000, SIGNAL)
    expect(events.map(({ action }) => action)).to.include('webhook.disabled')
    await aLetter(mailroom)
    const before = (await deliveriesOf(webhook)).length
    const change = { webhookId: off.id, expectedVersion: off.version, isActive: true }
    const on = await createPatchWebhook(ports())(ADA, change, SIGNAL)
    await feedOne(ports(), on, SIGNAL)
    expect(await deliveriesOf(webhook)).to.have.lengthOf(before)
    expect((await listed())?.state).not.to.have.any.keys('disabledAt', 'failingSince')
  })

  it('is held up by no other address that hangs', async function () {
    const hanging = await added()
    const { webhook } = await createAddWebhook(ports())(
      ADA,
      { ...INPUT, name: 'Anderes', url: 'https://anderes.example/hook' },
      SIGNAL,
    )
    const told = async (): Promise<void> => {
      await aLetter(mailroom)
      for (const one of [hanging, webhook]) await feedOne(ports(), one, SIGNAL)
    }
    const stopper = new AbortController()
    const [hung, first, second] = [aLatch(), aLatch(), aLatch()]
    const arrivals = [first, second]
    const webhookSender: WebhookSender = {
      mayReach: () => true,
      async send({ url }, signal) {
        if (url === webhook.url) {
          arrivals.shift()?.open()
          return 'sent'
        }
        hung.open()
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('ended'))
          })
        })
      },
    }
    await told()
    const running = sendWebhooks({ ...ports(), webhookSender }, stopper.signal)
    await Promise.all([hung.reached, first.reached])
    await told()
    await second.reached
    stopper.abort()
    await running
  })

  it('leaves nothing behind when it is removed while it is told', async function () {
    for (const answer of ['sent', 'timeout'] as const) {
      const webhook = await added()
      await aLetter(mailroom)
      await feedOne(ports(), webhook, SIGNAL)
      const webhookSender: WebhookSender = {
        mayReach: () => true,
        async send() {
          await createRemoveWebhook(mailroom)(ADA, webhook.id, SIGNAL)
          return answer
        },
      }
      await sendWaiting({ ...ports(), webhookSender }, webhook, SIGNAL)
      expect(await mailroom.webhooks.states(mailroom.machine, SIGNAL), answer).to.deep.equal([])
    }
  })

  it('is refused at an address without encryption, and changed by who has seen it', async function () {
    const plain = { ...INPUT, url: 'http://fach.example/' }
    await expectFailure(createAddWebhook(ports())(ADA, plain, SIGNAL), 'validation-failed')
    const { id } = await added()
    const patch = createPatchWebhook(ports())
    const wrong = { webhookId: id, expectedVersion: 1, url: plain.url }
    await expectFailure(patch(ADA, wrong, SIGNAL), 'validation-failed')
    await expectFailure(patch(ADA, { webhookId: id, expectedVersion: 9 }, SIGNAL), 'version-mismatch')
    await createRemoveWebhook(mailroom)(ADA, id, SIGNAL)
    await expectFailure(createRemoveWebhook(mailroom)(ADA, id, SIGNAL), 'not-found')
  })

  it('is tried at once, and signs with a new secret from then on', async function () {
    const webhook = await added()
    const trial = createTestWebhook(ports())
    outcome = 'timeout'
    expect(await trial(ADA, webhook.id, SIGNAL)).to.equal('timeout')
    const { secret } = await createRenewWebhookSecret(mailroom)(ADA, webhook.id, SIGNAL)
    outcome = 'sent'
    expect(await trial(ADA, webhook.id, SIGNAL)).to.equal('sent')
    expect(sent.map(({ event }) => event)).to.deep.equal(['ping', 'ping'])
    expect(sent[1]?.secret).to.equal(secret)
    expect(sent[0]?.secret).not.to.equal(secret)
    const secretBox = createSecretBox('another key of the tests', 'the key of the tests')
    await createCloseSecrets({ ...ports(), secretBox })(SIGNAL)
    const renewed = createTestWebhook({ ...ports(), secretBox: createSecretBox('another key of the tests') })
    expect(await renewed(ADA, webhook.id, SIGNAL)).to.equal('sent')
    expect(sent[2]?.secret).to.equal(secret)
    const keyless = createTestWebhook({ ...ports(), secretBox: createSecretBox('no key of the tests') })
    expect(await keyless(ADA, webhook.id, SIGNAL)).to.equal('secret-missing')
  })
})
