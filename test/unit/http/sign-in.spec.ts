import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { itemOf, sessionOf } from './support/records.ts'

const SECRET = 'c0ffee'.repeat(10)
const signIn = async () => ({
  ...sessionOf(['mailroom']),
  token: SECRET,
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
})

describe('signing in over HTTP', function () {
  let app: AppUnderTest
  let signedOut: string[]

  beforeEach(async function () {
    signedOut = []
    app = await startApp({
      useCases: {
        signIn,
        signOut: async (_actor, token) => {
          signedOut.push(token)
        },
        claimItem: async () => ({ item: itemOf(), documents: [] }),
      },
    })
  })
  afterEach(() => app[Symbol.asyncDispose]())

  const credentials = { username: 'person', password: 'correct horse' }

  it('sets a cookie that scripts cannot read and answers who is signed in', async function () {
    const response = await app.request('POST', '/api/v1/session', { as: '', json: credentials })
    expect(response.status).to.equal(200)
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).to.match(
      new RegExp(`^poststelle=${SECRET}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`),
    )
    const body = await response.text()
    expect(body).not.to.include(SECRET)
    expect(JSON.parse(body)).to.have.nested.property('tenant.slug', 'musterstadt')
  })

  it('lists tokens without their secret', async function () {
    const known = {
      id: 'token-1',
      tokenHash: SECRET,
      tenantId: 't',
      userId: 'u',
      name: 'Scanner',
      scopes: ['intake'],
      createdAt: '2026-03-02T08:00:00.000Z',
    } as const
    await using listing = await startApp({ useCases: { listTokens: async () => [known] } })
    const body = await (await listing.request('GET', '/api/v1/tokens')).text()
    expect(body).not.to.include(SECRET)
    const { id, name, scopes, createdAt } = known
    expect(JSON.parse(body)).to.deep.equal({
      items: [{ id, name, scopes, createdAt, expiresAt: null, lastUsedAt: null }],
    })
  })

  it('ends the session that the browser has had so far', async function () {
    const seen: unknown[] = []
    await using listening = await startApp({
      useCases: {
        signIn: (input) => {
          seen.push(input.previousToken, input.userAgent)
          return signIn()
        },
      },
    })
    const headers = { cookie: 'poststelle=clerk', 'user-agent': 'a browser' }
    await listening.request('POST', '/api/v1/session', { as: '', json: credentials, headers })
    const foreign = { cookie: 'poststelle={"$gt":""}', 'user-agent': 'b' }
    await listening.request('POST', '/api/v1/session', { as: '', json: credentials, headers: foreign })
    expect(seen).to.deep.equal(['clerk', 'a browser', undefined, 'b'])
  })

  it('sets a new cookie after a change of the password', async function () {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString()
    await using changing = await startApp({
      useCases: { changePassword: async () => ({ token: SECRET, endsAt }) },
    })
    const json = { currentPassword: 'old', newPassword: 'a new long password' }
    const response = await changing.request('POST', '/api/v1/session/password', { json })
    expect(response.status).to.equal(204)
    expect(response.headers.getSetCookie()[0]).to.match(new RegExp(`^poststelle=${SECRET}; .*HttpOnly`))
  })

  it('lists and ends the own sessions', async function () {
    const calls: unknown[] = []
    const at = '2026-03-02T08:00:00.000Z'
    const own = { id: 'a1', device: 'Firefox, Linux', createdAt: at, lastSeenAt: at, current: true }
    await using listing = await startApp({
      useCases: {
        listSessions: async (actor, token) => {
          calls.push([actor.userId, token])
          return [own]
        },
        endSession: async (actor, id) => {
          calls.push([actor.userId, id])
        },
      },
    })
    const listed = await listing.request('GET', '/api/v1/sessions', { as: 'clerk' })
    expect(await listed.json()).to.deep.equal({ items: [own] })
    expect((await listing.request('DELETE', '/api/v1/sessions/a1', { as: 'clerk' })).status).to.equal(204)
    expect(calls).to.deep.equal([
      ['user-clerk', 'clerk'],
      ['user-clerk', 'a1'],
    ])
  })

  it('uses the __Host- prefix and Secure over TLS', async function () {
    await using secure = await startApp({ useCases: { signIn }, secureCookies: true })
    const response = await secure.request('POST', '/api/v1/session', { as: '', json: credentials })
    expect(response.headers.getSetCookie()[0]).to.match(/^__Host-poststelle=\w+; Path=\/; .*Secure/)
    expect(response.headers.get('strict-transport-security')).to.equal('max-age=31536000')
  })

  it('knows the person by cookie and by bearer token', async function () {
    const byCookie = await app.request('GET', '/api/v1/session', {
      as: '',
      headers: { cookie: 'other=1; poststelle=clerk; x=y' },
    })
    expect(await byCookie.json()).to.have.nested.property('roles[0]', 'clerk')
    const byToken = await app.request('GET', '/api/v1/session', { as: 'admin' })
    expect(await byToken.json()).to.have.nested.property('roles[0]', 'admin')
  })

  const strangers: readonly Readonly<Record<string, string>>[] = [
    {},
    { cookie: 'poststelle=unknown' },
    { cookie: '__Host-poststelle=clerk' },
    { cookie: `poststelle=${'a'.repeat(5_000)}` },
    { authorization: 'Basic bWFpbHJvb206' },
    { authorization: 'Bearer' },
    { authorization: 'Bearer unknown' },
    { authorization: 'Bearer unknown', cookie: 'poststelle=clerk' },
    { authorization: 'Bearer {"$gt":""}' },
  ]
  for (const headers of strangers) {
    it(`does not know a caller with ${JSON.stringify(headers).slice(0, 60)}`, async function () {
      const response = await app.request('GET', '/api/v1/session', { as: '', headers })
      expect(response.status).to.equal(401)
      expect(await response.json()).to.have.property('code', 'unauthenticated')
    })
  }

  it('ends the session and takes the cookie away', async function () {
    const response = await app.request('DELETE', '/api/v1/session', {
      as: '',
      headers: { cookie: 'poststelle=clerk' },
    })
    expect(response.status).to.equal(204)
    expect(signedOut).to.deep.equal(['clerk'])
    expect(response.headers.getSetCookie()[0]).to.match(/^poststelle=; .*Expires=Thu, 01 Jan 1970/)
  })

  it('refuses what a role may not do before it reads the request', async function () {
    const response = await app.request('POST', '/api/v1/incoming-items', {
      as: 'auditor',
      body: 'no multipart',
    })
    expect(response.status).to.equal(403)
    expect(await response.json()).to.have.property('code', 'forbidden')
  })

  describe('and requests from other sites', function () {
    const CLAIM = '/api/v1/incoming-items/item1/claim'
    const cookie = 'poststelle=clerk'
    const cases: readonly { name: string; headers: Readonly<Record<string, string>>; status: number }[] = [
      { name: 'a program without either header', headers: {}, status: 200 },
      { name: 'our own page', headers: { 'sec-fetch-site': 'same-origin' }, status: 200 },
      { name: 'a typed address', headers: { 'sec-fetch-site': 'none' }, status: 200 },
      { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
      { name: 'a neighbour of the same site', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
      { name: 'a foreign origin', headers: { origin: 'https://evil.example' }, status: 403 },
      { name: 'a hidden origin', headers: { origin: 'null' }, status: 403 },
      { name: 'our host on another port', headers: { origin: 'http://127.0.0.1:1' }, status: 403 },
      {
        name: 'a foreign origin that claims to be ours',
        headers: { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
        status: 403,
      },
    ]
    for (const { name, headers, status } of cases) {
      it(`answers a change by ${name} with ${status}`, async function () {
        const response = await app.request('POST', CLAIM, { as: '', headers: { cookie, ...headers } })
        expect(response.status).to.equal(status)
        if (status === 403) expect(await response.json()).to.have.property('code', 'csrf-rejected')
        expect(response.headers.get('access-control-allow-origin')).to.equal(null)
      })
    }

    it('accepts our own origin', async function () {
      const response = await app.request('POST', CLAIM, { as: '', headers: { cookie, origin: app.url } })
      expect(response.status).to.equal(200)
    })

    it('compares with the public origin where a proxy stands in front', async function () {
      await using behind = await startApp({
        publicOrigin: 'https://post.example.org',
        useCases: { claimItem: async () => ({ item: itemOf(), documents: [] }) },
      })
      const statusOf = async (origin: string): Promise<number> =>
        (await behind.request('POST', CLAIM, { as: '', headers: { cookie, origin } })).status
      expect(await statusOf('https://post.example.org')).to.equal(200)
      expect(await statusOf('http://post.example.org')).to.equal(403)
      expect(await statusOf(behind.url)).to.equal(403)
    })

    it('refuses a sign-in that another site starts', async function () {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const response = await app.request('POST', '/api/v1/session', { as: '', json: credentials, headers })
      expect(response.status).to.equal(403)
      expect(response.headers.getSetCookie()).to.deep.equal([])
    })

    it('lets bearer tokens through: browsers do not send them by themselves', async function () {
      const headers = { origin: 'https://scanner.example' }
      expect((await app.request('POST', CLAIM, { as: 'clerk', headers })).status).to.equal(200)
    })

    it('allows no origin to read and answers no preflight', async function () {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
      const response = await app.request('OPTIONS', CLAIM, { headers })
      expect(response.status).to.equal(405)
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).to.deep.equal(
        [],
      )
    })
  })

  describe('and the address of the client', function () {
    const addressSeen = async (trustedProxies: readonly string[]): Promise<string> => {
      let seen = ''
      await using proxied = await startApp({
        trustedProxies,
        useCases: {
          signIn: async ({ clientAddress }) => {
            seen = clientAddress
            throw new MailroomError('unauthenticated', 'No.')
          },
        },
      })
      const headers = { 'x-forwarded-for': '203.0.113.9' }
      await proxied.request('POST', '/api/v1/session', { as: '', json: credentials, headers })
      return seen
    }

    it('takes no forwarded address from a stranger', async function () {
      expect(await addressSeen([])).to.equal('127.0.0.1')
    })
    it('takes it from a trusted proxy', async function () {
      expect(await addressSeen(['127.0.0.1'])).to.equal('203.0.113.9')
    })
  })

  it('names the status and code of a failed sign-in alike for everyone', async function () {
    await using strict = await startApp({
      useCases: {
        signIn: () => Promise.reject(new MailroomError('unauthenticated', 'Name or password is wrong.')),
      },
    })
    const response = await strict.request('POST', '/api/v1/session', { as: '', json: credentials })
    expect(response.status).to.equal(401)
    expect(response.headers.getSetCookie()).to.deep.equal([])
  })
})
