import {
  defaultRules,
  SCANNING_RULES_ID,
  type ScanningRules,
} from '../../../src/domain/quality/scanning-rules.ts'
import type { ScanCheck } from '../../../src/domain/quality/scan-check.ts'
import type { CheckFilter, ScanChecks } from '../../../src/ports/scan-checks.ts'
import type { ScanningRulesStore } from '../../../src/ports/scanning-rules.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryScanChecks(database: MemoryDatabase): ScanChecks {
  const { visible, ...records } = createMemoryRecords<ScanCheck>(database, {
    name: 'scan-checks',
    unique: ({ tenantId, itemId }) => `${tenantId}/${itemId}`,
  })
  const fits =
    ({ states, protectionClass }: CheckFilter) =>
    (check: ScanCheck): boolean =>
      states.includes(check.state) &&
      (protectionClass === undefined || check.protectionClass === protectionClass)
  const keyOf = ({ createdAt, id }: ScanCheck): string => `${createdAt} ${id}`
  return {
    ...records,
    async list(actor, filter, limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(fits(filter))
        .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
        .slice(0, limit)
    },
    async count(actor, filter, signal) {
      signal.throwIfAborted()
      return visible(actor).filter(fits(filter)).length
    },
    async ofItem(actor, itemId, signal) {
      signal.throwIfAborted()
      return visible(actor).find((check) => check.itemId === itemId)
    },
    async ofBatch(actor, batchId, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((check) => check.batchId === batchId)
        .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    },
  }
}

export function createMemoryScanningRules(database: MemoryDatabase): ScanningRulesStore {
  const { visible: _visible, ...records } = createMemoryRecords<ScanningRules>(database, {
    name: 'scanning-rules',
  })
  return {
    ...records,
    current: async (actor, signal) =>
      (await records.find(actor, SCANNING_RULES_ID, signal)) ?? defaultRules(actor.tenantId),
  }
}
