import { expect } from 'chai'
import type { Change } from '../../../src/ports/change-feed.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { sessionOf, TENANT } from './support/records.ts'

const PATH = '/api/v1/events'
const change = (seq: number, changed: Partial<Change> = {}): Change => ({
  seq,
  tenantId: TENANT.id,
  kind: 'item',
  id: `item${seq}`,
  at: '2026-11-03T09:00:00.000Z',
  readKeys: ['mailroom'],
  ...changed,
})

/** Reads a stream for a while and gives the ids of its messages. */
async function idsOf(response: Response, ms: number): Promise<string[]> {
  const reader = response.body?.getReader()
  let text = ''
  const timer = setTimeout(() => void reader?.cancel(), ms)
  for (;;) {
    const next = await reader?.read()
    if (next?.value === undefined) break
    text += Buffer.from(next.value).toString()
  }
  clearTimeout(timer)
  return [...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id ?? '')
}

describe('server-sent events', function () {
  let app: AppUnderTest
  let clerk = sessionOf(['clerk'], { grantKeys: ['unit:unit1'] })
  let signedIn = true

  beforeEach(async function () {
    signedIn = true
    clerk = sessionOf(['clerk'], { grantKeys: ['unit:unit1'] })
    app = await startApp({
      useCases: {
        authenticateToken: async ({ token }) => {
          if (!signedIn) return undefined
          return token === 'mailroom' ? sessionOf(['mailroom'], { grantKeys: ['mailroom'] }) : clerk
        },
      },
    })
  })
  afterEach(() => app[Symbol.asyncDispose]())

  it('tells from now on what the caller may see, and nothing else', async function () {
    app.changes.push(change(1))
    const response = await app.request('GET', PATH)
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/)
    expect(response.headers.get('cache-control')).to.equal('no-store')
    const reading = idsOf(response, 400)
    await new Promise((resolve) => setTimeout(resolve, 100))
    app.changes.push(
      change(2),
      change(3, { tenantId: 'tenant2' }),
      change(4, { readKeys: ['unit:unit9'] }),
      change(5, { readKeys: ['unit:unit9', 'mailroom'], kind: 'progress' }),
    )
    expect(await reading).to.deep.equal(['item2', 'item5'])
  })

  it('follows the feed once for all listeners', async function () {
    const [first, second] = await Promise.all([
      app.request('GET', PATH),
      app.request('GET', PATH, { as: 'clerk' }),
    ])
    const reading = [idsOf(first, 400), idsOf(second, 400)]
    await new Promise((resolve) => setTimeout(resolve, 100))
    app.changes.push(change(1), change(2, { readKeys: ['unit:unit1'] }))
    expect(await Promise.all(reading)).to.deep.equal([['item1'], ['item2']])
  })

  it('tells clerks of case files and tells nothing to those whose role reads nothing', async function () {
    const response = await app.request('GET', PATH, { as: 'clerk' })
    clerk = sessionOf(['scanner'], { grantKeys: ['unit:unit1'] })
    const silent = await app.request('GET', PATH, { as: 'clerk' })
    const reading = [idsOf(response, 400), idsOf(silent, 400)]
    await new Promise((resolve) => setTimeout(resolve, 100))
    app.changes.push(change(1, { readKeys: ['unit:unit1'], kind: 'case-file', id: 'file1' }))
    expect(await Promise.all(reading)).to.deep.equal([['file1'], []])
  })

  it('ends when the session has ended', async function () {
    const response = await app.request('GET', PATH, { as: 'clerk' })
    signedIn = false
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    app.changes.push(change(1, { readKeys: ['unit:unit1'] }))
    const text = await response.text()
    expect(text).not.to.include('item1')
  })

  it('goes by the rights of now and not of the beginning', async function () {
    const response = await app.request('GET', PATH, { as: 'clerk' })
    clerk = sessionOf(['clerk'], { grantKeys: ['unit:unit2'] })
    const reading = idsOf(response, 1_800)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    app.changes.push(change(1, { readKeys: ['unit:unit1'] }), change(2, { readKeys: ['unit:unit2'] }))
    expect(await reading).not.to.include('item1')
  })

  it('has room for so many listeners only, and gets it back', async function () {
    const open = [await app.request('GET', PATH), await app.request('GET', PATH)]
    const tooMany = await app.request('GET', PATH)
    expect(tooMany.status, 'one person has enough').to.equal(429)
    open.push(await app.request('GET', PATH, { as: 'clerk' }))
    const refused = await app.request('GET', PATH, { as: 'clerk' })
    expect(refused.status).to.equal(503)
    expect(refused.headers.get('retry-after')).to.equal('5')
    for (const response of open) await response.body?.cancel()
    let again = await app.request('GET', PATH)
    for (let tries = 0; again.status !== 200 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      again = await app.request('GET', PATH)
    }
    expect(again.status).to.equal(200)
    await again.body?.cancel()
  })

  it('does not keep the server from stopping', async function () {
    await app.request('GET', PATH)
    await app[Symbol.asyncDispose]()
  })
})
