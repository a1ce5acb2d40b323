import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/access/actor.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IntakeIntent, IntakeStore, KeptAnswer } from '../../ports/intake-store.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { atMost, greaterThan, lessThan, missing, ofTenant } from './filters.ts'
import { requireOwnTenant } from './records.ts'
import { part, tenantSchema } from './schema.ts'

/** A client that repeats a request after a week is making a new one. */
const KEY_KEPT_SECONDS = 7 * 24 * 3_600

export const INTAKE_INTENTS: CollectionDefinition = {
  model: 'IntakeIntent',
  collection: 'intake_intents',
  schema: tenantSchema({
    objectKey: String,
    createdAt: String,
    internal: part({
      writtenAt: Date,
      /** Recovery has it: nobody may commit what it names. */
      taken: Boolean,
    }),
  }).index({ 'internal.writtenAt': 1 }),
}

export const IDEMPOTENCY_KEYS: CollectionDefinition = {
  model: 'IdempotencyKey',
  collection: 'idempotency_keys',
  schema: tenantSchema({ requestHash: String, itemId: String, claimedAt: Date }).index(
    { claimedAt: 1 },
    { expireAfterSeconds: KEY_KEPT_SECONDS },
  ),
}

export const SUBMISSIONS: CollectionDefinition = {
  model: 'Submission',
  collection: 'submissions',
  schema: tenantSchema({ itemId: String }),
}

export function createMongoIntakeStore(database: MongoDatabase, clock: Clock): IntakeStore {
  const intents = openCollection(database, INTAKE_INTENTS)
  const submissions = openCollection(database, SUBMISSIONS)
  return {
    async insertIntent(actor, { id, tenantId, objectKey, createdAt }, signal) {
      requireOwnTenant(actor, tenantId)
      const internal = { writtenAt: new Date(createdAt) }
      await intents.insert({ _id: id, tenantId, objectKey, createdAt, internal }, signal)
    },
    async settleIntent(actor, id, signal) {
      const open = { _id: id, ...ofTenant(actor), 'internal.taken': missing() }
      if (!(await intents.deleteOne(open, signal))) {
        throw new MailroomError('lease-lost', 'Recovery has taken the intent away.')
      }
    },
    async takeStaleIntents(before, limit, signal) {
      const taken: IntakeIntent[] = []
      while (taken.length < limit) {
        const stale = { 'internal.writtenAt': lessThan(before) }
        const writtenAt = new Date(Math.max(clock.now().getTime(), before.getTime()))
        const change = { $set: { 'internal.taken': true, 'internal.writtenAt': writtenAt } }
        const options = { order: { 'internal.writtenAt': 1 } } as const
        const row = await intents.findAndUpdate(stale, change, options, signal)
        if (row === undefined) break
        taken.push(intentOf(row))
      }
      return taken
    },
    async dropIntent({ id, tenantId }, signal) {
      await intents.deleteOne({ _id: id, tenantId }, signal)
    },

    ...createIdempotencyKeys(database, clock),

    async insertSubmission(actor, { codeHash, itemId }, signal) {
      await submissions.insert({ _id: codeHash, ...ofTenant(actor), itemId }, signal)
    },
    async findSubmission(actor, codeHash, signal) {
      const row = await submissions.findOne({ _id: codeHash, ...ofTenant(actor) }, signal)
      return row === undefined ? undefined : { itemId: String(row['itemId']) }
    },
  }
}

function intentOf({ _id, internal: _internal, ...fields }: Row): IntakeIntent {
  return { id: _id, ...fields } as unknown as IntakeIntent
}

function createIdempotencyKeys(
  database: MongoDatabase,
  clock: Clock,
): Pick<IntakeStore, 'claimKey' | 'keepAnswer' | 'releaseKey' | 'releaseOpenKeys'> {
  const keys = openCollection(database, IDEMPOTENCY_KEYS)

  /** True when the key was free. */
  async function claimFree(
    actor: Actor,
    _id: string,
    requestHash: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await keys.insert({ _id, ...ofTenant(actor), requestHash, claimedAt: clock.now() }, signal)
      return true
    } catch (error) {
      if (isMailroomError(error, 'already-exists')) return false
      throw error
    }
  }

  return {
    async claimKey(actor, key, requestHash, staleAfterMs, signal) {
      const _id = keyId(actor, key)
      if (await claimFree(actor, _id, requestHash, signal)) return undefined
      const now = clock.now()
      const dead = { _id, itemId: missing(), claimedAt: atMost(new Date(now.getTime() - staleAfterMs)) }
      if (await keys.updateOne(dead, { $set: { requestHash, claimedAt: now } }, signal)) return undefined
      const row = await keys.findOne({ _id }, signal)
      if (row !== undefined) return answerOf(row)
      /** Given back in between: the next claim meets it free, or somebody else's. */
      return (await claimFree(actor, _id, requestHash, signal)) ? undefined : { requestHash }
    },
    async keepAnswer(actor, { key, requestHash }, itemId, signal) {
      const open = { _id: keyId(actor, key), requestHash, itemId: missing() }
      if (!(await keys.updateOne(open, { $set: { itemId } }, signal))) {
        throw new MailroomError('lease-lost', 'The key is no longer claimed.')
      }
    },
    async releaseKey(actor, { key, requestHash }, signal) {
      await keys.deleteOne({ _id: keyId(actor, key), requestHash, itemId: missing() }, signal)
    },
    async releaseOpenKeys(claimedAfter, signal) {
      await keys.deleteMany({ claimedAt: greaterThan(claimedAfter), itemId: missing() }, signal)
    },
  }
}

/** Keys come from outside and may be long; the hash keeps user and key apart from each other. */
function keyId(actor: Actor, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([actor.tenantId, actor.userId, key]))
    .digest('hex')
}

function answerOf(row: Row): KeptAnswer {
  const itemId = row['itemId']
  return { requestHash: String(row['requestHash']), ...(typeof itemId === 'string' ? { itemId } : {}) }
}
