import { expect } from 'chai'
import { ATTEMPT_BUDGETS, ATTEMPT_LIMITS } from '../../src/domain/access/attempt-budget.ts'
import { isMailroomError } from '../../src/domain/errors.ts'
import type { ApiToken, Session } from '../../src/ports/sign-in.ts'
import { codeOf, newId, newTenant, signal, userOf } from './records.ts'
import { describeStorage } from './storage.ts'

const NOW = new Date(Date.now() + 60_000)
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000)

describeStorage('sign-in store', function (stores) {
  it('finds user and password hash by the exact login name', async function () {
    const { id, machine } = newTenant()
    const user = userOf(id)
    await stores.users.insert(machine, user, signal)
    expect(await stores.signIn.findCredential(user.username, signal)).to.equal(undefined)
    await stores.users.savePasswordHash(machine, user.id, '$argon2id$1', signal)
    await stores.users.savePasswordHash(machine, user.id, '$argon2id$2', signal)
    const expected = { user, passwordHash: '$argon2id$2' }
    expect(await stores.signIn.findCredential(user.username, signal)).to.deep.equal(expected)
    expect(await stores.signIn.findCredential(`${user.username} `, signal)).to.equal(undefined)
    expect(await stores.signIn.findCredential('', signal)).to.equal(undefined)
    expect(JSON.stringify(await stores.users.list(machine, signal))).not.to.contain('argon2id')
  })

  it('keeps the password through changes of the user, and hides disabled ones', async function () {
    const { id, machine } = newTenant()
    const user = userOf(id)
    await stores.users.insert(machine, user, signal)
    await stores.users.savePasswordHash(machine, user.id, 'hash', signal)
    const renamed = await stores.users.save(machine, { ...user, displayName: 'B. Person' }, signal)
    expect((await stores.signIn.findCredential(user.username, signal))?.passwordHash).to.equal('hash')
    expect(await stores.signIn.findUser(id, user.id, signal)).to.deep.equal(renamed)
    expect(await stores.signIn.findUser(newTenant().id, user.id, signal)).to.equal(undefined)
    await stores.users.save(machine, { ...renamed, disabled: true }, signal)
    expect(await stores.signIn.findCredential(user.username, signal)).to.equal(undefined)
    expect(await stores.signIn.findUser(id, user.id, signal)).to.equal(undefined)
  })

  it('sets no password of a user of another tenant', async function () {
    const { id, machine } = newTenant()
    const user = userOf(id)
    await stores.users.insert(machine, user, signal)
    const setting = stores.users.savePasswordHash(newTenant().machine, user.id, 'mine', signal)
    expect(await codeOf(setting)).to.equal('not-found')
    expect(await stores.signIn.findCredential(user.username, signal)).to.equal(undefined)
  })

  it('finds a session until it expires, later when it was used', async function () {
    const session = sessionOf(newTenant().id, newId())
    await stores.signIn.insertSession(session, signal)
    expect(await stores.signIn.findSession(session.tokenHash, NOW, signal)).to.deep.equal(session)
    expect(await stores.signIn.findSession(session.tokenHash, later(3_600), signal)).to.equal(undefined)
    await stores.signIn.touchSession(session.tokenHash, later(10), later(7_200), signal)
    const touched = { ...session, lastSeenAt: later(10).toISOString(), expiresAt: later(7_200).toISOString() }
    expect(await stores.signIn.findSession(session.tokenHash, later(3_600), signal)).to.deep.equal(touched)
    expect(await codeOf(stores.signIn.insertSession(session, signal))).to.equal('already-exists')
  })

  it('ends one session, or all of a user of the tenant', async function () {
    const tenant = newTenant()
    const [mine, alsoMine, others] = [
      sessionOf(tenant.id, 'u1'),
      sessionOf(tenant.id, 'u1'),
      sessionOf(tenant.id, 'u2'),
    ]
    const elsewhere = sessionOf(newTenant().id, 'u1')
    const all = [mine, alsoMine, others, elsewhere]
    for (const session of all) await stores.signIn.insertSession(session, signal)
    const alive = async (): Promise<boolean[]> => {
      const found = await Promise.all(
        all.map(({ tokenHash }) => stores.signIn.findSession(tokenHash, NOW, signal)),
      )
      return found.map((session) => session !== undefined)
    }
    await stores.signIn.removeSession(mine.tokenHash, signal)
    expect(await alive()).to.deep.equal([false, true, true, true])
    await stores.signIn.removeSessionsOf(tenant.machine, 'u1', signal)
    expect(await alive()).to.deep.equal([false, false, true, true])
    await stores.signIn.touchSession(mine.tokenHash, NOW, later(60), signal)
    expect(await alive()).to.deep.equal([false, false, true, true])
  })

  it('lists the sessions of a user of the tenant that have not expired, last used first', async function () {
    const tenant = newTenant()
    const [older, newer, expired] = [
      sessionOf(tenant.id, 'u1'),
      { ...sessionOf(tenant.id, 'u1'), lastSeenAt: later(5).toISOString() },
      { ...sessionOf(tenant.id, 'u1'), expiresAt: NOW.toISOString() },
    ]
    const others = [sessionOf(tenant.id, 'u2'), sessionOf(newTenant().id, 'u1')]
    for (const session of [older, newer, expired, ...others]) {
      await stores.signIn.insertSession(session, signal)
    }
    expect(await stores.signIn.listSessions(tenant.machine, 'u1', NOW, signal)).to.deep.equal([newer, older])
  })

  it('remembers when a token was used', async function () {
    const { id, machine } = newTenant()
    const token = tokenOf(id, 'u1')
    await stores.signIn.insertToken(token, signal)
    await stores.signIn.touchToken(token.tokenHash, later(7), signal)
    await stores.signIn.touchToken(newId(), later(7), signal)
    const used = { ...token, lastUsedAt: later(7).toISOString() }
    expect(await stores.signIn.listTokens(machine, 'u1', signal)).to.deep.equal([used])
    expect(await stores.signIn.findToken(token.tokenHash, NOW, signal)).to.deep.equal(used)
  })

  it('finds a token until it expires, for ever without an end', async function () {
    const token = (expiresAt?: Date): ApiToken => ({
      ...tokenOf('t', 'u'),
      ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
    })
    const [ending, endless] = [token(later(60)), token()]
    for (const each of [ending, endless]) await stores.signIn.insertToken(each, signal)
    expect(await stores.signIn.findToken(ending.tokenHash, NOW, signal)).to.deep.equal(ending)
    expect(await stores.signIn.findToken(ending.tokenHash, later(60), signal)).to.equal(undefined)
    expect(await stores.signIn.findToken(endless.tokenHash, later(1e9), signal)).to.deep.equal(endless)
    expect(await stores.signIn.findToken(endless.id, NOW, signal)).to.equal(undefined)
    expect(
      await codeOf(stores.signIn.insertToken({ ...token(), tokenHash: endless.tokenHash }, signal)),
    ).to.equal('already-exists')
  })

  it('lists the tokens of a user of the tenant, oldest first, and ends one or all of them', async function () {
    const { id, machine } = newTenant()
    const [second, first] = [tokenOf(id, 'u1', later(1)), tokenOf(id, 'u1')]
    const others = [tokenOf(id, 'u2'), tokenOf(newTenant().id, 'u1')]
    for (const each of [second, first, ...others]) await stores.signIn.insertToken(each, signal)
    const listed = (): Promise<ApiToken[]> => stores.signIn.listTokens(machine, 'u1', signal)
    expect(await listed()).to.deep.equal([first, second])
    for (const other of others) {
      expect(await stores.signIn.removeToken(machine, 'u1', other.id, signal)).to.equal(false)
    }
    expect(await stores.signIn.removeToken(machine, 'u1', first.id, signal)).to.equal(true)
    expect(await stores.signIn.removeToken(machine, 'u1', first.id, signal)).to.equal(false)
    expect(await listed()).to.deep.equal([second])
    await stores.signIn.removeTokensOf(machine, 'u1', signal)
    expect(await listed()).to.deep.equal([])
    for (const other of others) {
      expect(await stores.signIn.findToken(other.tokenHash, NOW, signal)).to.deep.equal(other)
    }
  })
})

function tokenOf(tenantId: string, userId: string, createdAt = NOW): ApiToken {
  return {
    id: newId(),
    tokenHash: newId(),
    tenantId,
    userId,
    name: 'Scanner',
    scopes: ['intake', 'read'],
    createdAt: createdAt.toISOString(),
  }
}

function sessionOf(tenantId: string, userId: string): Session {
  const at = NOW.toISOString()
  return {
    tokenHash: newId(),
    tenantId,
    userId,
    createdAt: at,
    lastSeenAt: at,
    expiresAt: later(3_600).toISOString(),
    device: 'Firefox, Linux',
  }
}

describeStorage('rate limiter', function (stores) {
  // The larger ones differ in their numbers alone.
  const budgets = ATTEMPT_BUDGETS.filter((budget) => ATTEMPT_LIMITS[budget].attempts <= 50)
  for (const budget of budgets) {
    const { attempts, windowSeconds } = ATTEMPT_LIMITS[budget]
    it(`lets ${attempts} attempts of "${budget}" through, also when they come at once`, async function () {
      const key = `${newId()}|$gt`
      const tries = Array.from({ length: attempts + 3 }, () =>
        stores.rateLimiter.consume(budget, key, signal),
      )
      const results = await Promise.allSettled(tries)
      expect(results.filter((result) => result.status === 'fulfilled')).to.have.length(attempts)
      const refusal: unknown = await stores.rateLimiter
        .consume(budget, key, signal)
        .catch((error: unknown) => error)
      if (!isMailroomError(refusal, 'rate-limited')) throw new Error('The attempt should be refused.')
      expect(refusal.retryAfterSeconds).to.be.within(windowSeconds - 30, windowSeconds)
      await stores.rateLimiter.consume(budget, `${key}2`, signal)
    })
  }

  it('counts budgets apart and gives one back after a success', async function () {
    const key = newId()
    for (let attempt = 0; attempt < ATTEMPT_LIMITS.login.attempts; attempt += 1) {
      await stores.rateLimiter.consume('login', key, signal)
    }
    expect(await codeOf(stores.rateLimiter.consume('login', key, signal))).to.equal('rate-limited')
    await stores.rateLimiter.consume('login-address', key, signal)
    await stores.rateLimiter.reset('login', key, signal)
    await stores.rateLimiter.consume('login', key, signal)
  })

  it('takes single attempts back', async function () {
    const key = newId()
    for (let attempt = 0; attempt < ATTEMPT_LIMITS['login-address'].attempts; attempt += 1) {
      await stores.rateLimiter.consume('login-address', key, signal)
    }
    await stores.rateLimiter.giveBack('login-address', key, signal)
    await stores.rateLimiter.consume('login-address', key, signal)
    expect(await codeOf(stores.rateLimiter.consume('login-address', key, signal))).to.equal('rate-limited')
  })
})
