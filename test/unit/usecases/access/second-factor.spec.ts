import { expect } from 'chai'
import { fromBase32, hotp } from '../../../../src/adapters/system/one-time-codes.ts'
import { createSecretBox } from '../../../../src/adapters/system/secret-box.ts'
import { createCloseSecrets } from '../../../../src/usecases/access/close-secrets.ts'
import { createConfirmSecondFactor } from '../../../../src/usecases/access/confirm-second-factor.ts'
import { createRemoveSecondFactor } from '../../../../src/usecases/access/remove-second-factor.ts'
import { createResetSecondFactor } from '../../../../src/usecases/access/reset-second-factor.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createShowSecondFactor } from '../../../../src/usecases/access/show-second-factor.ts'
import { createSetSignInRules, createShowSignInRules } from '../../../../src/usecases/access/sign-in-rules.ts'
import { createSignIn, type SignedIn } from '../../../../src/usecases/access/sign-in.ts'
import { createStartSecondFactor } from '../../../../src/usecases/access/start-second-factor.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, PASSWORD, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'
import { placeKeys } from '../support/signed-in.ts'

const OWN = { currentPassword: PASSWORD, clientAddress: '192.0.2.1' }
const STEP_MS = 30_000
const CLARA = person('clara')
let mailroom: Mailroom

function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

function codeOf(secret: string): string {
  return hotp(fromBase32(secret), Math.floor(mailroom.clock.now().getTime() / STEP_MS), 6)
}

async function signIn(oneTimeCode?: string, clientAddress = '192.0.2.1'): Promise<SignedIn> {
  const input = { username: 'clara', password: PASSWORD, clientAddress, requestId: 'r', oneTimeCode }
  return createSignIn(mailroom)(input, SIGNAL)
}

/** Sets the app of Clara up; the code that confirmed it is used up. */
async function setUp(): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
  const { secret } = await createStartSecondFactor(mailroom)(CLARA, OWN, SIGNAL)
  const { recoveryCodes } = await createConfirmSecondFactor(mailroom)(CLARA, codeOf(secret), SIGNAL)
  return { secret, recoveryCodes }
}

async function actionsOfClara(): Promise<string[]> {
  const history = await mailroom.auditLog.history(mailroom.machine, 'user', 'clara', SIGNAL)
  return history.map(({ action }) => action)
}

describe('setting up a second factor', function () {
  openBeforeEach()

  it('asks for the password, and for nothing at sign-in until the app has shown a right code', async function () {
    const start = createStartSecondFactor(mailroom)
    await expectFailure(start(CLARA, { ...OWN, currentPassword: 'wrong' }, SIGNAL), 'validation-failed')
    const { secret, qrCode } = await start(CLARA, OWN, SIGNAL)
    expect(qrCode).to.include(`otpauth://totp/Poststelle%20Musterstadt:clara?secret=${secret}`)
    const confirm = createConfirmSecondFactor(mailroom)
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000'
    await expectFailure(confirm(CLARA, wrong, SIGNAL), 'validation-failed')
    await signIn()
    const { recoveryCodes } = await confirm(CLARA, codeOf(secret), SIGNAL)
    expect(new Set(recoveryCodes).size).to.equal(10)
    for (const code of recoveryCodes) expect(code).to.match(/^([0-9a-f]{5}-){3}[0-9a-f]{5}$/)
    await expectFailure(signIn(), 'unauthenticated')
    expect(await actionsOfClara()).to.include('user.second-factor-enabled')
  })

  it('replaces a secret that was never confirmed, but none that counts', async function () {
    const start = createStartSecondFactor(mailroom)
    const forgotten = await start(CLARA, OWN, SIGNAL)
    await setUp()
    await expectFailure(start(CLARA, OWN, SIGNAL), 'state-conflict')
    mailroom.clock.advance(STEP_MS)
    await expectFailure(signIn(codeOf(forgotten.secret)), 'unauthenticated')
    await expectFailure(createConfirmSecondFactor(mailroom)(CLARA, '000000', SIGNAL), 'state-conflict')
  })
})

describe('signing in with a second factor', function () {
  openBeforeEach()

  it('takes each code once, also with blanks, and answers everything else alike', async function () {
    const { secret } = await setUp()
    await expectFailure(signIn(codeOf(secret)), 'unauthenticated')
    mailroom.clock.advance(STEP_MS)
    const code = codeOf(secret)
    expect((await signIn(`${code.slice(0, 3)} ${code.slice(3)}`)).actor.userId).to.equal('clara')
    const replayed = await expectFailure(signIn(code), 'unauthenticated')
    const missing = await expectFailure(signIn(), 'unauthenticated')
    const unknown = createSignIn(mailroom)(
      { username: 'nobody', password: 'x', oneTimeCode: code, clientAddress: 'b', requestId: 'r' },
      SIGNAL,
    )
    const messages = [replayed, missing, await expectFailure(unknown, 'unauthenticated')]
    expect(new Set(messages.map(({ message }) => message)).size).to.equal(1)
  })

  it('lets one of two in that use a code at the same time', async function () {
    const { secret } = await setUp()
    mailroom.clock.advance(STEP_MS)
    const code = codeOf(secret)
    const both = await Promise.allSettled([signIn(code), signIn(code, '192.0.2.2')])
    expect(both.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
  })

  it('takes every recovery code once, in any case and grouping, and stores none of them', async function () {
    const { recoveryCodes } = await setUp()
    const [first = '', second = ''] = recoveryCodes
    const factor = await mailroom.secondFactors.find('tenant', 'clara', SIGNAL)
    expect(JSON.stringify(factor)).not.to.include(first.replaceAll('-', ''))
    await signIn(first.toUpperCase().replaceAll('-', ' '))
    await expectFailure(signIn(first), 'unauthenticated')
    await signIn(second.replaceAll('-', ''))
    const state = await createShowSecondFactor(mailroom)(CLARA, SIGNAL)
    expect(state).to.deep.equal({ enabled: true, demanded: false, recoveryCodesLeft: 8, passkeys: 0 })
  })

  it('stops guessing at the codes of one person from whatever addresses', async function () {
    const { secret } = await setUp()
    mailroom.clock.advance(STEP_MS)
    const right = codeOf(secret)
    const wrong = right === '123456' ? '654321' : '123456'
    const outcomes: string[] = []
    for (let attempt = 1; attempt <= 31; attempt += 1) {
      const call = signIn(wrong, `198.51.100.${attempt}`)
      outcomes.push(await call.then(String, (error: unknown) => (error as { code: string }).code))
    }
    expect(outcomes.slice(0, 30)).to.deep.equal(Array.from({ length: 30 }, () => 'unauthenticated'))
    expect(outcomes[30]).to.equal('rate-limited')
    await expectFailure(signIn(right, '203.0.113.1'), 'rate-limited')
  })

  it('counts right codes never', async function () {
    const { secret } = await setUp()
    for (let round = 1; round <= 40; round += 1) {
      mailroom.clock.advance(STEP_MS)
      await signIn(codeOf(secret))
    }
  })
})

describe('the secret of an app', function () {
  openBeforeEach()

  const box = (key: string, previous?: string) => createSecretBox(key, previous)
  const storedSecret = async (): Promise<string> =>
    (await mailroom.secondFactors.find('tenant', 'clara', SIGNAL))?.secret ?? ''

  it('is stored closed', async function () {
    const { secret } = await setUp()
    expect(await storedSecret()).not.to.include(secret)
    expect(mailroom.secretBox.open(await storedSecret(), 'clara')).to.equal(secret)
  })

  it('is closed at the start when it was open or closed with the key before', async function () {
    const { secret } = await setUp()
    const factor = await mailroom.secondFactors.find('tenant', 'clara', SIGNAL)
    if (factor === undefined) throw new Error('the factor is missing')
    await mailroom.secondFactors.save({ ...factor, secret }, SIGNAL)
    const told: string[] = []
    const note = (event: string) => told.push(event)
    const log = { info: note, warn: note, error: note }
    for (const secretBox of [box('first'), box('second', 'first'), box('second')]) {
      await createCloseSecrets({ ...mailroom, secretBox, log })(SIGNAL)
      expect(secretBox.isCurrent(await storedSecret())).to.equal(true)
      expect(secretBox.open(await storedSecret(), 'clara')).to.equal(secret)
    }
    expect(told).to.deep.equal(['secrets-closed', 'secrets-closed'])
    await createCloseSecrets({ ...mailroom, secretBox: box('third'), log })(SIGNAL)
    expect(told.at(-1)).to.equal('secrets-without-key')
    expect(box('second').open(await storedSecret(), 'clara')).to.equal(secret)
  })

  it('without its key leaves the recovery codes', async function () {
    const { recoveryCodes } = await setUp()
    mailroom = { ...mailroom, secretBox: box('another') }
    await expectFailure(signIn('123456'), 'unauthenticated')
    expect((await signIn(recoveryCodes[0])).actor.userId).to.equal('clara')
  })
})

describe('giving a second factor up', function () {
  openBeforeEach()

  it('needs both factors', async function () {
    const { secret, recoveryCodes } = await setUp()
    const remove = createRemoveSecondFactor(mailroom)
    const [code = ''] = recoveryCodes
    const wrongPassword = { ...OWN, currentPassword: 'wrong', code }
    await expectFailure(remove(CLARA, wrongPassword, SIGNAL), 'validation-failed')
    const used = { ...OWN, code: codeOf(secret) }
    await expectFailure(remove(CLARA, used, SIGNAL), 'validation-failed')
    await remove(CLARA, { ...OWN, code }, SIGNAL)
    await signIn()
    await expectFailure(remove(CLARA, { ...OWN, code }, SIGNAL), 'state-conflict')
    expect(await actionsOfClara()).to.include('user.second-factor-removed')
  })

  it('is done by administrators for people who have lost it, and ends their sessions', async function () {
    const { secret } = await setUp()
    mailroom.clock.advance(STEP_MS)
    const { token } = await signIn(codeOf(secret))
    const reset = createResetSecondFactor(mailroom)
    await expectFailure(reset(person('ada'), 'nobody', SIGNAL), 'not-found')
    await reset(person('ada'), 'clara', SIGNAL)
    expect(await createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)).to.equal(undefined)
    await signIn()
    expect(await actionsOfClara()).to.include('user.second-factor-reset')
  })
})

describe('demanding a second factor of a role', function () {
  openBeforeEach()

  it('leaves nothing but the own account until it is set up, from the next request on', async function () {
    const { token } = await signIn()
    const resumed = async () => createResumeSession(mailroom)({ token, requestId: 'r' }, SIGNAL)
    expect((await resumed())?.view).to.deep.include({ secondFactorMissing: false })
    const set = createSetSignInRules(mailroom)
    await set(person('ada'), { secondFactorRoles: ['clerk', 'admin', 'clerk'] }, SIGNAL)
    const rules = await createShowSignInRules(mailroom)(person('ada'), SIGNAL)
    expect(rules).to.deep.equal({ secondFactorRoles: ['admin', 'clerk'] })
    const limited = await resumed()
    expect(limited?.view).to.deep.include({ secondFactorMissing: true, permissions: [] })
    expect(limited?.actor).to.deep.include({ roles: [], grantKeys: [] })
    expect(await createShowSecondFactor(mailroom)(CLARA, SIGNAL)).to.have.property('demanded', true)
    await setUp()
    const free = await resumed()
    expect(free?.view.secondFactorMissing).to.equal(false)
    expect(free?.actor.roles).to.deep.equal(['clerk'])
    expect(placeKeys(free?.actor)).to.deep.equal(['unit:social'])
  })

  it('does not touch other roles', async function () {
    await createSetSignInRules(mailroom)(person('ada'), { secondFactorRoles: ['admin'] }, SIGNAL)
    expect((await signIn()).view.secondFactorMissing).to.equal(false)
  })
})
