import {
  AGEING_LIMITS_ID,
  defaultAgeingLimits,
  type AgeingLimits,
} from '../../../src/domain/register/ageing.ts'
import type { AgeingLimitsStore } from '../../../src/ports/ageing-limits.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryAgeingLimits(database: MemoryDatabase): AgeingLimitsStore {
  const { visible: _visible, ...records } = createMemoryRecords<AgeingLimits>(database, {
    name: 'ageing-limits',
  })
  return {
    ...records,
    current: async (actor, signal) =>
      (await records.find(actor, AGEING_LIMITS_ID, signal)) ?? defaultAgeingLimits(actor.tenantId),
  }
}
