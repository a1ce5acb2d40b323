import { expect } from 'chai'
import {
  createAddPasskey,
  createBeginPasskey,
  createListPasskeys,
  createRemovePasskey,
  createRenamePasskey,
} from '../../../../src/usecases/access/passkeys.ts'
import {
  createBeginPasskeySignIn,
  createSignInWithPasskey,
} from '../../../../src/usecases/access/passkey-sign-in.ts'
import { createResetSecondFactor } from '../../../../src/usecases/access/reset-second-factor.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createSetSignInRules } from '../../../../src/usecases/access/sign-in-rules.ts'
import { createSignIn } from '../../../../src/usecases/access/sign-in.ts'
import type { PasskeyAssertion } from '../../../../src/domain/access/passkey.ts'
import type { CeremonyOptions } from '../../../../src/ports/passkeys.ts'
import {
  createSoftwareAuthenticator,
  type CeremonyInput,
  type SoftwareAuthenticator,
} from '../../../support/software-authenticator.ts'
import { expectFailure } from '../support/expect-failure.ts'
import {
  openMailroom,
  PASSWORD,
  person,
  SIGNAL,
  type Mailroom,
  type PersonName,
} from '../support/mailroom.ts'
import { placeKeys } from '../support/signed-in.ts'

const ORIGIN = 'https://post.example.org'
const OWN = { currentPassword: PASSWORD, clientAddress: '192.0.2.1' }
const CLARA = person('clara')
let mailroom: Mailroom
let device: SoftwareAuthenticator

function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
    device = createSoftwareAuthenticator()
  })
}

function challengeIn(options: CeremonyOptions): string {
  return String(options['challenge'])
}

async function registrationChallenge(name: PersonName = 'clara'): Promise<string> {
  return challengeIn(await createBeginPasskey(mailroom)(person(name), { ...OWN, origin: ORIGIN }, SIGNAL))
}

/** Adds the passkey of the device to a person. */
async function add(name: PersonName = 'clara', from = device, spoil: Partial<CeremonyInput> = {}) {
  const challenge = await registrationChallenge(name)
  const registration = from.register({ origin: ORIGIN, challenge, ...spoil })
  return createAddPasskey(mailroom)(person(name), { name: 'Telefon', registration, origin: ORIGIN }, SIGNAL)
}

async function signed(spoil: Partial<CeremonyInput> = {}, from = device): Promise<PasskeyAssertion> {
  const challenge = challengeIn(await createBeginPasskeySignIn(mailroom)({ origin: ORIGIN }))
  return from.sign({ origin: ORIGIN, challenge, ...spoil })
}

async function enter(assertion: PasskeyAssertion, clientAddress = '192.0.2.1') {
  const input = { assertion, origin: ORIGIN, clientAddress, requestId: 'r' }
  return createSignInWithPasskey(mailroom)(input, SIGNAL)
}

async function enterByPassword(passkey?: PasskeyAssertion) {
  const given = passkey && { assertion: passkey, origin: ORIGIN }
  const input = { username: 'clara', password: PASSWORD, clientAddress: '192.0.2.1', requestId: 'r' }
  return createSignIn(mailroom)({ ...input, passkey: given }, SIGNAL)
}

describe('keeping passkeys', function () {
  openBeforeEach()

  it('asks for the password, and tells the device what it needs and has already', async function () {
    const begin = createBeginPasskey(mailroom)
    const wrong = { ...OWN, currentPassword: 'wrong', origin: ORIGIN }
    await expectFailure(begin(CLARA, wrong, SIGNAL), 'validation-failed')
    const { credentialId } = await add()
    const options = await begin(CLARA, { ...OWN, origin: ORIGIN }, SIGNAL)
    expect(options).to.deep.include({
      rp: { name: 'Poststelle Musterstadt', id: 'post.example.org' },
      attestation: 'none',
    })
    expect(options['authenticatorSelection']).to.deep.include({
      residentKey: 'required',
      userVerification: 'required',
    })
    expect(JSON.stringify(options['excludeCredentials'])).to.include(credentialId)
  })

  it('lists, renames and removes the own ones, and leaves a trace', async function () {
    const { id } = await add()
    const list = createListPasskeys(mailroom)
    const rename = createRenamePasskey(mailroom)
    await rename(CLARA, { id, name: 'Schlüssel' }, SIGNAL)
    await expectFailure(rename(person('cem'), { id, name: 'x' }, SIGNAL), 'not-found')
    expect((await list(CLARA, SIGNAL)).map(({ name }) => name)).to.deep.equal(['Schlüssel'])
    expect(await list(person('cem'), SIGNAL)).to.deep.equal([])
    const remove = createRemovePasskey(mailroom)
    await expectFailure(remove(person('cem'), { ...OWN, id }, SIGNAL), 'not-found')
    await expectFailure(remove(CLARA, { ...OWN, currentPassword: 'x', id }, SIGNAL), 'validation-failed')
    await remove(CLARA, { ...OWN, id }, SIGNAL)
    await expectFailure(remove(CLARA, { ...OWN, id }, SIGNAL), 'not-found')
    const history = await mailroom.auditLog.history(mailroom.machine, 'user', 'clara', SIGNAL)
    expect(history.map(({ action }) => action)).to.include.members([
      'user.passkey-added',
      'user.passkey-removed',
    ])
  })

  it('is nothing for tokens', async function () {
    await expectFailure(createListPasskeys(mailroom)({ ...CLARA, kind: 'token' }, SIGNAL), 'forbidden')
  })

  for (const { name, spoil } of [
    { name: 'another site', spoil: { origin: 'https://evil.example.org' } },
    { name: 'another ceremony', spoil: { type: 'webauthn.get' } },
    { name: 'a challenge of nobody', spoil: { challenge: Buffer.from('x').toString('base64url') } },
    { name: 'a device that did not ask its owner', spoil: { isOwnerVerified: false } },
  ]) {
    it(`refuses one that was made for ${name}`, async function () {
      await expectFailure(add('clara', device, spoil), 'validation-failed')
    })
  }

  it('refuses challenges of other people, of the sign-in and of long ago', async function () {
    const ofCem = await registrationChallenge('cem')
    await expectFailure(add('clara', device, { challenge: ofCem }), 'validation-failed')
    const ofSignIn = challengeIn(await createBeginPasskeySignIn(mailroom)({ origin: ORIGIN }))
    await expectFailure(add('clara', device, { challenge: ofSignIn }), 'validation-failed')
    const late = await registrationChallenge()
    mailroom.clock.advance(5 * 60_000)
    await expectFailure(add('clara', device, { challenge: late }), 'validation-failed')
  })
})

describe('signing in with a passkey', function () {
  openBeforeEach()

  it('opens a session of its owner without name and password', async function () {
    await add()
    await add('cem', createSoftwareAuthenticator())
    const { actor, token } = await enter(await signed({ userHandle: 'clara' }))
    expect(actor).to.deep.include({ userId: 'clara', roles: ['clerk'] })
    expect(placeKeys(actor)).to.deep.equal(['unit:social'])
    const resumed = await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
    expect(resumed?.actor.userId).to.equal('clara')
    const [passkey] = await createListPasskeys(mailroom)(CLARA, SIGNAL)
    expect(passkey?.lastUsedAt).to.equal(mailroom.clock.now().toISOString())
  })

  it('takes each answer once, from devices that count and from others', async function () {
    for (const counts of [true, false]) {
      device = createSoftwareAuthenticator(counts)
      await add()
      const assertion = await signed()
      await enter(assertion)
      await expectFailure(enter(assertion), 'unauthenticated')
      await enter(await signed())
    }
  })

  it('lets a copied device out as soon as the counters tell', async function () {
    await add()
    const early = await signed()
    await enter(await signed())
    await expectFailure(enter(early), 'unauthenticated')
  })

  for (const { name, spoil } of [
    { name: 'for another site', spoil: { origin: 'https://evil.example.org' } },
    { name: 'in another ceremony', spoil: { type: 'webauthn.create' } },
    { name: 'over a challenge of nobody', spoil: { challenge: Buffer.from('x y').toString('base64url') } },
    { name: 'without asking its owner', spoil: { isOwnerVerified: false } },
    { name: 'in the name of somebody else', spoil: { userHandle: 'cem' } },
  ]) {
    it(`refuses an answer ${name}`, async function () {
      await add()
      await expectFailure(enter(await signed(spoil)), 'unauthenticated')
    })
  }

  it('refuses an answer of another key, of an unknown device, too late, and of who was disabled', async function () {
    const { id } = await add()
    const other = createSoftwareAuthenticator()
    await expectFailure(enter(await signed({}, other)), 'unauthenticated')
    const mixed = { ...(await signed({}, other)), id: (await signed()).id }
    await expectFailure(enter(mixed), 'unauthenticated')
    const late = await signed()
    mailroom.clock.advance(5 * 60_000)
    await expectFailure(enter(late), 'unauthenticated')
    const clara = await mailroom.users.find(mailroom.machine, 'clara', SIGNAL)
    if (clara === undefined) throw new Error('Clara is missing')
    await mailroom.users.save(mailroom.machine, { ...clara, disabled: true }, SIGNAL)
    await expectFailure(enter(await signed()), 'unauthenticated')
    expect(id).not.to.equal('')
  })

  it('stops floods from one block of addresses and nobody else', async function () {
    await add()
    const other = createSoftwareAuthenticator()
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      await expectFailure(enter(await signed({}, other), '2001:db8::1'), 'unauthenticated')
    }
    await expectFailure(enter(await signed(), '2001:db8::2'), 'rate-limited')
    expect((await enter(await signed(), '2001:db8:0:1::1')).actor.userId).to.equal('clara')
  })
})

describe('a passkey as second factor', function () {
  openBeforeEach()

  it('is asked for beside the password from then on', async function () {
    await enterByPassword()
    await add()
    await expectFailure(enterByPassword(), 'unauthenticated')
    expect((await enterByPassword(await signed())).actor.userId).to.equal('clara')
    const strange = createSoftwareAuthenticator()
    await add('cem', strange)
    await expectFailure(enterByPassword(await signed({}, strange)), 'unauthenticated')
  })

  it('is enough where a second factor is demanded', async function () {
    await createSetSignInRules(mailroom)(person('ada'), { secondFactorRoles: ['clerk'] }, SIGNAL)
    expect((await enterByPassword()).view.secondFactorMissing).to.equal(true)
    await add()
    expect((await enter(await signed())).view).to.deep.include({ secondFactorMissing: false })
  })

  it('is taken away by administrators from a person who has lost it', async function () {
    await add()
    await createResetSecondFactor(mailroom)(person('ada'), 'clara', SIGNAL)
    await expectFailure(enter(await signed()), 'unauthenticated')
    await enterByPassword()
  })
})
