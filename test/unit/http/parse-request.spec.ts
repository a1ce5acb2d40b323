import { expect } from 'chai'
import { gzipSync } from 'node:zlib'
import { Problem } from '../../../src/contract/problem.ts'
import { itemOf } from './support/records.ts'
import { startApp, type AppUnderTest, type RequestOptions } from './support/app-under-test.ts'

const PATCH = '/api/v1/incoming-items/item1'
const JSON_TYPE = { 'content-type': 'application/json', 'if-match': '"7"' }

function nested(depth: number): string {
  return '{"index":'.repeat(depth) + '1' + '}'.repeat(depth)
}

describe('requests that do not fit', function () {
  let app: AppUnderTest
  let reached: unknown[]

  before(async function () {
    app = await startApp({
      useCases: {
        patchItem: async (_actor, input) => {
          reached.push(input)
          return { item: itemOf(), documents: [] }
        },
        signIn: async (input) => {
          reached.push(input)
          throw new Error('not expected')
        },
        claimItem: async () => ({ item: itemOf(), documents: [] }),
        listItems: async () => ({ items: [] }),
        searchDocuments: async (_actor, request) => {
          reached.push(request)
          throw new Error('not expected')
        },
      },
    })
  })
  beforeEach(function () {
    reached = []
  })
  after(() => app[Symbol.asyncDispose]())

  async function refused(method: string, path: string, options: RequestOptions): Promise<Problem> {
    const response = await app.request(method, path, options)
    expect(reached, 'the use case must not be reached').to.deep.equal([])
    return Problem.parse(await response.json())
  }

  const bodies: readonly {
    name: string
    body: string | Uint8Array<ArrayBuffer>
    headers?: object
    status: number
    code: string
  }[] = [
    { name: 'broken JSON', body: '{"note":', status: 400, code: 'malformed-request' },
    { name: 'a bare string', body: '"x"', status: 400, code: 'malformed-request' },
    { name: 'an array', body: '[]', status: 422, code: 'validation-failed' },
    { name: 'depth 40', body: nested(40), status: 400, code: 'malformed-request' },
    { name: 'depth 25,000', body: nested(25_000), status: 400, code: 'malformed-request' },
    { name: 'an unknown field', body: '{"tenantId":"t2"}', status: 422, code: 'validation-failed' },
    { name: 'an operator as value', body: '{"note":{"$gt":""}}', status: 422, code: 'validation-failed' },
    { name: 'an operator as field', body: '{"$where":"1"}', status: 422, code: 'validation-failed' },
    { name: 'own __proto__', body: '{"__proto__":{"x":1}}', status: 422, code: 'validation-failed' },
    {
      name: 'constructor',
      body: '{"constructor":{"prototype":{"x":1}}}',
      status: 422,
      code: 'validation-failed',
    },
    { name: 'an array as value', body: '{"note":["a"]}', status: 422, code: 'validation-failed' },
    { name: 'a number as value', body: '{"subject":1}', status: 422, code: 'validation-failed' },
    { name: 'a NUL', body: '{"note":"a\\u0000b"}', status: 422, code: 'validation-failed' },
    { name: 'a line break in a line', body: '{"subject":"a\\nb"}', status: 422, code: 'validation-failed' },
    { name: '1 MB', body: `{"note":"${'a'.repeat(1_000_000)}"}`, status: 413, code: 'upload-too-large' },
    {
      name: 'plain text',
      body: '{"note":"a"}',
      headers: { 'content-type': 'text/plain' },
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      name: 'a form',
      body: 'note=a',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      name: 'a compressed body',
      body: new Uint8Array(gzipSync('{"note":"a"}')),
      headers: { 'content-encoding': 'gzip' },
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      name: 'another charset',
      body: '{"note":"a"}',
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
      status: 415,
      code: 'unsupported-media-type',
    },
  ]
  for (const { name, body, headers, status, code } of bodies) {
    it(`answers a body with ${name} with ${status}`, async function () {
      const problem = await refused('PATCH', PATCH, { body, headers: { ...JSON_TYPE, ...headers } })
      expect([problem.status, problem.code]).to.deep.equal([status, code])
    })
  }

  it('names each field that is wrong', async function () {
    const problem = await refused('PATCH', PATCH, {
      body: JSON.stringify({
        index: { letterDate: 'gestern', amounts: [{ amount: 'viel', currency: 'EUR' }] },
      }),
      headers: JSON_TYPE,
    })
    expect(problem.errors?.map(({ path }) => path)).to.deep.equal([
      'index.letterDate',
      'index.amounts.0.amount',
    ])
  })

  it('searches without words for everything', async function () {
    await app.request('GET', '/api/v1/search?limit=5')
    await app.request('GET', '/api/v1/search?q=&limit=5')
    const everything = { text: '', filter: {}, limit: 5 }
    expect(reached).to.deep.equal([everything, everything])
  })

  it('hands on what fits', async function () {
    const body = JSON.stringify({ note: 'Zeile 1\nZeile 2', index: { sender: 'Müller' } })
    const response = await app.request('PATCH', PATCH, { body, headers: JSON_TYPE })
    expect(response.status).to.equal(200)
    expect(response.headers.get('etag')).to.equal('"7"')
    expect(JSON.parse(JSON.stringify(reached))).to.deep.equal([
      { note: 'Zeile 1\nZeile 2', index: { sender: 'Müller' }, itemId: 'item1', expectedVersion: 7 },
    ])
    expect(({} as { x?: number }).x).to.equal(undefined)
  })

  it('takes an absent body for an empty one', async function () {
    const response = await app.request('POST', '/api/v1/incoming-items/item1/claim', { as: 'clerk' })
    expect(response.status).to.equal(200)
  })

  it('wants If-Match where a record is changed', async function () {
    const missing = await refused('PATCH', PATCH, { json: {} })
    expect([missing.status, missing.code]).to.deep.equal([428, 'precondition-required'])
    for (const tag of ['7', '*', '"x"', '"7", "8"']) {
      const wrong = await refused('PATCH', PATCH, { json: {}, headers: { 'if-match': tag } })
      expect([wrong.status, wrong.code], tag).to.deep.equal([412, 'version-mismatch'])
    }
  })

  const queries = [
    '/api/v1/incoming-items?limit=0',
    '/api/v1/incoming-items?limit=abc',
    '/api/v1/incoming-items?limit[$gt]=1',
    '/api/v1/incoming-items?orgUnit[$ne]=x',
    '/api/v1/incoming-items?state=routed&state=done',
    '/api/v1/incoming-items?state=routed,nothing',
    '/api/v1/incoming-items?unknown=1',
    '/api/v1/incoming-items?__proto__=1',
    `/api/v1/search?q=${'a'.repeat(2_000)}`,
    '/api/v1/search?q=a&from=gestern',
    '/api/v1/session?x=1',
  ]
  for (const query of queries) {
    it(`answers ${query.slice(0, 60)} with 400`, async function () {
      const problem = await refused('GET', query, {})
      expect([problem.status, problem.code]).to.deep.equal([400, 'malformed-request'])
    })
  }

  it('answers operators in the sign-in with 422, never 500', async function () {
    for (const value of [{ $gt: '' }, { $ne: null }, { $regex: '.*' }, ['a'], 1, null, true]) {
      for (const field of ['username', 'password']) {
        const json = { username: 'a', password: 'b', [field]: value }
        const problem = await refused('POST', '/api/v1/session', { as: '', json })
        expect([problem.status, problem.code], JSON.stringify(json)).to.deep.equal([422, 'validation-failed'])
      }
    }
  })

  it('refuses every id that cannot be one with 404', async function () {
    for (const id of ['%24gt', 'a%20b', "a'b", 'a'.repeat(65), '%7B%7D', '__proto__', '..']) {
      const response = await app.request('GET', `/api/v1/documents/${id}/text`)
      expect(response.status, id).to.equal(404)
    }
  })
})
