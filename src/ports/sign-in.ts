import type { Actor, TokenScope } from '../domain/access/actor.ts'
import type { AssuranceLevel } from '../domain/access/assurance.ts'
import type { AttemptBudget } from '../domain/access/attempt-budget.ts'
import type { User } from '../domain/access/organisation.ts'

/** Login names are unique in the installation, so that one sign-in page serves all tenants. */
export interface Credential {
  readonly user: User
  readonly passwordHash: string
}

export interface Session {
  /** Hexadecimal SHA-256 of the opaque token; the token itself is never stored. */
  readonly tokenHash: string
  readonly tenantId: string
  readonly userId: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastSeenAt: string
  /** As `deviceOf` names it; empty when it is not known. */
  readonly device: string
  /** Identity provider that the person came from; absent for sign-ins with a password. */
  readonly providerId?: string
  /** How sure that provider was of who the person is. */
  readonly assurance?: AssuranceLevel
}

/** A personal token for other systems; never more rights than its owner has at the time of use. */
export interface ApiToken {
  readonly id: string
  readonly tokenHash: string
  readonly tenantId: string
  readonly userId: string
  readonly name: string
  readonly scopes: readonly TokenScope[]
  readonly createdAt: string
  readonly expiresAt?: string
  /** To the minute. */
  readonly lastUsedAt?: string
}

/** Read before an actor is known. Unknown, expired and disabled are all `undefined`. */
export interface SignInStore {
  findCredential(username: string, signal: AbortSignal): Promise<Credential | undefined>
  findUser(tenantId: string, userId: string, signal: AbortSignal): Promise<User | undefined>
  insertSession(session: Session, signal: AbortSignal): Promise<void>
  findSession(tokenHash: string, now: Date, signal: AbortSignal): Promise<Session | undefined>
  /** Also moves `lastSeenAt` and `expiresAt` forward. */
  touchSession(tokenHash: string, lastSeenAt: Date, expiresAt: Date, signal: AbortSignal): Promise<void>
  /** Those of a user of the tenant that have not expired, last used first. */
  listSessions(actor: Actor, userId: string, now: Date, signal: AbortSignal): Promise<Session[]>
  removeSession(tokenHash: string, signal: AbortSignal): Promise<void>
  removeSessionsOf(actor: Actor, userId: string, signal: AbortSignal): Promise<void>
  insertToken(token: ApiToken, signal: AbortSignal): Promise<void>
  findToken(tokenHash: string, now: Date, signal: AbortSignal): Promise<ApiToken | undefined>
  touchToken(tokenHash: string, lastUsedAt: Date, signal: AbortSignal): Promise<void>
  /** Oldest first, also expired ones. */
  listTokens(actor: Actor, userId: string, signal: AbortSignal): Promise<ApiToken[]>
  /** False when the user has no such token. */
  removeToken(actor: Actor, userId: string, id: string, signal: AbortSignal): Promise<boolean>
  removeTokensOf(actor: Actor, userId: string, signal: AbortSignal): Promise<void>
}

/** argon2id with the parameters of OWASP; `verify` costs the same for a wrong and a right password. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** With `undefined` as hash it works as long as with one and answers false: unknown names cost the same time. */
  verify(password: string, passwordHash: string | undefined): Promise<boolean>
}

/** Counts attempts in the database, so that they survive a restart and count over all processes. */
export interface RateLimiter {
  /** @throws {MailroomError} `rate-limited` with seconds to wait when the budget of this key is used up */
  consume(budget: AttemptBudget, key: string, signal: AbortSignal): Promise<void>
  /** A success gives the key its budget back. */
  reset(budget: 'login', key: string, signal: AbortSignal): Promise<void>
  /** Takes one attempt back, because it was none that counts. */
  giveBack(budget: AttemptBudget, key: string, signal: AbortSignal): Promise<void>
}
