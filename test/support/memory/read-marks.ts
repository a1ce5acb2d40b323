import type { Actor } from '../../../src/domain/access/actor.ts'
import type { ReadMarks } from '../../../src/ports/read-marks.ts'
import type { MemoryDatabase } from './database.ts'

export function createMemoryReadMarks(database: MemoryDatabase): ReadMarks {
  const keyOf = ({ tenantId, userId }: Actor): string => `${tenantId}/${userId}`
  return {
    async of(actor, signal) {
      signal.throwIfAborted()
      return database.read<readonly string[]>('read-marks').get(keyOf(actor)) ?? []
    },
    async replace(actor, keys, signal) {
      await database.write(signal, (table) => table('read-marks').set(keyOf(actor), [...keys]))
    },
  }
}
