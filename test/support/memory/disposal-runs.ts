import type { DisposalRun } from '../../../src/domain/disposal/disposal-run.ts'
import type { DisposalRuns } from '../../../src/ports/disposal-runs.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'
import { nextSerial } from './serials.ts'

export function createMemoryDisposalRuns(database: MemoryDatabase): DisposalRuns {
  const { visible, ...records } = createMemoryRecords<DisposalRun>(database, {
    name: 'disposal-runs',
    unique: ({ tenantId, serial }) => `${tenantId}/${serial}`,
  })
  return {
    ...records,
    async list(actor, limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .toSorted((left, right) => right.serial - left.serial)
        .slice(0, limit)
    },
    async unfinished(actor, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ state, objectsToErase }) => state === 'requested' || objectsToErase.length > 0)
        .toSorted((left, right) => right.serial - left.serial)
    },
    nextSerial: (actor, signal) => nextSerial(database, `disposal/${actor.tenantId}`, signal),
  }
}
