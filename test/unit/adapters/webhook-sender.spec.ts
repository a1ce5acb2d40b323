import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createWebhookSender, webhookSignature } from '../../../src/adapters/undici/webhook-sender.ts'

const SIGNAL = new AbortController().signal
const NOW_MS = 1_772_000_000_123
const REQUEST = { secret: 'geheim', deliveryId: 'w-1', event: 'item.received', body: '{"id":"w-1"}' }

/** As the handbook shows it to whoever receives. */
function isGenuine(secret: string, header: string, body: string, nowSeconds: number): boolean {
  const [, time = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (Math.abs(nowSeconds - Number(time)) > 300) return false
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest()
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'))
}

describe('the sender of webhooks', function () {
  let server: Server
  let host: string
  let status: number
  const seen: { readonly request: IncomingMessage; readonly body: string }[] = []

  before(async function () {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => {
        body += part.toString()
      })
      request.on('end', () => {
        seen.push({ request, body })
        response.writeHead(status, { location: '/elsewhere' }).end('x'.repeat(100_000))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async function () {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  beforeEach(function () {
    seen.length = 0
    status = 204
  })

  const sender = (allowedHosts: readonly string[]) =>
    createWebhookSender({ allowedHosts, nowMs: () => NOW_MS })

  it('signs time and body, so that a receiver knows both for ours and new', async function () {
    const outcome = await sender([host]).send({ ...REQUEST, url: `http://${host}/hook` }, SIGNAL)
    expect(outcome).to.equal('sent')
    const [one] = seen
    const { method, url, headers } = one?.request ?? {}
    expect([method, url, one?.body]).to.deep.equal(['POST', '/hook', REQUEST.body])
    expect(headers).to.include({
      'content-type': 'application/json',
      'poststelle-event': 'item.received',
      'poststelle-delivery': 'w-1',
    })
    const signature = String(headers?.['poststelle-signature'])
    expect(signature).to.equal(webhookSignature('geheim', REQUEST.body, NOW_MS))
    const seconds = Math.floor(NOW_MS / 1_000)
    expect(isGenuine('geheim', signature, REQUEST.body, seconds + 60)).to.equal(true)
    expect(isGenuine('geheim', signature, REQUEST.body, seconds + 301)).to.equal(false)
    expect(isGenuine('geheim', signature, `${REQUEST.body} `, seconds)).to.equal(false)
    expect(isGenuine('anders', signature, REQUEST.body, seconds)).to.equal(false)
  })

  it('tells what became of it, and follows no redirect', async function () {
    const cases = [
      [302, 'redirect'],
      [404, 'refused'],
      [503, 'server-error'],
      [200, 'sent'],
    ] as const
    for (const [code, outcome] of cases) {
      status = code
      expect(await sender([host]).send({ ...REQUEST, url: `http://${host}/` }, SIGNAL)).to.equal(outcome)
    }
    expect(seen.map(({ request }) => request.url)).to.deep.equal(['/', '/', '/', '/'])
  })

  it('reaches nothing in the own network that the operator has not named', async function () {
    const guarded = sender([])
    const port = host.slice(host.indexOf(':'))
    for (const name of ['127.0.0.1', 'localhost', '[::1]', '10.0.0.1', '169.254.169.254']) {
      const outcome = await guarded.send({ ...REQUEST, url: `https://${name}${port}/` }, SIGNAL)
      expect(outcome, name).to.equal('address-not-allowed')
    }
    expect(await guarded.send({ ...REQUEST, url: `http://${host}/` }, SIGNAL)).to.equal('address-not-allowed')
    expect(seen).to.deep.equal([])
  })

  it('knows from the address alone what is never asked', function () {
    const { mayReach } = sender([host])
    expect(mayReach('https://fach.example/hook')).to.equal(true)
    expect(mayReach(`http://${host}/hook`)).to.equal(true)
    expect(mayReach('http://fach.example/hook')).to.equal(false)
    expect(mayReach('https://user:pass@fach.example/')).to.equal(false)
  })

  it('says that nobody is there, and ends when it is told to', async function () {
    const gone = sender(['127.0.0.1:1'])
    expect(await gone.send({ ...REQUEST, url: 'http://127.0.0.1:1/' }, SIGNAL)).to.equal('unreachable')
    const ended = gone.send({ ...REQUEST, url: 'http://127.0.0.1:1/' }, AbortSignal.abort())
    expect(await ended.catch((error: unknown) => (error as Error).name)).to.equal('AbortError')
  })
})
