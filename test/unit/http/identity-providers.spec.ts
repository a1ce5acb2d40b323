import { expect } from 'chai'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { UseCases } from '../../../src/http/use-cases.ts'
import { startApp } from './support/app-under-test.ts'
import { sessionOf } from './support/records.ts'

const SECRET = 'c0ffee'.repeat(10)
const FLOW = { providerId: 'p1', state: 'state', nonce: 'nonce', codeVerifier: 'verifier' }

const endsAt = new Date(Date.now() + 3_600_000).toISOString()
const useCases: Partial<UseCases> = {
  beginProviderSignIn: async ({ redirectUri }) => ({
    url: `https://id.example/?to=${encodeURIComponent(redirectUri)}`,
    flow: FLOW,
    kind: 'staff',
  }),
  finishProviderSignIn: async () => ({ ...sessionOf(['clerk']), token: SECRET, endsAt }),
}

/** The cookie as a browser sends it back. */
function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

describe('the way to an identity provider and back', function () {
  it('goes there with a cookie of ten minutes that scripts cannot read', async function () {
    await using app = await startApp({ useCases, publicOrigin: 'https://post.example', secureCookies: true })
    const response = await app.request('GET', '/api/v1/oidc/p1/start', { as: '' })
    expect(response.status).to.equal(303)
    expect(response.headers.get('location')).to.equal(
      'https://id.example/?to=https%3A%2F%2Fpost.example%2Fapi%2Fv1%2Foidc%2Fcallback',
    )
    expect(response.headers.getSetCookie()[0]).to.match(
      /^__Host-poststelle-flow=[\w-]+; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  for (const [wanted, target] of [
    ['/akten/1?x=y', '/akten/1?x=y'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['', '/'],
  ] as const) {
    it(`comes back with a session, to ${target} for ${JSON.stringify(wanted)}`, async function () {
      await using app = await startApp({ useCases })
      const there = await app.request('GET', `/api/v1/oidc/p1/start?weiter=${encodeURIComponent(wanted)}`, {
        as: '',
      })
      const headers = { cookie: cookieOf(there) }
      const back = await app.request('GET', '/api/v1/oidc/callback?code=c&state=state', { as: '', headers })
      expect(back.status).to.equal(303)
      expect(back.headers.get('location')).to.equal(target)
      const cookies = back.headers.getSetCookie()
      expect(cookies.some((line) => line.startsWith(`poststelle=${SECRET};`))).to.equal(true)
      expect(cookies.some((line) => /^poststelle-flow=; .*Expires=Thu, 01 Jan 1970/.test(line))).to.equal(
        true,
      )
    })
  }

  it('hands the whole answer of the provider to the check, with what the browser kept', async function () {
    const seen: unknown[] = []
    await using app = await startApp({
      useCases: {
        ...useCases,
        finishProviderSignIn: async ({ flow, callbackUrl }) => {
          seen.push(flow, callbackUrl)
          throw new MailroomError('unauthenticated', 'No.')
        },
      },
    })
    const there = await app.request('GET', '/api/v1/oidc/p1/start', { as: '' })
    const path = '/api/v1/oidc/callback?code=c&state=state&iss=https%3A%2F%2Fid.example'
    const back = await app.request('GET', path, { as: '', headers: { cookie: cookieOf(there) } })
    expect(seen).to.deep.equal([FLOW, app.url + path])
    expect(back.headers.get('location')).to.equal('/anmelden?fehler=anbieter')
    expect(back.headers.getSetCookie().some((line) => line.startsWith('poststelle='))).to.equal(false)
  })

  for (const cookie of ['', 'poststelle-flow=x', 'poststelle-flow=e30', 'poststelle-flow=bnVsbA']) {
    it(`opens no session for a browser that brings "${cookie}"`, async function () {
      await using app = await startApp({ useCases })
      const headers = { cookie }
      const back = await app.request('GET', '/api/v1/oidc/callback?code=c&state=state', { as: '', headers })
      expect(back.headers.get('location')).to.equal('/anmelden?fehler=anbieter')
    })
  }

  it('brings citizens back with a pass in place of a session, to the page that they came from', async function () {
    await using app = await startApp({
      useCases: {
        beginProviderSignIn: async () => ({ url: 'https://id.example', flow: FLOW, kind: 'citizen' }),
        finishCitizenSignIn: async ({ flow }) =>
          flow.state === 'state' ? { pass: '["Bürger"]' } : Promise.reject(new Error('Another flow.')),
        findPublicTenant: async (slug) => ({
          id: 't',
          slug,
          name: 'T',
          receiptPrefix: 'T',
          timeZone: 'UTC',
          links: {},
        }),
        showCitizenSignIn: async ({ pass }) => ({
          sender: pass === '["Bürger"]' ? { name: 'B', provider: 'BundID', level: 'high' } : undefined,
          providers: [],
        }),
      },
    })
    const there = await app.request('GET', '/api/v1/oidc/p1/start?weiter=/abgabe/mainz', { as: '' })
    const headers = { cookie: cookieOf(there) }
    const back = await app.request('GET', '/api/v1/oidc/callback?code=c&state=state', { as: '', headers })
    expect(back.headers.get('location')).to.equal('/abgabe/mainz')
    const cookies = back.headers.getSetCookie()
    expect(cookies.some((line) => line.startsWith('poststelle='))).to.equal(false)
    expect(cookies.find((line) => line.startsWith('poststelle-buerger='))).to.match(/HttpOnly; SameSite=Lax$/)
    const path = '/api/v1/public/mainz/identity'
    const known = await app.request('GET', path, { as: '', headers: { cookie: cookieOf(back) } })
    const sender = { name: 'B', provider: 'BundID', level: 'high' }
    expect(await known.json()).to.deep.equal({ sender, providers: [] })
    const strange = await app.request('GET', path, { as: '', headers: { cookie: 'poststelle-buerger=x' } })
    expect(await strange.json()).to.deep.equal({ sender: null, providers: [] })
    const gone = await app.request('DELETE', path, { as: '' })
    expect(gone.headers.getSetCookie()[0]).to.match(/^poststelle-buerger=;.*1970/)
  })

  it('says 503 when the provider cannot be reached', async function () {
    const away = () => Promise.reject(new MailroomError('dependency-unavailable', 'Away.'))
    await using app = await startApp({ useCases: { beginProviderSignIn: away, providerLogout: away } })
    for (const step of ['start', 'logout']) {
      expect((await app.request('GET', `/api/v1/oidc/p1/${step}`, { as: '' })).status).to.equal(503)
    }
  })

  it('shows the settings without the tenant, and takes no secret into them', async function () {
    const added: unknown[] = []
    await using app = await startApp({
      useCases: {
        addIdentityProvider: async (_actor, input) => {
          added.push(input)
          return { ...input, id: 'p1', tenantId: 't', version: 1 }
        },
      },
    })
    const json = {
      name: 'Verzeichnis',
      issuer: 'https://id.example',
      clientId: 'poststelle',
      secretName: 'STADT',
      rolesByGroup: [{ group: 'amt-50', role: 'clerk' }],
    }
    const usual = { kind: 'staff', groupsClaim: 'groups', askedLevels: '', levelNames: [], version: 1 }
    const made = await app.request('POST', '/api/v1/identity-providers', { as: 'admin', json })
    expect(await made.json()).to.deep.equal({ ...json, ...usual, id: 'p1' })
    const withSecret = { ...json, clientSecret: 'x' }
    const refused = await app.request('POST', '/api/v1/identity-providers', { as: 'admin', json: withSecret })
    expect(refused.status).to.equal(422)
    expect(added).to.have.length(1)
  })
})
