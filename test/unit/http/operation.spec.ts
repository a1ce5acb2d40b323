import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import { startApp } from './support/app-under-test.ts'
import { itemOf } from './support/records.ts'

describe('readiness', function () {
  it('is given when every part is', async function () {
    await using app = await startApp({ readiness: { database: async () => undefined } })
    const response = await app.request('GET', '/readyz', { as: '' })
    expect(response.status).to.equal(200)
    expect(await response.json()).to.deep.equal({
      ready: true,
      parts: { database: { ok: true, detail: 'ok' } },
    })
  })

  it('names the part that is missing, and no driver text', async function () {
    await using app = await startApp({
      readiness: {
        database: async () => undefined,
        objects: () => Promise.reject(new MailroomError('insufficient-storage', 'secret path')),
        search: () => Promise.reject(new Error('secret driver text')),
      },
    })
    const response = await app.request('GET', '/readyz', { as: '' })
    expect(response.status).to.equal(503)
    expect(await response.json()).to.deep.equal({
      ready: false,
      parts: {
        database: { ok: true, detail: 'ok' },
        objects: { ok: false, detail: 'insufficient-storage' },
        search: { ok: false, detail: 'failed' },
      },
    })
    expect((await app.request('GET', '/livez', { as: '' })).status).to.equal(200)
  })

  it('does not wait for a part that hangs', async function () {
    await using app = await startApp({ readiness: { database: () => new Promise(() => undefined) } })
    const response = await app.request('GET', '/readyz', { as: '' })
    expect(await response.json()).to.have.nested.property('parts.database.detail', 'no answer in time')
  })
})

describe('connections', function () {
  it('are said to be kept for less time than they are, so that callers hang up first', async function () {
    await using app = await startApp()
    const response = await app.request('GET', '/livez', { as: '' })
    expect(response.headers.get('keep-alive')).to.equal('timeout=10')
  })
})

describe('the request log', function () {
  it('writes one line a request, without queries, ids, names, bodies or secrets', async function () {
    await using app = await startApp({
      useCases: { findItem: async () => ({ item: itemOf(), documents: [] }) },
    })
    await app.request('GET', '/api/v1/incoming-items/secret-id')
    await app.request('GET', '/api/v1/search?q=secret-query&x=1')
    await app.request('POST', '/api/v1/session', {
      as: '',
      json: { username: 'secret-name', password: 'secret-word' },
    })
    await app.request('GET', '/secret-address', {
      headers: { 'user-agent': 'secret-agent', cookie: 'poststelle=secret-cookie' },
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    const lines = app.logLines.filter(({ msg }) => msg === 'request')
    expect(lines.map(({ method, route, status }) => [method, route, status])).to.deep.equal([
      ['GET', '/api/v1/incoming-items/{itemId}', 200],
      ['GET', '/api/v1/search', 400],
      ['POST', '/api/v1/session', 500],
      ['GET', 'none', 404],
    ])
    expect(lines[0]).to.include({ userId: 'user-mailroom', complete: true })
    expect(lines[0]?.['traceId']).to.match(/^[0-9a-f]{32}$/)
    expect(JSON.stringify(lines)).not.to.include('secret')
  })

  it('counts answers by route and status, whatever words callers invent', async function () {
    await using app = await startApp()
    for (const path of ['/a1', '/a2', '/a3']) await app.request('GET', path)
    const metrics = await (await app.request('GET', '/metrics', { as: '' })).text()
    expect(metrics).to.include(
      'http_request_duration_seconds_count{method="GET",route="none",status="404"} 3',
    )
    expect(metrics).not.to.include('/a1')
  })
})

describe('a stop', function () {
  it('lets running requests end and takes no new ones', async function () {
    let finish: () => void = () => undefined
    const running = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begin: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const app = await startApp({
      useCases: {
        findItem: async () => {
          begin()
          await running
          return { item: itemOf(), documents: [] }
        },
      },
    })
    const answer = app.request('GET', '/api/v1/incoming-items/item1')
    await begun
    const stopped = app[Symbol.asyncDispose]()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const late = await app.request('GET', '/livez').then(
      () => 'answered',
      () => 'refused',
    )
    expect(late).to.equal('refused')
    finish()
    expect((await answer).status).to.equal(200)
    await stopped
  })
})
