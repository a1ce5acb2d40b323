import { ATTEMPT_LIMITS } from '../../../src/domain/access/attempt-budget.ts'
import type { User } from '../../../src/domain/access/organisation.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { ApiToken, RateLimiter, Session, SignInStore } from '../../../src/ports/sign-in.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists } from './records.ts'

export function createMemorySignInStore(database: MemoryDatabase): SignInStore {
  const enabledUser = (matches: (user: User) => boolean): User | undefined =>
    [...database.read<User>('users').values()].find((user) => !user.disabled && matches(user))
  return {
    async findCredential(username, signal) {
      signal.throwIfAborted()
      const user = enabledUser((candidate) => candidate.username === username)
      const passwordHash = database.read<string>('credentials').get(user?.id ?? '')
      return user === undefined || passwordHash === undefined ? undefined : { user, passwordHash }
    },
    async findUser(tenantId, userId, signal) {
      signal.throwIfAborted()
      return enabledUser((user) => user.tenantId === tenantId && user.id === userId)
    },
    async insertSession(session, signal) {
      await database.write(signal, (table) => {
        if (table('sessions').has(session.tokenHash)) throw alreadyExists('sessions')
        table('sessions').set(session.tokenHash, session)
      })
    },
    async findSession(tokenHash, now, signal) {
      signal.throwIfAborted()
      const session = database.read<Session>('sessions').get(tokenHash)
      return session !== undefined && isAlive(session.expiresAt, now) ? session : undefined
    },
    async touchSession(tokenHash, lastSeenAt, expiresAt, signal) {
      await database.write(signal, (table) => {
        const sessions = table<Session>('sessions')
        const session = sessions.get(tokenHash)
        if (session === undefined) return
        sessions.set(tokenHash, {
          ...session,
          lastSeenAt: lastSeenAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
        })
      })
    },
    async listSessions(actor, userId, now, signal) {
      signal.throwIfAborted()
      const own = [...database.read<Session>('sessions').values()].filter(
        (session) =>
          session.userId === userId && session.tenantId === actor.tenantId && isAlive(session.expiresAt, now),
      )
      return own.sort((left, right) =>
        left.lastSeenAt === right.lastSeenAt
          ? left.tokenHash.localeCompare(right.tokenHash)
          : right.lastSeenAt.localeCompare(left.lastSeenAt),
      )
    },
    async removeSession(tokenHash, signal) {
      await database.write(signal, (table) => table('sessions').delete(tokenHash))
    },
    async removeSessionsOf(actor, userId, signal) {
      await database.write(signal, (table) => {
        const sessions = table<Session>('sessions')
        for (const [tokenHash, session] of sessions) {
          if (session.userId === userId && session.tenantId === actor.tenantId) sessions.delete(tokenHash)
        }
      })
    },
    async insertToken(token, signal) {
      await database.write(signal, (table) => {
        if (table('tokens').has(token.tokenHash)) throw alreadyExists('tokens')
        table('tokens').set(token.tokenHash, token)
      })
    },
    async findToken(tokenHash, now, signal) {
      signal.throwIfAborted()
      const token = database.read<ApiToken>('tokens').get(tokenHash)
      return token !== undefined && isAlive(token.expiresAt, now) ? token : undefined
    },
    async touchToken(tokenHash, lastUsedAt, signal) {
      await database.write(signal, (table) => {
        const tokens = table<ApiToken>('tokens')
        const token = tokens.get(tokenHash)
        if (token !== undefined) tokens.set(tokenHash, { ...token, lastUsedAt: lastUsedAt.toISOString() })
      })
    },
    async listTokens(actor, userId, signal) {
      signal.throwIfAborted()
      const own = [...database.read<ApiToken>('tokens').values()].filter(
        (token) => token.userId === userId && token.tenantId === actor.tenantId,
      )
      const sortKey = ({ createdAt, id }: ApiToken): string => `${createdAt} ${id}`
      return own.sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1))
    },
    async removeToken(actor, userId, id, signal) {
      return database.write(signal, (table) => {
        const tokens = table<ApiToken>('tokens')
        const found = [...tokens.values()].find(
          (token) => token.id === id && token.userId === userId && token.tenantId === actor.tenantId,
        )
        return found !== undefined && tokens.delete(found.tokenHash)
      })
    },
    async removeTokensOf(actor, userId, signal) {
      await database.write(signal, (table) => {
        const tokens = table<ApiToken>('tokens')
        for (const [tokenHash, token] of tokens) {
          if (token.userId === userId && token.tenantId === actor.tenantId) tokens.delete(tokenHash)
        }
      })
    },
  }
}

function isAlive(expiresAt: string | undefined, now: Date): boolean {
  return expiresAt === undefined || Date.parse(expiresAt) > now.getTime()
}

interface Window {
  readonly endsAtMs: number
  readonly used: number
}

export function createMemoryRateLimiter(clock: Clock): RateLimiter {
  const windows = new Map<string, Window>()
  const nameOf = (budget: string, key: string): string => `${budget}/${key}`
  return {
    async consume(budget, key, signal) {
      signal.throwIfAborted()
      const { attempts, windowSeconds } = ATTEMPT_LIMITS[budget]
      const nowMs = clock.now().getTime()
      const open = windows.get(nameOf(budget, key))
      const running =
        open !== undefined && open.endsAtMs > nowMs
          ? open
          : { endsAtMs: nowMs + windowSeconds * 1_000, used: 0 }
      windows.set(nameOf(budget, key), { ...running, used: running.used + 1 })
      if (running.used < attempts) return
      throw new MailroomError('rate-limited', 'Too many attempts.', {
        retryAfterSeconds: Math.ceil((running.endsAtMs - nowMs) / 1_000),
        facts: { budget },
      })
    },
    async reset(budget, key, signal) {
      signal.throwIfAborted()
      windows.delete(nameOf(budget, key))
    },
    async giveBack(budget, key, signal) {
      signal.throwIfAborted()
      const open = windows.get(nameOf(budget, key))
      if (open !== undefined) windows.set(nameOf(budget, key), { ...open, used: open.used - 1 })
    },
  }
}
