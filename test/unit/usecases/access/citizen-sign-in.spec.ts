import { expect } from 'chai'
import type { IdentityProvider, ProvenIdentity } from '../../../../src/domain/access/identity-provider.ts'
import type { OpenIdClient } from '../../../../src/ports/identity-providers.ts'
import {
  createFinishCitizenSignIn,
  createShowCitizenSignIn,
} from '../../../../src/usecases/access/citizen-sign-in.ts'
import { createFinishProviderSignIn } from '../../../../src/usecases/access/finish-provider-sign-in.ts'
import {
  createAddIdentityProvider,
  createListSignInButtons,
  createRemoveIdentityProvider,
} from '../../../../src/usecases/access/identity-providers.ts'
import { createAdmitSubmission } from '../../../../src/usecases/intake/admit-submission.ts'
import { createHandInSubmission } from '../../../../src/usecases/intake/hand-in-submission.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const ADA = person('ada')
const BERTA: ProvenIdentity = {
  subject: 'b',
  username: 'berta77',
  displayName: 'Berta Bürger',
  groups: [],
  acr: 'STORK-QAA-Level-3',
}
const INPUT = {
  kind: 'citizen',
  name: 'BundID',
  issuer: 'https://bund.example',
  clientId: 'poststelle',
  secretName: 'BUND',
  groupsClaim: 'groups',
  rolesByGroup: [],
  askedLevels: '',
  levelNames: [],
} as const
let mailroom: Mailroom
let provider: IdentityProvider

async function passOf(identity: ProvenIdentity = BERTA, providerId = provider.id): Promise<string> {
  const openIdClient: OpenIdClient = { ...mailroom.openIdClient, finish: async () => identity }
  const flow = { providerId, state: 's', nonce: 'n', codeVerifier: 'v' }
  const callbackUrl = 'https://post.example/callback'
  return (await createFinishCitizenSignIn({ ...mailroom, openIdClient })({ flow, callbackUrl }, SIGNAL)).pass
}

async function senderOf(pass: string | undefined) {
  const input = { tenantSlug: 'musterstadt', pass }
  return (await createShowCitizenSignIn(mailroom)(input, SIGNAL)).sender
}

describe('citizens who sign in before they hand something in', function () {
  beforeEach(async function () {
    mailroom = await openMailroom()
    provider = await createAddIdentityProvider(mailroom)(ADA, INPUT, SIGNAL)
  })

  it('are known by name and level, without an account', async function () {
    const sender = { name: 'Berta Bürger', provider: 'BundID', level: 'substantial' }
    const before = await mailroom.users.list(mailroom.machine, SIGNAL)
    expect(await senderOf(await passOf())).to.deep.equal(sender)
    expect(await senderOf(await passOf({ ...BERTA, acr: '' }))).not.to.have.property('level')
    expect(await mailroom.users.list(mailroom.machine, SIGNAL)).to.deep.equal(before)
  })

  it('leave it with what they hand in, whatever name they write', async function () {
    const admission = { tenantSlug: 'musterstadt', clientAddress: 'a', requestId: 'r' }
    const admit = createAdmitSubmission(mailroom)
    const handIn = createHandInSubmission(mailroom)
    const citizen = await admit({ ...admission, pass: await passOf() }, SIGNAL)
    const { receiptNumber } = await handIn(citizen, { files: [upload('1')], name: 'Wer anders' }, SIGNAL)
    await handIn(
      await admit({ ...admission, pass: 'x' }, SIGNAL),
      { files: [upload('2')], name: 'N' },
      SIGNAL,
    )
    const { items } = await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 9 }, SIGNAL)
    const [verified, plain] = [...items].sort((left) => (left.receiptNumber === receiptNumber ? -1 : 1))
    expect(verified).to.deep.include({
      channel: 'upload_login',
      sender: 'Berta Bürger',
      verifiedSender: { name: 'Berta Bürger', provider: 'BundID', level: 'substantial' },
    })
    expect(plain).to.deep.include({ channel: 'upload_link', sender: 'N' })
    expect(plain).not.to.have.property('verifiedSender')
  })

  it('are nobody with a pass that was changed, is too old, of another city, or of a provider that went', async function () {
    const pass = await passOf()
    expect(await senderOf(pass.replace('Berta', 'Beate'))).to.equal(undefined)
    for (const strange of ['', 'x'.repeat(64), `${'0'.repeat(64)}["tenant"]`]) {
      expect(await senderOf(strange)).to.equal(undefined)
    }
    const elsewhere = {
      id: 'other',
      slug: 'anderswo',
      name: 'A',
      receiptPrefix: 'AN',
      timeZone: 'Europe/Berlin',
    }
    await mailroom.tenants.insert(elsewhere, SIGNAL)
    const there = await createShowCitizenSignIn(mailroom)({ tenantSlug: 'anderswo', pass }, SIGNAL)
    expect(there).to.deep.equal({ sender: undefined, providers: [] })
    mailroom.clock.advance(30 * 60_000)
    expect(await senderOf(pass)).to.equal(undefined)
    const later = await passOf()
    expect(await senderOf(later)).not.to.equal(undefined)
    await createRemoveIdentityProvider(mailroom)(ADA, provider.id, SIGNAL)
    expect(await senderOf(later)).to.equal(undefined)
  })

  it('need a name that the provider vouches for', async function () {
    for (const strange of [{ displayName: ' ' }, { displayName: BERTA.username }, { subject: '' }]) {
      await expectFailure(passOf({ ...BERTA, ...strange }), 'unauthenticated')
    }
  })

  it('never become staff, nor staff citizens', async function () {
    const flow = { providerId: provider.id, state: 's', nonce: 'n', codeVerifier: 'v' }
    const openIdClient: OpenIdClient = { ...mailroom.openIdClient, finish: async () => BERTA }
    const finish = createFinishProviderSignIn({ ...mailroom, openIdClient })
    const call = finish({ flow, callbackUrl: 'https://post.example/callback', requestId: 'r' }, SIGNAL)
    await expectFailure(call, 'unauthenticated')
    expect(await createListSignInButtons(mailroom)(SIGNAL)).to.deep.equal([])
    const rolesByGroup = [{ group: 'alle', role: 'clerk' }] as const
    const add = createAddIdentityProvider(mailroom)
    await expectFailure(add(ADA, { ...INPUT, rolesByGroup }, SIGNAL), 'validation-failed')
    const staff = await add(ADA, { ...INPUT, kind: 'staff' }, SIGNAL)
    await expectFailure(passOf(BERTA, staff.id), 'unauthenticated')
  })
})
