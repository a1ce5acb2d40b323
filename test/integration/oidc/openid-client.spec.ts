import { expect } from 'chai'
import { createOpenIdClient } from '../../../src/adapters/openid-client/openid-client.ts'
import { createGuardedFetch } from '../../../src/adapters/undici/guarded-fetch.ts'
import type { IdentityProvider } from '../../../src/domain/access/identity-provider.ts'
import type { OpenIdClient, SignInFlow } from '../../../src/ports/identity-providers.ts'
import { expectFailure } from '../../unit/usecases/support/expect-failure.ts'
import { AFTER_LOGOUT, CLIENT_SECRET, REDIRECT_URI, signInThere, startProvider, type Site } from './site.ts'

describe('signing in at a real OpenID provider', function () {
  this.timeout(120_000)
  let site: Site
  let client: OpenIdClient
  let provider: IdentityProvider

  function clientWith(
    given: Readonly<Record<string, string>>,
    allowedHosts = [site.host],
    issuer = site.issuer,
  ): OpenIdClient {
    const named = Object.entries(given).map(([name, secret]) => [name, { secret, issuer }])
    const secrets = Object.fromEntries(named) as Readonly<Record<string, { secret: string; issuer: string }>>
    return createOpenIdClient({ fetch: createGuardedFetch({ allowedHosts }), secrets, allowedHosts })
  }

  before(async function () {
    site = await startProvider()
    client = clientWith({ STADT: CLIENT_SECRET })
    provider = {
      id: 'provider',
      tenantId: 'tenant',
      kind: 'staff',
      name: 'Verzeichnis',
      issuer: site.issuer,
      clientId: 'poststelle',
      secretName: 'STADT',
      groupsClaim: 'groups',
      rolesByGroup: [],
      askedLevels: 'niedrig hoch',
      levelNames: [],
      version: 1,
    }
  })
  after(() => site[Symbol.asyncDispose]())

  async function comeBack(
    login = 'kora',
  ): Promise<{ readonly flow: SignInFlow; readonly callbackUrl: string }> {
    const { url, flow } = await client.begin(provider, REDIRECT_URI)
    return { flow, callbackUrl: await signInThere(url, login) }
  }

  it('asks with PKCE, state and nonce, and tells who came back', async function () {
    const { url, flow } = await client.begin(provider, REDIRECT_URI)
    const query = new URL(url).searchParams
    expect(query.get('code_challenge_method')).to.equal('S256')
    expect(query.get('acr_values')).to.equal('niedrig hoch')
    expect([query.get('state'), query.get('nonce')]).to.deep.equal([flow.state, flow.nonce])
    expect(url).not.to.include(flow.codeVerifier)
    expect(url).not.to.include(encodeURIComponent(CLIENT_SECRET))
    const identity = await client.finish(provider, await signInThere(url, 'kora'), flow)
    expect(identity).to.deep.equal({
      subject: 'kora',
      username: 'kora',
      displayName: 'Person kora',
      groups: ['amt-50'],
      acr: 'hoch',
    })
  })

  it('takes each answer once', async function () {
    const { flow, callbackUrl } = await comeBack()
    await client.finish(provider, callbackUrl, flow)
    await expectFailure(client.finish(provider, callbackUrl, flow), 'unauthenticated')
  })

  for (const { name, spoil } of [
    { name: 'another state', spoil: { state: 'x' } },
    { name: 'another nonce', spoil: { nonce: 'x' } },
    { name: 'the verifier of somebody else', spoil: { codeVerifier: 'x'.repeat(43) } },
  ]) {
    it(`refuses an answer with ${name}`, async function () {
      const { flow, callbackUrl } = await comeBack()
      await expectFailure(client.finish(provider, callbackUrl, { ...flow, ...spoil }), 'unauthenticated')
    })
  }

  it('refuses a code that the provider never gave, and a refusal of the provider', async function () {
    const { flow, callbackUrl } = await comeBack()
    const invented = new URL(callbackUrl)
    invented.searchParams.set('code', 'invented')
    await expectFailure(client.finish(provider, invented.href, flow), 'unauthenticated')
    const refused = `${REDIRECT_URI}?error=access_denied&state=${flow.state}&iss=${site.issuer}`
    await expectFailure(client.finish(provider, refused, flow), 'unauthenticated')
  })

  it('refuses the answer of another issuer', async function () {
    const { flow, callbackUrl } = await comeBack()
    const mixedUp = new URL(callbackUrl)
    mixedUp.searchParams.set('iss', 'https://evil.example')
    await expectFailure(client.finish(provider, mixedUp.href, flow), 'unauthenticated')
  })

  it('knows where to sign out', async function () {
    const url = new URL((await client.logoutUrl(provider, AFTER_LOGOUT)) ?? '')
    expect(url.host).to.equal(site.host)
    expect(url.searchParams.get('post_logout_redirect_uri')).to.equal(AFTER_LOGOUT)
    expect((await fetch(url)).status).to.equal(200)
  })

  it('goes to no host that the operator has not named, and nowhere without a secret', async function () {
    await expectFailure(
      clientWith({ STADT: 'x' }, []).begin(provider, REDIRECT_URI),
      'dependency-unavailable',
    )
    await expectFailure(clientWith({}).begin(provider, REDIRECT_URI), 'dependency-unavailable')
    const elsewhere = { ...provider, id: 'other', issuer: 'https://169.254.169.254' }
    const there = clientWith({ STADT: 'x' }, undefined, elsewhere.issuer)
    await expectFailure(there.begin(elsewhere, REDIRECT_URI), 'dependency-unavailable')
  })

  it('says whether a sign-in could begin', async function () {
    expect(await client.check(provider)).to.equal('ok')
    expect(await clientWith({}).check(provider)).to.equal('secret-missing')
    expect(await clientWith({ STADT: 'x' }, []).check(provider)).to.equal('unreachable')
    const elsewhere = { ...provider, issuer: `${site.issuer}/elsewhere` }
    const there = clientWith({ STADT: 'x' }, undefined, elsewhere.issuer)
    expect(await there.check(elsewhere)).to.equal('unreachable')
  })

  it('keeps a secret from every provider but the one that the operator has named with it', async function () {
    const secretOfOthers = clientWith({ STADT: CLIENT_SECRET }, [site.host], 'https://id.others.example/')
    expect(await secretOfOthers.check(provider)).to.equal('secret-missing')
    await expectFailure(secretOfOthers.begin(provider, REDIRECT_URI), 'dependency-unavailable')
    expect(await clientWith({ STADT: 'x' }, undefined, `${site.issuer}/`).check(provider)).to.equal('ok')
  })
})
