import { expect } from 'chai'
import type { IdentityProvider, ProvenIdentity } from '../../../../src/domain/access/identity-provider.ts'
import { MailroomError } from '../../../../src/domain/errors.ts'
import type { OpenIdClient } from '../../../../src/ports/identity-providers.ts'
import { createBeginProviderSignIn } from '../../../../src/usecases/access/begin-provider-sign-in.ts'
import {
  createFinishProviderSignIn,
  type FinishProviderSignIn,
} from '../../../../src/usecases/access/finish-provider-sign-in.ts'
import {
  createAddIdentityProvider,
  createCheckIdentityProvider,
  createPatchIdentityProvider,
  createListIdentityProviders,
  createListSignInButtons,
  createRemoveIdentityProvider,
} from '../../../../src/usecases/access/identity-providers.ts'
import { createProviderLogout } from '../../../../src/usecases/access/provider-logout.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createSetSignInRules } from '../../../../src/usecases/access/sign-in-rules.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const KORA: ProvenIdentity = {
  subject: 'subject-1',
  username: 'Kora.Müller@stadt.example',
  displayName: 'Kora Müller',
  groups: ['alle', 'amt-50'],
  acr: '',
}
const ADA = person('ada')
let mailroom: Mailroom
let provider: IdentityProvider
let says: ProvenIdentity | undefined

/** A provider that says what the test wants, or refuses. */
function clientOf(): OpenIdClient {
  return {
    begin: async ({ id }, redirectUri) => ({
      url: `https://id.example/?to=${redirectUri}`,
      flow: { providerId: id, state: 's', nonce: 'n', codeVerifier: 'v' },
    }),
    finish: async () => {
      if (says === undefined) throw new MailroomError('unauthenticated', 'No.')
      return says
    },
    check: async () => 'ok',
    logoutUrl: async (_provider, returnTo) => `https://id.example/logout?to=${returnTo}`,
  }
}

function finishing(): FinishProviderSignIn {
  return createFinishProviderSignIn({ ...mailroom, openIdClient: clientOf() })
}

async function finish(providerId = provider.id) {
  const flow = { providerId, state: 's', nonce: 'n', codeVerifier: 'v' }
  return finishing()({ flow, callbackUrl: 'https://post.example/callback', requestId: 'r' }, SIGNAL)
}

async function isSignedIn(token: string): Promise<boolean> {
  return (await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)) !== undefined
}

describe('signing in through an identity provider', function () {
  beforeEach(async function () {
    mailroom = await openMailroom()
    says = KORA
    const input = {
      kind: 'staff',
      name: 'Verzeichnis der Stadt',
      issuer: 'https://id.example',
      clientId: 'poststelle',
      secretName: 'STADT',
      groupsClaim: 'groups',
      rolesByGroup: [
        { group: 'amt-50', role: 'clerk' },
        { group: 'leitung', role: 'head' },
      ],
      askedLevels: '',
      levelNames: [{ acr: 'doppelt', level: 'substantial' }],
    } as const
    provider = await createAddIdentityProvider(mailroom)(ADA, input, SIGNAL)
  })

  it('sends the browser there, and knows no other provider', async function () {
    const begin = createBeginProviderSignIn({ ...mailroom, openIdClient: clientOf() })
    const input = {
      providerId: provider.id,
      redirectUri: 'https://post.example/callback',
      clientAddress: 'a',
    }
    expect((await begin(input, SIGNAL)).url).to.equal('https://id.example/?to=https://post.example/callback')
    await expectFailure(begin({ ...input, providerId: 'none' }, SIGNAL), 'not-found')
  })

  it('opens an account at the first time and finds it again, with the roles of the groups', async function () {
    const first = await finish()
    expect(first.actor).to.deep.include({ roles: ['clerk'], displayName: 'Kora Müller', tenantId: 'tenant' })
    expect(first.view.user.username).to.match(/^kora\.muller\.\w+$/)
    expect(await isSignedIn(first.token)).to.equal(true)
    says = { ...KORA, username: 'renamed', groups: ['leitung', 'amt-50'] }
    const second = await finish()
    expect(second.actor).to.deep.include({ userId: first.actor.userId, roles: ['clerk', 'head'] })
    const history = await mailroom.auditLog.history(mailroom.machine, 'user', first.actor.userId, SIGNAL)
    expect(history.map(({ action }) => action)).to.have.members([
      'user.created',
      'session.opened',
      'user.changed',
      'session.opened',
    ])
  })

  it('takes no account with a password over, whatever the provider calls a person', async function () {
    says = { ...KORA, username: 'clara' }
    const { actor, view } = await finish()
    expect(actor.userId).not.to.equal('clara')
    expect(view.user.username).not.to.equal('clara')
    expect(actor.orgUnitIds).to.deep.equal([])
  })

  it('lets nobody in without a role, without a name, or who was disabled', async function () {
    for (const strange of [{ groups: [] }, { groups: ['amt-51'] }, { subject: '' }]) {
      says = { ...KORA, ...strange }
      await expectFailure(finish(), 'unauthenticated')
    }
    says = KORA
    const { view } = await finish()
    const user = await mailroom.users.find(mailroom.machine, view.user.id, SIGNAL)
    if (user === undefined) throw new Error('the account is missing')
    await mailroom.users.save(mailroom.machine, { ...user, disabled: true }, SIGNAL)
    await expectFailure(finish(), 'unauthenticated')
  })

  it('lets nobody in whom the provider does not confirm, or of another provider', async function () {
    await expectFailure(finish('none'), 'unauthenticated')
    says = undefined
    await expectFailure(finish(), 'unauthenticated')
  })

  it('gives nobody a role that reaches beyond the tenant', async function () {
    const { id: _id, tenantId: _tenantId, version: _version, ...known } = provider
    const rolesByGroup = [{ group: 'amt-50', role: 'operator' }] as const
    const add = createAddIdentityProvider(mailroom)(ADA, { ...known, rolesByGroup }, SIGNAL)
    await expectFailure(add, 'validation-failed')
    const smuggled = { ...provider, id: 'smuggled', rolesByGroup }
    await mailroom.identityProviders.insert(ADA, smuggled, SIGNAL)
    await expectFailure(finish('smuggled'), 'unauthenticated')
  })

  it('lets nobody in whose groups make him data protection officer and something else', async function () {
    const rolesByGroup = [
      { group: 'amt-50', role: 'clerk' },
      { group: 'datenschutz', role: 'dpo' },
    ] as const
    const patch = { providerId: provider.id, expectedVersion: 1, rolesByGroup }
    await expectFailure(createPatchIdentityProvider(mailroom)(ADA, patch, SIGNAL), 'validation-failed')
    await mailroom.identityProviders.insert(ADA, { ...provider, id: 'both', rolesByGroup }, SIGNAL)
    says = { ...KORA, groups: ['amt-50', 'datenschutz'] }
    await expectFailure(finish('both'), 'unauthenticated')
    says = { ...KORA, groups: ['datenschutz'] }
    expect((await finish('both')).view.user.roles).to.deep.equal(['dpo'])
  })

  it('leaves a demanded second factor to the provider', async function () {
    await createSetSignInRules(mailroom)(ADA, { secondFactorRoles: ['clerk'] }, SIGNAL)
    const { token, view } = await finish()
    expect(view).to.deep.include({ secondFactorMissing: false, providerId: provider.id })
    const resumed = await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
    expect(resumed?.view).to.deep.include({ secondFactorMissing: false, providerId: provider.id })
  })

  it('keeps how sure the provider was with the session', async function () {
    const levels = []
    for (const acr of ['', 'unknown', 'doppelt', 'http://eidas.europa.eu/LoA/high', 'constructor']) {
      says = { ...KORA, acr }
      const { token, view } = await finish()
      const resumed = await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
      expect(resumed?.view.assurance).to.equal(view.assurance)
      levels.push(view.assurance)
    }
    expect(levels).to.deep.equal([undefined, undefined, 'substantial', 'high', undefined])
  })

  it('is changed by administrators of the tenant, but for kind and issuer, from the next sign-in on', async function () {
    const patch = createPatchIdentityProvider(mailroom)
    const rolesByGroup = [{ group: 'amt-50', role: 'head' }] as const
    const input = { providerId: provider.id, expectedVersion: 1, rolesByGroup }
    await expectFailure(patch({ ...ADA, tenantId: 'other' }, input, SIGNAL), 'not-found')
    await expectFailure(patch(person('hans'), input, SIGNAL), 'forbidden')
    const operator = { ...input, rolesByGroup: [{ group: 'amt-50', role: 'operator' }] as const }
    await expectFailure(patch(ADA, operator, SIGNAL), 'validation-failed')
    expect(await patch(ADA, input, SIGNAL)).to.deep.equal({ ...provider, rolesByGroup, version: 2 })
    await expectFailure(patch(ADA, input, SIGNAL), 'version-mismatch')
    expect((await finish()).actor.roles).to.deep.equal(['head'])
  })

  it('is tried by administrators of the tenant', async function () {
    const check = createCheckIdentityProvider({ ...mailroom, openIdClient: clientOf() })
    expect(await check(ADA, provider.id, SIGNAL)).to.equal('ok')
    await expectFailure(check({ ...ADA, tenantId: 'other' }, provider.id, SIGNAL), 'not-found')
    await expectFailure(check(person('hans'), provider.id, SIGNAL), 'forbidden')
  })

  it('shows buttons for all and settings to the own tenant only', async function () {
    const buttons = await createListSignInButtons(mailroom)(SIGNAL)
    expect(buttons).to.deep.equal([{ id: provider.id, name: 'Verzeichnis der Stadt', tenant: 'Musterstadt' }])
    const list = createListIdentityProviders(mailroom)
    expect(await list(ADA, SIGNAL)).to.deep.equal([provider])
    expect(await list({ ...ADA, tenantId: 'other' }, SIGNAL)).to.deep.equal([])
  })

  it('ends with the provider, also for those who are in', async function () {
    const { token } = await finish()
    const remove = createRemoveIdentityProvider(mailroom)
    await expectFailure(remove({ ...ADA, tenantId: 'other' }, provider.id, SIGNAL), 'not-found')
    expect(await isSignedIn(token)).to.equal(true)
    await remove(ADA, provider.id, SIGNAL)
    expect(await isSignedIn(token)).to.equal(false)
    await expectFailure(finish(), 'unauthenticated')
  })

  it('leads to the sign-out of the provider, or back where it has none', async function () {
    const input = { providerId: provider.id, returnTo: 'https://post.example/anmelden', clientAddress: 'a' }
    const logout = createProviderLogout({ ...mailroom, openIdClient: clientOf() })
    expect(await logout(input, SIGNAL)).to.equal('https://id.example/logout?to=https://post.example/anmelden')
    const openIdClient = { ...clientOf(), logoutUrl: async () => undefined }
    expect(await createProviderLogout({ ...mailroom, openIdClient })(input, SIGNAL)).to.equal(input.returnTo)
  })
})
