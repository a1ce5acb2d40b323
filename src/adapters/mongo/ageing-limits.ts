import { AGEING_LIMITS_ID, defaultAgeingLimits, type AgeingLimits } from '../../domain/register/ageing.ts'
import type { AgeingLimitsStore } from '../../ports/ageing-limits.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, tenantSchema } from './schema.ts'

export const AGEING_LIMITS: CollectionDefinition = {
  model: 'AgeingLimits',
  collection: 'ageing_limits',
  schema: tenantSchema({ hours: AnyValue, version: Number }).index({ tenantId: 1, _id: 1 }),
}

export function createMongoAgeingLimits(database: MongoDatabase): AgeingLimitsStore {
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save } = createMongoRecords<AgeingLimits>(
    openCollection(database, AGEING_LIMITS),
    options,
  )
  return {
    insert,
    find,
    save,
    current: async (actor, signal) =>
      (await find(actor, AGEING_LIMITS_ID, signal)) ?? defaultAgeingLimits(actor.tenantId),
  }
}
