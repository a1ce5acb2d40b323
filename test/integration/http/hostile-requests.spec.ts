import { expect } from 'chai'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { Problem } from '../../../src/contract/problem.ts'
import { SubmissionReceipt, SubmissionStatus } from '../../../src/contract/submissions.ts'
import { signIn, type ApiClient, type RequestOptions } from '../../support/client.ts'
import { ADMIN_PASSWORD, startProduct, type Product } from '../../support/product.ts'

const LETTER = readFileSync(new URL('../../../src/demo/letters/06-bewerbung-verwaltung.pdf', import.meta.url))

interface Operation {
  readonly method: string
  readonly path: string
  readonly fields: readonly string[]
  readonly queries: readonly string[]
}

/** Values that have opened doors elsewhere, in every place where a value can stand. */
const HOSTILE: readonly unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $regex: '.*' },
  { $where: 'sleep(1000)' },
  ['$gt'],
  null,
  -1,
  1e308,
  true,
  '',
  '\u0000',
  '\ud800',
  '__proto__',
  "' || '1'=='1",
  '../../etc/passwd',
  '{{7*7}}',
  'a'.repeat(10_000),
]

describe('hostile requests to the whole product', function () {
  this.timeout(180_000)
  let product: Product
  let clients: readonly ApiClient[]
  let operations: readonly Operation[]
  let itemId: string

  before(async function () {
    product = await startProduct()
    const names = ['poststelle', 'soziales', 'leitung', 'pruefung']
    clients = await Promise.all([
      signIn(product.url, 'admin', ADMIN_PASSWORD),
      ...names.map((name) => signIn(product.url, name, product.passwords[name] ?? '')),
    ])
    operations = await readOperations(product.url)
    const [created] = (await clients[1]?.items())?.items ?? []
    itemId = created?.id ?? ''
  })
  after(async function () {
    await product[Symbol.asyncDispose]()
  })

  it('are never answered with a server error, a stack or a path', async function () {
    const call = fc.record({
      client: fc.nat(4),
      operation: fc.nat(operations.length - 1),
      id: fc.oneof(
        fc.constant('known'),
        fc.constantFrom(...HOSTILE.map(String)),
        fc.string({ maxLength: 70 }),
      ),
      query: fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 40 }), { maxKeys: 2 }),
        },
      ),
      known: fc.array(fc.tuple(fc.nat(20), fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue())), {
        maxLength: 5,
      }),
      extra: fc.jsonValue({ maxDepth: 4 }),
    })
    const statuses = new Map<number, number>()
    const property = fc.asyncProperty(call, async ({ client, operation, ...parts }) => {
      const chosen = operations[operation]
      const caller = clients[client]
      if (chosen === undefined || caller === undefined) return
      const { path, options } = requestOf(chosen, itemId, parts)
      const response = await caller.request(chosen.method, path, options)
      const text = await response.text()
      const where = `${chosen.method} ${path} ${JSON.stringify(options.body ?? null).slice(0, 300)}: ${text.slice(0, 300)}`
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.status, where).to.be.below(500)
      if (response.status >= 400) Problem.parse(JSON.parse(text))
      expect(text, where).not.to.match(
        /node_modules|\.js:\d|\bat .+\(.+:\d+:\d+\)|MongoServerError|CastError/,
      )
    })
    await fc.assert(property, { numRuns: 400, seed: 20_261_122, endOnFailure: true })
    // A run that only knocks at doors proves nothing.
    expect(statuses.get(200) ?? 0, JSON.stringify([...statuses])).to.be.above(30)
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined)
    expect((await fetch(`${product.url}/readyz`)).status).to.equal(200)
  })

  it('change nothing that is not in the shape of the request', async function () {
    const [admin, mailroom] = clients
    if (admin === undefined || mailroom === undefined) throw new Error('not signed in')
    const stolen = {
      tenantId: 't',
      readKeys: ['mailroom'],
      state: 'filed',
      version: 99,
      _id: 'x',
      __v: 1,
      isAdmin: true,
    }
    for (const [field, value] of Object.entries(stolen)) {
      const response = await mailroom.request('PATCH', `/incoming-items/${itemId}`, {
        body: { note: 'x', [field]: value },
        headers: { 'if-match': '"1"' },
      })
      expect(response.status, field).to.equal(422)
      const user = {
        username: 'neu',
        displayName: 'N',
        password: 'long enough to pass',
        roles: ['clerk'],
        orgUnitIds: [],
      }
      const created = await admin.request('POST', '/users', { body: { ...user, [field]: value } })
      expect(created.status, field).to.equal(422)
    }
  })

  it('cannot guess the code of a submission', async function () {
    const slug = (
      (await (await clients[1]?.request('GET', '/session'))?.json()) as { tenant: { slug: string } }
    ).tenant.slug
    const form = new FormData()
    form.append('name', 'Bürgerin')
    form.append('files', new Blob([new Uint8Array(LETTER)]), 'antrag.pdf')
    const handed = await fetch(`${product.url}/api/v1/public/${slug}/submissions`, {
      method: 'POST',
      body: form,
    })
    expect(handed.status).to.equal(201)
    const receipt = SubmissionReceipt.parse(await handed.json())
    const ask = (tenant: string, referenceCode: string, secret: string): Promise<Response> =>
      fetch(`${product.url}/api/v1/public/${tenant}/submissions/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ referenceCode, secret }),
      })
    const right = await ask(slug, receipt.referenceCode, receipt.secret)
    expect(SubmissionStatus.parse(await right.json())).to.include({
      receiptNumber: receipt.receiptNumber,
      fileCount: 1,
    })
    const wrong = [
      await ask(slug, receipt.referenceCode, 'wrong'),
      await ask(slug, 'wrong', receipt.secret),
      await ask('elsewhere', receipt.referenceCode, receipt.secret),
    ]
    const bodies = await Promise.all(wrong.map(async (response) => Problem.parse(await response.json())))
    for (const body of bodies) expect({ ...body, traceId: '' }).to.deep.equal({ ...bodies[0], traceId: '' })
    expect(bodies[0]?.code).to.equal('not-found')
    const many = await Promise.all(Array.from({ length: 15 }, () => ask(slug, 'wrong', 'wrong')))
    const limited = many.find(({ status }) => status === 429)
    expect(Number(limited?.headers.get('retry-after'))).to.be.above(0)
  })
})

interface Parts {
  readonly id: string
  readonly query: Readonly<Record<string, string>>
  readonly known: readonly (readonly [number, unknown])[]
  readonly extra: unknown
}

function requestOf(
  operation: Operation,
  knownId: string,
  { id, query, known, extra }: Parts,
): { readonly path: string; readonly options: RequestOptions } {
  // Buffers replace lone surrogates, which no address can carry.
  const inPath = encodeURIComponent(id === 'known' ? knownId : Buffer.from(id).toString())
  const [required] = operation.queries
  const search = new URLSearchParams(
    required === undefined ? query : { [required]: 'a', ...query },
  ).toString()
  const path = `${operation.path.replaceAll(/\{\w+\}/g, inPath)}${search === '' ? '' : `?${search}`}`
  const headers = { 'if-match': '"1"' }
  if (operation.method === 'GET' || operation.method === 'DELETE') return { path, options: { headers } }
  return { path, options: { headers, body: bodyOf(operation, known, extra) } }
}

function bodyOf({ fields }: Operation, known: Parts['known'], extra: unknown): unknown {
  if (fields.length === 0) return extra
  return Object.fromEntries(known.map(([index, value]) => [fields[index % fields.length], value]))
}

/** What the product itself says that it accepts. */
async function readOperations(url: string): Promise<Operation[]> {
  interface Described {
    readonly parameters?: readonly {
      readonly in: string
      readonly name: string
      readonly required?: boolean
    }[]
    readonly requestBody?: {
      readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>>
    }
  }
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      fields: Object.keys(described.requestBody?.content['application/json']?.schema.properties ?? {}),
      queries: (described.parameters ?? [])
        .filter((one) => one.in === 'query' && one.required)
        .map(({ name }) => name),
    })),
  )
  // The stream of events does not end by itself, and without a session nothing is reached.
  const left = ['GET /events', 'DELETE /session']
  return operations.filter(({ method, path }) => !left.includes(`${method} ${path}`))
}
