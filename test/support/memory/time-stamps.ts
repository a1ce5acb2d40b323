import type { TimeStamp } from '../../../src/domain/quality/time-stamp.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { TimeStamps } from '../../../src/ports/time-stamps.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists, frozenCopy, requireOwnTenant } from './records.ts'

const STAMPS = 'time-stamps'

interface StampRow {
  readonly id: string
  readonly tenantId: string
  readonly order: TimeStamp
  readonly isOpen: boolean
  readonly dueAtMs: number
}

export function createMemoryTimeStamps(database: MemoryDatabase, clock: Clock): TimeStamps {
  const nowMs = (): number => clock.now().getTime()
  return {
    async insert(actor, order, signal) {
      const { id, tenantId } = order
      requireOwnTenant(actor, tenantId)
      await database.write(signal, (table) => {
        if (table(STAMPS).has(id)) throw alreadyExists(STAMPS)
        table(STAMPS).set(id, { id, tenantId, order: frozenCopy(order), isOpen: true, dueAtMs: 0 })
      })
    },
    async ofDocuments({ tenantId }, documentIds, signal) {
      signal.throwIfAborted()
      return [...database.read<StampRow>(STAMPS).values()]
        .filter((row) => row.tenantId === tenantId && documentIds.includes(row.id))
        .map(({ order }) => order)
    },
    claim: (leaseMs, signal) =>
      database.write(signal, (table) => {
        const rows = [...table<StampRow>(STAMPS).values()].filter(
          ({ isOpen, dueAtMs }) => isOpen && dueAtMs <= nowMs(),
        )
        const row = rows.sort((left, right) => left.dueAtMs - right.dueAtMs)[0]
        if (row === undefined) return undefined
        const order = { ...row.order, attempt: row.order.attempt + 1 }
        table(STAMPS).set(row.id, { ...row, order, dueAtMs: nowMs() + leaseMs })
        return order
      }),
    settle: (order, signal) =>
      database.write(signal, (table) => {
        const row = table<StampRow>(STAMPS).get(order.id)
        if (row?.isOpen !== true) return false
        table(STAMPS).set(order.id, { ...row, order: frozenCopy(order), isOpen: false })
        return true
      }),
    async retryLater(order, pauseMs, signal) {
      await database.write(signal, (table) => {
        const row = table<StampRow>(STAMPS).get(order.id)
        if (row?.isOpen === true)
          table(STAMPS).set(order.id, { ...row, order: frozenCopy(order), dueAtMs: nowMs() + pauseMs })
      })
    },
  }
}
