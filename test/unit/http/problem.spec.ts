import { expect } from 'chai'
import { Problem } from '../../../src/contract/problem.ts'
import { MailroomError, type ErrorCode } from '../../../src/domain/errors.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { sendRaw } from './support/multipart.ts'

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8')
  const problem = Problem.parse(await response.json())
  expect(problem.status).to.equal(response.status)
  return problem
}

describe('problem answers', function () {
  let app: AppUnderTest
  let thrown = new Error('nothing yet')

  before(async function () {
    app = await startApp({ useCases: { findItem: async () => Promise.reject(thrown) } })
  })
  after(() => app[Symbol.asyncDispose]())

  const cases: readonly { code: ErrorCode; status: number; retryAfter?: string }[] = [
    { code: 'not-found', status: 404 },
    { code: 'state-conflict', status: 409 },
    { code: 'version-mismatch', status: 412 },
    { code: 'validation-failed', status: 422 },
    { code: 'idempotency-in-progress', status: 409, retryAfter: '1' },
    { code: 'rate-limited', status: 429, retryAfter: '60' },
    { code: 'integrity-failure', status: 500 },
    { code: 'dependency-unavailable', status: 503, retryAfter: '5' },
    { code: 'insufficient-storage', status: 507, retryAfter: '60' },
  ]
  for (const { code, status, retryAfter } of cases) {
    it(`answers ${code} with ${status}`, async function () {
      thrown = new MailroomError(code, 'A sentence for people.', { facts: { path: '/secret' } })
      const response = await app.request('GET', '/api/v1/incoming-items/item1')
      const problem = await problemOf(response)
      expect([response.status, problem.code]).to.deep.equal([status, code])
      expect(response.headers.get('retry-after')).to.equal(retryAfter ?? null)
      expect(JSON.stringify(problem)).not.to.include('/secret')
    })
  }

  it('takes over the time to wait that an error names', async function () {
    thrown = new MailroomError('rate-limited', 'Wait.', { retryAfterSeconds: 12.2 })
    const response = await app.request('GET', '/api/v1/incoming-items/item1')
    expect(response.headers.get('retry-after')).to.equal('13')
  })

  it('says nothing about a defect but its trace id, and logs it under that id', async function () {
    thrown = new Error('secret driver text')
    const response = await app.request('GET', '/api/v1/incoming-items/item1')
    const problem = await problemOf(response)
    expect([problem.status, problem.code]).to.deep.equal([500, 'internal'])
    expect(JSON.stringify(problem)).not.to.match(/secret|driver|node|\.ts/)
    const line = app.logLines.find(({ msg, traceId }) => msg === 'defect' && traceId === problem.traceId)
    expect(JSON.stringify(line)).to.include('secret driver text')
  })

  it('gives every request a trace id of its own and takes none from outside', async function () {
    thrown = new MailroomError('not-found', 'x')
    const headers = { 'x-request-id': 'mine', traceparent: '00-mine-mine-01' }
    const ids = await Promise.all(
      [1, 2].map(
        async () =>
          (await problemOf(await app.request('GET', '/api/v1/incoming-items/x', { headers }))).traceId,
      ),
    )
    expect(ids[0]).to.match(/^[0-9a-f]{32}$/)
    expect(ids[1]).not.to.equal(ids[0])
  })

  it('says the same of what is not there and of what belongs to others', async function () {
    const bodies: unknown[] = []
    for (const detail of ['No such item.', 'An item of another unit.']) {
      thrown = new MailroomError('not-found', detail)
      const { traceId, ...problem } = await problemOf(
        await app.request('GET', '/api/v1/incoming-items/item1'),
      )
      bodies.push({ ...problem, traceIdLength: traceId.length })
    }
    expect(bodies[0]).to.deep.equal(bodies[1])
  })

  it('bounds the faults that it sends back', async function () {
    const faults = Array.from({ length: 500 }, () => ({
      path: 'p'.repeat(9_000),
      message: 'm'.repeat(9_000),
    }))
    thrown = new MailroomError('validation-failed', 'Wrong.', { faults })
    const response = await app.request('GET', '/api/v1/incoming-items/item1')
    expect((await response.text()).length).to.be.below(50_000)
  })

  const addresses: readonly { method: string; path: string; status: number; code: string }[] = [
    { method: 'GET', path: '/api/v1/nothing', status: 404, code: 'not-found' },
    { method: 'GET', path: '/nothing', status: 404, code: 'not-found' },
    { method: 'PUT', path: '/api/v1/incoming-items', status: 405, code: 'method-not-allowed' },
    { method: 'DELETE', path: '/api/v1/documents/d1/original', status: 405, code: 'method-not-allowed' },
    { method: 'GET', path: '/api/v1/documents/%c0%ae', status: 400, code: 'malformed-request' },
    { method: 'GET', path: '/api/v1/documents/%00', status: 404, code: 'not-found' },
    { method: 'GET', path: `/api/v1/documents/${'a'.repeat(8_000)}`, status: 404, code: 'not-found' },
    { method: 'GET', path: '//api/v1/session', status: 404, code: 'not-found' },
    { method: 'GET', path: '/api/v1/documents/..%2f..%2fetc%2fpasswd', status: 404, code: 'not-found' },
  ]
  for (const { method, path, status, code } of addresses) {
    it(`answers ${method} ${path.slice(0, 60)} with ${status}`, async function () {
      const response = await app.request(method, path)
      const problem = await problemOf(response)
      expect([problem.status, problem.code]).to.deep.equal([status, code])
    })
  }

  it('names the methods of an address with 405', async function () {
    const response = await app.request('PUT', '/api/v1/incoming-items/item1')
    expect(response.headers.get('allow')).to.equal('GET, PATCH, HEAD')
  })

  const unreadable: readonly { name: string; request: string; status: number }[] = [
    { name: 'no HTTP at all', request: 'hello\r\n\r\n', status: 400 },
    { name: 'an unknown method', request: 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n', status: 400 },
    { name: 'no host', request: 'GET / HTTP/1.1\r\n\r\n', status: 400 },
    {
      name: 'a header with a line break in it',
      request: 'GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n',
      status: 400,
    },
    {
      name: 'an address of 20 KB',
      request: `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      status: 431,
    },
  ]
  for (const { name, request, status } of unreadable) {
    it(`answers ${name} with ${status}`, async function () {
      const answer = await sendRaw(app.url, [request], 500)
      expect(answer).to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
    })
  }

  it('traces nothing back', async function () {
    const request = 'TRACE /api/v1/session HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n'
    const answer = await sendRaw(app.url, [request], 500)
    expect(answer).to.match(/^HTTP\/1\.1 40[45] /)
    expect(answer).not.to.include('secret')
  })
})
