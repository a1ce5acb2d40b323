import type { TrainingExample } from '../../../src/domain/classification/training.ts'
import type { TrainingJournal } from '../../../src/ports/training-journal.ts'
import type { MemoryDatabase } from './database.ts'
import { frozenCopy } from './records.ts'

export function createMemoryTrainingJournal(database: MemoryDatabase): TrainingJournal {
  const linesOf = (tenantId: string): readonly TrainingExample[] =>
    database.read<readonly TrainingExample[]>('training').get(tenantId) ?? []
  return {
    append({ tenantId }, said, signal) {
      return database.write(signal, (table) => {
        const lines = linesOf(tenantId)
        const example = frozenCopy({ ...said, seq: (lines.at(-1)?.seq ?? 0) + 1 })
        table<readonly TrainingExample[]>('training').set(tenantId, [...lines, example])
        return example
      })
    },
    async readSince(actor, seq, limit, signal) {
      signal.throwIfAborted()
      return linesOf(actor.tenantId)
        .filter((line) => line.seq > seq)
        .slice(0, limit)
    },
  }
}
