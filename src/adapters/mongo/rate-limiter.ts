import { createHash } from 'node:crypto'
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'
import { ATTEMPT_BUDGETS, ATTEMPT_LIMITS, type AttemptBudget } from '../../domain/access/attempt-budget.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { abortable, answered, mapFailure } from './failures.ts'
import { sharedSchema } from './schema.ts'

/** Fields and indexes as `rate-limiter-flexible` has them. */
export const ATTEMPTS: CollectionDefinition = {
  model: 'Attempt',
  collection: 'attempts',
  schema: sharedSchema({ key: String, points: Number, expire: Date })
    .index({ key: 1 }, { unique: true })
    .index({ expire: 1 }, { expireAfterSeconds: 0 }),
}

export function createMongoRateLimiter({ connection }: MongoDatabase): RateLimiter {
  const limiterOf = (budget: AttemptBudget): RateLimiterMongo =>
    new RateLimiterMongo({
      storeClient: connection.getClient(),
      dbName: connection.name,
      tableName: ATTEMPTS.collection,
      disableIndexesCreation: true,
      keyPrefix: budget,
      points: ATTEMPT_LIMITS[budget].attempts,
      duration: ATTEMPT_LIMITS[budget].windowSeconds,
    })
  const limiters = Object.fromEntries(
    ATTEMPT_BUDGETS.map((budget) => [budget, limiterOf(budget)]),
  ) as Readonly<Record<AttemptBudget, RateLimiterMongo>>
  return {
    async consume(budget, key, signal) {
      try {
        await abortable(answered(limiters[budget].consume(fingerprint(key))), signal)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw mapFailure(error)
        throw new MailroomError('rate-limited', 'Too many attempts.', {
          retryAfterSeconds: Math.ceil(error.msBeforeNext / 1_000),
          facts: { budget },
        })
      }
    },
    async reset(budget, key, signal) {
      try {
        await abortable(answered(limiters[budget].delete(fingerprint(key))), signal)
      } catch (error) {
        throw mapFailure(error)
      }
    },
    async giveBack(budget, key, signal) {
      try {
        await abortable(answered(limiters[budget].reward(fingerprint(key))), signal)
      } catch (error) {
        throw mapFailure(error)
      }
    },
  }
}

/** Names and addresses are personal data: the database gets to see neither. */
function fingerprint(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
