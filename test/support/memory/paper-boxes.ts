import type { PaperBox } from '../../../src/domain/paper/paper-box.ts'
import type { PaperBoxes } from '../../../src/ports/paper-boxes.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'
import { nextSerial } from './serials.ts'

export function createMemoryPaperBoxes(database: MemoryDatabase): PaperBoxes {
  const { visible, ...records } = createMemoryRecords<PaperBox>(database, {
    name: 'paper-boxes',
    unique: ({ tenantId, number }) => `${tenantId}/${number}`,
  })
  return {
    ...records,
    async list(actor, limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .toSorted((left, right) => right.number - left.number)
        .slice(0, limit)
    },
    nextNumber: (actor, signal) => nextSerial(database, `paper-box/${actor.tenantId}`, signal),
  }
}
