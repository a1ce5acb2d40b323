import { expect } from 'chai'
import { fromBase32, hotp } from '../../../../src/adapters/system/one-time-codes.ts'
import { createConfirmSecondFactor } from '../../../../src/usecases/access/confirm-second-factor.ts'
import { createRescueAccount } from '../../../../src/usecases/access/rescue-account.ts'
import { createResumeSession } from '../../../../src/usecases/access/resume-session.ts'
import { createSignIn, type SignedIn } from '../../../../src/usecases/access/sign-in.ts'
import { createStartSecondFactor } from '../../../../src/usecases/access/start-second-factor.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, PASSWORD, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const NEW_PASSWORD = 'what the machine has drawn'
const STEP_MS = 30_000

describe('an account that nobody gets into any more', function () {
  let mailroom: Mailroom
  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  const signIn = (password: string): Promise<SignedIn> =>
    createSignIn(mailroom)(
      { username: 'clara', password, clientAddress: '192.0.2.1', requestId: 'r' },
      SIGNAL,
    )

  it('is opened by a new password alone, and for nobody who was in it before', async function () {
    const before = await signIn(PASSWORD)
    const own = { currentPassword: PASSWORD, clientAddress: '192.0.2.1' }
    const { secret } = await createStartSecondFactor(mailroom)(person('clara'), own, SIGNAL)
    const code = hotp(fromBase32(secret), Math.floor(mailroom.clock.now().getTime() / STEP_MS), 6)
    await createConfirmSecondFactor(mailroom)(person('clara'), code, SIGNAL)
    await expectFailure(signIn(PASSWORD), 'unauthenticated')

    const rescued = await createRescueAccount(mailroom)(
      { username: ' Clara ', password: NEW_PASSWORD },
      SIGNAL,
    )
    expect(rescued.id).to.equal('clara')
    await signIn(NEW_PASSWORD)
    await expectFailure(signIn(PASSWORD), 'unauthenticated')
    const resume = { token: before.token, requestId: 'r' }
    expect(await createResumeSession(mailroom)(resume, SIGNAL)).to.equal(undefined)
    const history = await mailroom.auditLog.history(mailroom.machine, 'user', 'clara', SIGNAL)
    expect(history.map(({ action }) => action)).to.include('user.rescued')
  })

  it('is told apart from one that is not there', async function () {
    const rescue = createRescueAccount(mailroom)
    await expectFailure(rescue({ username: 'nobody', password: NEW_PASSWORD }, SIGNAL), 'not-found')
  })
})
