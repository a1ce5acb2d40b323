import { expect } from 'chai'
import { levelOfKey } from '../../../../src/domain/access/actor.ts'
import { createChangePassword } from '../../../../src/usecases/access/change-password.ts'
import { createEndSession } from '../../../../src/usecases/access/end-session.ts'
import { createListSessions } from '../../../../src/usecases/access/list-sessions.ts'
import { createResumeSession, type ResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createSignIn, type SignIn, type SignInInput } from '../../../../src/usecases/access/sign-in.ts'
import { createSignOut } from '../../../../src/usecases/access/sign-out.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { LEAKED, openMailroom, PASSWORD, person, SIGNAL, user, type Mailroom } from '../support/mailroom.ts'
import { placeKeys } from '../support/signed-in.ts'

const HOUR_MS = 3_600_000
let mailroom: Mailroom
let signIn: SignIn
let resumeSession: ResumeSession

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
    signIn = createSignIn(mailroom)
    resumeSession = createResumeSession(mailroom)
  })
}

function credentials(fields: Partial<SignInInput> = {}): SignInInput {
  return { username: 'clara', password: PASSWORD, clientAddress: '192.0.2.1', requestId: 'r', ...fields }
}

async function isSignedIn(token: string): Promise<boolean> {
  return (await resumeSession({ token, requestId: 'r' }, SIGNAL)) !== undefined
}

describe('SignIn', function () {
  openBeforeEach()

  it('opens a session whose token is stored nowhere', async function () {
    const inserted: unknown[] = []
    const spying = {
      ...mailroom.signIn,
      insertSession: async (
        session: Parameters<typeof mailroom.signIn.insertSession>[0],
        signal: AbortSignal,
      ) => {
        inserted.push(session)
        await mailroom.signIn.insertSession(session, signal)
      },
    }
    const { token, actor, view } = await createSignIn({ ...mailroom, signIn: spying })(credentials(), SIGNAL)
    expect(token).to.match(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(inserted)).not.to.include(token)
    expect(placeKeys(actor)).to.deep.equal(['unit:social'])
    expect(view).to.deep.include({ user: user('clara') })
    expect(await isSignedIn(token)).to.equal(true)
  })

  it('reads the units of somebody with several posts in one go', async function () {
    const clara = { ...user('clara'), orgUnitIds: ['social', 'tax', 'care'] }
    await mailroom.users.save(mailroom.machine, clara, SIGNAL)
    const { token } = await signIn(credentials(), SIGNAL)
    const reads: string[] = []
    const orgUnits = new Proxy(mailroom.orgUnits, {
      get(target, name: keyof typeof mailroom.orgUnits) {
        reads.push(name)
        return target[name]
      },
    })
    const session = await createResumeSession({ ...mailroom, orgUnits })({ token, requestId: 'r' }, SIGNAL)
    expect(placeKeys(session?.actor)).to.have.members(['unit:social', 'unit:tax', 'unit:care'])
    expect(reads).to.deep.equal(['findAll'])
  })

  it('takes the name in any case and with blanks around', async function () {
    expect((await signIn(credentials({ username: ' Clara ' }), SIGNAL)).actor.userId).to.equal('clara')
  })

  it('gives heads the keys of the units below', async function () {
    const { actor } = await signIn(credentials({ username: 'hans' }), SIGNAL)
    const isNormal = (key: string): boolean => levelOfKey(key) === 'normal'
    expect(placeKeys(actor).filter(isNormal)).to.have.members(['unit:social', 'unit:care'])
  })

  it('answers wrong passwords, unknown names and disabled people alike', async function () {
    const hans = await mailroom.users.find(mailroom.machine, 'hans', SIGNAL)
    if (hans === undefined) throw new Error('hans is missing')
    await mailroom.users.save(mailroom.machine, { ...hans, disabled: true }, SIGNAL)
    const answers = new Set<string>()
    for (const fields of [
      { password: 'wrong' },
      { username: 'nobody' },
      { username: 'hans' },
      { username: '' },
    ]) {
      answers.add((await expectFailure(signIn(credentials(fields), SIGNAL), 'unauthenticated')).message)
    }
    expect(answers.size).to.equal(1)
  })

  it('works as long on unknown names as on wrong passwords', async function () {
    const verified: (string | undefined)[] = []
    const passwordHasher = {
      ...mailroom.passwordHasher,
      verify: async (_password: string, passwordHash: string | undefined) => {
        verified.push(passwordHash)
        return false
      },
    }
    for (const username of ['nobody', 'clara']) {
      const call = createSignIn({ ...mailroom, passwordHasher })(credentials({ username }), SIGNAL)
      await expectFailure(call, 'unauthenticated')
    }
    expect(verified).to.deep.equal([undefined, `hash of ${PASSWORD}`])
  })

  it('stops guessing at one name, and lets its owner in from elsewhere', async function () {
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await expectFailure(signIn(credentials({ password: 'wrong' }), SIGNAL), 'unauthenticated')
    }
    const stopped = await expectFailure(signIn(credentials(), SIGNAL), 'rate-limited')
    expect(stopped.retryAfterSeconds).to.be.greaterThan(0)
    expect((await signIn(credentials({ clientAddress: '192.0.2.2' }), SIGNAL)).actor.userId).to.equal('clara')
    expect((await signIn(credentials({ username: 'cem' }), SIGNAL)).actor.userId).to.equal('cem')
  })

  it('stops guessing over many names from one address', async function () {
    let code = ''
    for (let attempt = 1; attempt <= 51; attempt += 1) {
      const call = signIn(credentials({ username: `name${attempt}` }), SIGNAL)
      code = await call.catch((error: unknown) => (error as { code: string }).code).then(String)
    }
    expect(code).to.equal('rate-limited')
  })

  it('lets a whole office behind one address in, as long as passwords are right', async function () {
    for (let round = 1; round <= 200; round += 1) await signIn(credentials(), SIGNAL)
    await expectFailure(signIn(credentials({ password: 'wrong' }), SIGNAL), 'unauthenticated')
  })

  it('counts the addresses of one IPv6 connection as one', async function () {
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const wrong = credentials({ password: 'wrong', clientAddress: `2001:db8:1:2::${attempt}` })
      await expectFailure(signIn(wrong, SIGNAL), 'unauthenticated')
    }
    const sameNet = credentials({ clientAddress: '2001:db8:1:2:ffff::1' })
    await expectFailure(signIn(sameNet, SIGNAL), 'rate-limited')
    const other = await signIn(credentials({ clientAddress: '2001:db8:1:3::1' }), SIGNAL)
    expect(other.actor.userId).to.equal('clara')
  })

  it('stops guessing from many addresses of one holder, and leaves the owner of the name alone', async function () {
    const outcomes: string[] = []
    for (let attempt = 1; attempt <= 201; attempt += 1) {
      const clientAddress = `2001:db8:1:${attempt.toString(16)}::1`
      const call = signIn(credentials({ password: 'wrong', clientAddress }), SIGNAL)
      outcomes.push(await call.then(String, (error: unknown) => (error as { code: string }).code))
    }
    expect(outcomes.filter((code) => code === 'unauthenticated')).to.have.length(200)
    expect(outcomes[200]).to.equal('rate-limited')
    await signIn(credentials({ clientAddress: '2001:db8:1:100::1' }), SIGNAL)
    await signIn(credentials(), SIGNAL)
  })

  it('gives a name its attempts back after a success', async function () {
    for (let round = 1; round <= 4; round += 1) {
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        await expectFailure(signIn(credentials({ password: 'wrong' }), SIGNAL), 'unauthenticated')
      }
      await signIn(credentials(), SIGNAL)
    }
  })
})

describe('ResumeSession', function () {
  openBeforeEach()

  it('knows no token that was never given', async function () {
    for (const token of ['', 'x', '0'.repeat(64)]) expect(await isSignedIn(token)).to.equal(false)
  })

  it('ends eight hours after the last request', async function () {
    const { token } = await signIn(credentials(), SIGNAL)
    mailroom.clock.advance(7.9 * HOUR_MS)
    expect(await isSignedIn(token)).to.equal(true)
    mailroom.clock.advance(7.9 * HOUR_MS)
    expect(await isSignedIn(token)).to.equal(true)
    mailroom.clock.advance(8.1 * HOUR_MS)
    expect(await isSignedIn(token)).to.equal(false)
  })

  it('ends after a day, however busy', async function () {
    const { token, endsAt } = await signIn(credentials(), SIGNAL)
    for (let hour = 1; hour < 24; hour += 1) {
      mailroom.clock.advance(HOUR_MS)
      expect(await isSignedIn(token), `after ${hour} h`).to.equal(true)
    }
    mailroom.clock.advance(HOUR_MS)
    expect(await isSignedIn(token)).to.equal(false)
    expect(mailroom.clock.now().toISOString()).to.equal(endsAt)
  })

  it('sees new rights with the next request', async function () {
    const { token } = await signIn(credentials(), SIGNAL)
    const clara = await mailroom.users.find(mailroom.machine, 'clara', SIGNAL)
    if (clara === undefined) throw new Error('clara is missing')
    const moved = await mailroom.users.save(mailroom.machine, { ...clara, orgUnitIds: ['tax'] }, SIGNAL)
    const active = await resumeSession({ token, requestId: 'r' }, SIGNAL)
    expect(placeKeys(active?.actor)).to.deep.equal(['unit:tax'])
    await mailroom.users.save(mailroom.machine, { ...moved, disabled: true }, SIGNAL)
    expect(await isSignedIn(token)).to.equal(false)
  })

  it('is over when the same browser signs in again', async function () {
    const { token } = await signIn(credentials(), SIGNAL)
    const kept = await signIn(credentials(), SIGNAL)
    const next = await signIn(credentials({ username: 'cem', previousToken: token }), SIGNAL)
    expect(await isSignedIn(token)).to.equal(false)
    expect(await isSignedIn(kept.token)).to.equal(true)
    expect(await isSignedIn(next.token)).to.equal(true)
  })

  it('is over after signing out', async function () {
    const { token, actor } = await signIn(credentials(), SIGNAL)
    await createSignOut(mailroom)(actor, token, SIGNAL)
    expect(await isSignedIn(token)).to.equal(false)
  })
})

describe('ChangePassword', function () {
  openBeforeEach()

  const input = {
    currentPassword: PASSWORD,
    newPassword: 'another long password',
    clientAddress: '192.0.2.1',
  }

  it('ends every session, opens one for the caller, and takes the new password only', async function () {
    const { token, actor } = await signIn(credentials(), SIGNAL)
    const elsewhere = await signIn(credentials(), SIGNAL)
    const next = await createChangePassword(mailroom)(actor, input, SIGNAL)
    expect(await isSignedIn(token)).to.equal(false)
    expect(await isSignedIn(elsewhere.token)).to.equal(false)
    expect(await isSignedIn(next.token)).to.equal(true)
    await expectFailure(signIn(credentials(), SIGNAL), 'unauthenticated')
    expect((await signIn(credentials({ password: input.newPassword }), SIGNAL)).actor.userId).to.equal(
      'clara',
    )
  })

  it('asks for the current one, and not for ever', async function () {
    const change = createChangePassword(mailroom)
    const wrong = { ...input, currentPassword: 'wrong' }
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const failure = await expectFailure(change(person('clara'), wrong, SIGNAL), 'validation-failed')
      expect(failure.faults.map(({ path }) => path)).to.deep.equal(['currentPassword'])
    }
    await expectFailure(change(person('clara'), input, SIGNAL), 'rate-limited')
  })

  for (const newPassword of ['short', 'Passwort1234!', 'clara2026clara', LEAKED]) {
    it(`refuses "${newPassword}" and keeps the old one`, async function () {
      const change = createChangePassword(mailroom)(person('clara'), { ...input, newPassword }, SIGNAL)
      const failure = await expectFailure(change, 'validation-failed')
      expect(failure.faults.map(({ path }) => path)).to.deep.equal(['newPassword'])
      expect((await signIn(credentials(), SIGNAL)).actor.userId).to.equal('clara')
    })
  }
})

describe('the own sessions', function () {
  openBeforeEach()

  it('are listed with their device, last used first, without what opens them', async function () {
    const first = await signIn(credentials({ userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/144.0' }), SIGNAL)
    mailroom.clock.advance(HOUR_MS)
    const second = await signIn(credentials(), SIGNAL)
    await signIn(credentials({ username: 'cem' }), SIGNAL)
    const listed = await createListSessions(mailroom)(first.actor, first.token, SIGNAL)
    expect(listed.map(({ device, current }) => ({ device, current }))).to.deep.equal([
      { device: '', current: false },
      { device: 'Firefox, Linux', current: true },
    ])
    for (const { token } of [first, second]) {
      expect(JSON.stringify(listed)).not.to.include(token)
      expect(JSON.stringify(listed)).not.to.include(mailroom.digest.sha256(token))
    }
  })

  it('are ended one by one, by their owner only', async function () {
    const { token, actor } = await signIn(credentials(), SIGNAL)
    const other = await signIn(credentials(), SIGNAL)
    const listed = await createListSessions(mailroom)(actor, token, SIGNAL)
    const id = listed.find(({ current }) => !current)?.id ?? ''
    const end = createEndSession(mailroom)
    await expectFailure(end(person('cem'), id, SIGNAL), 'not-found')
    await end(actor, id, SIGNAL)
    expect(await isSignedIn(other.token)).to.equal(false)
    expect(await isSignedIn(token)).to.equal(true)
    await expectFailure(end(actor, id, SIGNAL), 'not-found')
    const history = await mailroom.auditLog.history(mailroom.machine, 'session', id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal(['session.revoked'])
  })
})
