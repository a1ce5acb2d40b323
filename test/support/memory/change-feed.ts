import type { Change, ChangeFeed } from '../../../src/ports/change-feed.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { MemoryDatabase } from './database.ts'
import { nextSerial } from './serials.ts'

export function createMemoryChangeFeed(database: MemoryDatabase, clock: Clock): ChangeFeed {
  const all = (): Change[] =>
    [...database.read<Change>('changes').values()].sort((left, right) => left.seq - right.seq)
  return {
    async record(actor, changes, signal) {
      await database.transactor.inTransaction(async () => {
        for (const change of changes) {
          const seq = await nextSerial(database, 'changes', signal)
          const at = clock.now().toISOString()
          await database.write(signal, (table) => {
            table<Change>('changes').set(String(seq), { ...change, seq, tenantId: actor.tenantId, at })
          })
        }
      }, signal)
    },
    async since(seq, limit, signal) {
      signal.throwIfAborted()
      return all()
        .filter((change) => change.seq > seq)
        .slice(0, limit)
    },
    async head(signal) {
      signal.throwIfAborted()
      return all().at(-1)?.seq ?? 0
    },
    async tail(signal) {
      signal.throwIfAborted()
      return all()[0]?.seq ?? 0
    },
  }
}
