import type { DayClosing } from '../../../src/domain/register/day-closing.ts'
import type { DayClosings } from '../../../src/ports/day-closings.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, pageOf } from './records.ts'

export function createMemoryDayClosings(database: MemoryDatabase): DayClosings {
  const { visible, ...records } = createMemoryRecords<DayClosing>(database, {
    name: 'day-closings',
    unique: ({ tenantId, serial }) => `${tenantId}/${serial}`,
  })
  const newest = (closings: readonly DayClosing[]): DayClosing | undefined =>
    closings.toSorted((left, right) => right.serial - left.serial)[0]
  return {
    ...records,
    async list(actor, page, signal) {
      signal.throwIfAborted()
      return pageOf(visible(actor), ({ closedAt }) => closedAt, page)
    },
    async latest(actor, signal) {
      signal.throwIfAborted()
      return newest(visible(actor))
    },
    async latestStanding(actor, signal) {
      signal.throwIfAborted()
      return newest(visible(actor).filter(({ reopened }) => reopened === undefined))
    },
  }
}
