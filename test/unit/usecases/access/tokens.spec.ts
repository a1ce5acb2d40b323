import { expect } from 'chai'
import { may } from '../../../../src/domain/access/policy.ts'
import { createAuthenticateToken } from '../../../../src/usecases/access/authenticate-token.ts'
import { createChangePassword } from '../../../../src/usecases/access/change-password.ts'
import { createCreateToken } from '../../../../src/usecases/access/create-token.ts'
import { createListTokens } from '../../../../src/usecases/access/list-tokens.ts'
import { createPatchUser } from '../../../../src/usecases/access/patch-user.ts'
import { createRevokeToken } from '../../../../src/usecases/access/revoke-token.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, PASSWORD, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const HOUR_MS = 3_600_000

describe('personal tokens', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  it('act for their owner within their scopes', async function () {
    const { token } = await createCreateToken(mailroom)(
      person('clara'),
      { name: 'scanner', scopes: ['intake'] },
      SIGNAL,
    )
    const active = await createAuthenticateToken(mailroom)({ token, requestId: 'r' }, SIGNAL)
    expect(active?.actor).to.deep.include({ kind: 'token', userId: 'clara', scopes: ['intake'] })
    expect(active?.view.permissions).to.deep.equal(['items:create'])
    expect(active !== undefined && may(active.actor, 'items:read')).to.equal(false)
  })

  it('show to the minute when they were used', async function () {
    const { token } = await createCreateToken(mailroom)(
      person('clara'),
      { name: 'n', scopes: ['read'] },
      SIGNAL,
    )
    const lastUsed = async () => (await createListTokens(mailroom)(person('clara'), SIGNAL))[0]?.lastUsedAt
    const use = () => createAuthenticateToken(mailroom)({ token, requestId: 'r' }, SIGNAL)
    expect(await lastUsed()).to.equal(undefined)
    await use()
    const first = mailroom.clock.now().toISOString()
    mailroom.clock.advance(59_000)
    await use()
    expect(await lastUsed()).to.equal(first)
    mailroom.clock.advance(1_000)
    await use()
    expect(await lastUsed()).to.equal(mailroom.clock.now().toISOString())
  })

  it('end with their time and with their owner', async function () {
    const createToken = createCreateToken(mailroom)
    const authenticate = createAuthenticateToken(mailroom)
    const expiresAt = '2026-03-02T09:00:00+00:00'
    const { token } = await createToken(person('clara'), { name: 'n', scopes: ['read'], expiresAt }, SIGNAL)
    expect(await authenticate({ token, requestId: 'r' }, SIGNAL)).not.to.equal(undefined)
    mailroom.clock.advance(HOUR_MS)
    expect(await authenticate({ token, requestId: 'r' }, SIGNAL)).to.equal(undefined)
    const lasting = await createToken(person('clara'), { name: 'n', scopes: ['read'] }, SIGNAL)
    const clara = await mailroom.users.find(mailroom.machine, 'clara', SIGNAL)
    if (clara === undefined) throw new Error('clara is missing')
    await mailroom.users.save(mailroom.machine, { ...clara, disabled: true }, SIGNAL)
    expect(await authenticate({ token: lasting.token, requestId: 'r' }, SIGNAL)).to.equal(undefined)
  })

  for (const expiresAt of ['2026-03-02T08:00:00Z', '2020-01-01T00:00:00Z', 'never']) {
    it(`cannot end at ${expiresAt}`, async function () {
      const call = createCreateToken(mailroom)(
        person('clara'),
        { name: 'n', scopes: ['read'], expiresAt },
        SIGNAL,
      )
      await expectFailure(call, 'validation-failed')
    })
  }

  it('can be seen and ended by their owner only', async function () {
    const list = createListTokens(mailroom)
    const revoke = createRevokeToken(mailroom)
    const { id, token } = await createCreateToken(mailroom)(
      person('clara'),
      { name: 'n', scopes: ['read'] },
      SIGNAL,
    )
    expect((await list(person('clara'), SIGNAL)).map((own) => own.id)).to.deep.equal([id])
    expect(await list(person('cem'), SIGNAL)).to.deep.equal([])
    await expectFailure(revoke(person('cem'), id, SIGNAL), 'not-found')
    await revoke(person('clara'), id, SIGNAL)
    expect(await createAuthenticateToken(mailroom)({ token, requestId: 'r' }, SIGNAL)).to.equal(undefined)
    await expectFailure(revoke(person('clara'), id, SIGNAL), 'not-found')
    const history = await mailroom.auditLog.history(mailroom.machine, 'token', id, SIGNAL)
    expect(history.map(({ action }) => action)).to.include('token.revoked')
  })

  for (const { name, change } of [
    {
      name: 'their owner changes the password',
      change: () =>
        createChangePassword(mailroom)(
          person('clara'),
          { currentPassword: PASSWORD, newPassword: 'another long password', clientAddress: 'a' },
          SIGNAL,
        ),
    },
    {
      name: 'an administrator sets a new password',
      change: () =>
        createPatchUser(mailroom)(
          person('ada'),
          { userId: 'clara', expectedVersion: 1, password: 'another long password' },
          SIGNAL,
        ),
    },
  ]) {
    it(`end when ${name}`, async function () {
      const create = createCreateToken(mailroom)
      const { token } = await create(person('clara'), { name: 'n', scopes: ['read'] }, SIGNAL)
      const kept = await create(person('cem'), { name: 'n', scopes: ['read'] }, SIGNAL)
      await change()
      const authenticate = createAuthenticateToken(mailroom)
      expect(await authenticate({ token, requestId: 'r' }, SIGNAL)).to.equal(undefined)
      expect(await authenticate({ token: kept.token, requestId: 'r' }, SIGNAL)).not.to.equal(undefined)
    })
  }

  it('stand in the history without their secret', async function () {
    const { id, token } = await createCreateToken(mailroom)(
      person('clara'),
      { name: 'n', scopes: ['read'] },
      SIGNAL,
    )
    const history = await mailroom.auditLog.history(mailroom.machine, 'token', id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal(['token.created'])
    expect(JSON.stringify(history)).not.to.include(token)
  })
})
