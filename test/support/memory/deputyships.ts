import { isUnderWay, type Deputyship } from '../../../src/domain/access/deputy.ts'
import type { Deputyships } from '../../../src/ports/organisation.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryDeputyships(database: MemoryDatabase): Deputyships {
  const { visible, ...records } = createMemoryRecords<Deputyship>(database, { name: 'deputyships' })
  return {
    ...records,
    async list(actor, fromDay, signal) {
      signal.throwIfAborted()
      const order = ({ lastDay, id }: Deputyship): string => `${lastDay} ${id}`
      return visible(actor)
        .filter(({ lastDay }) => lastDay >= fromDay)
        .sort((left, right) => (order(left) < order(right) ? 1 : -1))
    },
    async underWay(actor, deputyId, day, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((one) => one.deputyId === deputyId && isUnderWay(one, day))
        .sort((left, right) => (left.id < right.id ? -1 : 1))
    },
  }
}
