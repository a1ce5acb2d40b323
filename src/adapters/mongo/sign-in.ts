import type { User } from '../../domain/access/organisation.ts'
import type { ApiToken, Session, SignInStore } from '../../ports/sign-in.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, ofTenant, type Filter } from './filters.ts'
import { part, tenantSchema } from './schema.ts'
import { CREDENTIALS, USERS } from './users.ts'

/** Sessions are removed by the database when they have expired. */
export const SESSIONS: CollectionDefinition = {
  model: 'Session',
  collection: 'sessions',
  schema: tenantSchema({
    userId: String,
    createdAt: String,
    expiresAt: String,
    lastSeenAt: String,
    device: String,
    providerId: String,
    assurance: String,
    internal: part({ endsAt: Date }),
  })
    .index({ 'internal.endsAt': 1 }, { expireAfterSeconds: 0 })
    .index({ tenantId: 1, userId: 1 }),
}

export const TOKENS: CollectionDefinition = {
  model: 'ApiToken',
  collection: 'api_tokens',
  schema: tenantSchema({
    tokenHash: String,
    userId: String,
    name: String,
    scopes: [String],
    createdAt: String,
    expiresAt: String,
    lastUsedAt: String,
  })
    .index({ tokenHash: 1 }, { unique: true })
    .index({ tenantId: 1, userId: 1, createdAt: 1, _id: 1 }),
}

const NOBODY = ''

export function createMongoSignInStore(database: MongoDatabase): SignInStore {
  const users = openCollection(database, USERS)
  const credentials = openCollection(database, CREDENTIALS)

  async function enabledUser(filter: Filter, signal: AbortSignal): Promise<User | undefined> {
    const row = await users.findOne({ ...filter, disabled: false }, signal)
    return row === undefined ? undefined : fromRow<User>(row)
  }

  return {
    async findCredential(username, signal) {
      const user = await enabledUser({ username }, signal)
      /** Also asked for a name that nobody has: the time of the answer must not tell. */
      const row = await credentials.findOne({ _id: user?.id ?? NOBODY }, signal)
      if (user === undefined || row === undefined) return undefined
      return { user, passwordHash: String(row['passwordHash']) }
    },
    findUser: (tenantId, userId, signal) => enabledUser({ _id: userId, tenantId }, signal),
    ...createSessions(database),
    ...createTokens(database),
  }
}

function createSessions(
  database: MongoDatabase,
): Pick<
  SignInStore,
  'insertSession' | 'findSession' | 'touchSession' | 'listSessions' | 'removeSession' | 'removeSessionsOf'
> {
  const sessions = openCollection(database, SESSIONS)
  return {
    async insertSession({ tokenHash, ...fields }, signal) {
      const internal = { endsAt: new Date(fields.expiresAt) }
      await sessions.insert({ _id: tokenHash, ...fields, internal }, signal)
    },
    async findSession(tokenHash, now, signal) {
      const row = await sessions.findOne({ _id: tokenHash, 'internal.endsAt': greaterThan(now) }, signal)
      return row === undefined ? undefined : sessionOfRow(row)
    },
    async listSessions(actor, userId, now, signal) {
      const filter = { ...ofTenant(actor), userId, 'internal.endsAt': greaterThan(now) }
      const rows = await sessions.find(filter, { lastSeenAt: -1, _id: 1 }, undefined, signal)
      return rows.map(sessionOfRow)
    },
    async touchSession(tokenHash, lastSeenAt, expiresAt, signal) {
      const moved = { lastSeenAt: lastSeenAt.toISOString(), expiresAt: expiresAt.toISOString() }
      await sessions.updateOne(
        { _id: tokenHash },
        { $set: { ...moved, 'internal.endsAt': expiresAt } },
        signal,
      )
    },
    async removeSession(tokenHash, signal) {
      await sessions.deleteOne({ _id: tokenHash }, signal)
    },
    async removeSessionsOf(actor, userId, signal) {
      await sessions.deleteMany({ ...ofTenant(actor), userId }, signal)
    },
  }
}

/** Sessions opened by an older program know no device. */
function sessionOfRow({ _id, internal: _internal, ...fields }: Row): Session {
  return { tokenHash: _id, device: '', ...fields } as unknown as Session
}

function createTokens(
  database: MongoDatabase,
): Pick<
  SignInStore,
  'insertToken' | 'findToken' | 'touchToken' | 'listTokens' | 'removeToken' | 'removeTokensOf'
> {
  const tokens = openCollection(database, TOKENS)
  return {
    async insertToken({ id, ...fields }, signal) {
      await tokens.insert({ _id: id, ...fields, scopes: [...fields.scopes] }, signal)
    },
    async findToken(tokenHash, now, signal) {
      const row = await tokens.findOne({ tokenHash }, signal)
      if (row === undefined) return undefined
      const token = fromRow<ApiToken>(row)
      const hasExpired = token.expiresAt !== undefined && Date.parse(token.expiresAt) <= now.getTime()
      return hasExpired ? undefined : token
    },
    async touchToken(tokenHash, lastUsedAt, signal) {
      await tokens.updateOne({ tokenHash }, { $set: { lastUsedAt: lastUsedAt.toISOString() } }, signal)
    },
    async listTokens(actor, userId, signal) {
      const order = { createdAt: 1, _id: 1 } as const
      const rows = await tokens.find({ ...ofTenant(actor), userId }, order, undefined, signal)
      return rows.map((row) => fromRow<ApiToken>(row))
    },
    removeToken: (actor, userId, id, signal) =>
      tokens.deleteOne({ _id: id, ...ofTenant(actor), userId }, signal),
    removeTokensOf: (actor, userId, signal) => tokens.deleteMany({ ...ofTenant(actor), userId }, signal),
  }
}

function fromRow<T>({ _id, ...fields }: Row): T {
  return { id: _id, ...fields } as unknown as T
}
