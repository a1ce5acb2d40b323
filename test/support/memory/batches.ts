import type { Batch } from '../../../src/domain/batches/batch.ts'
import type { Scanner } from '../../../src/domain/batches/scanner.ts'
import { naturalOrder } from '../../../src/domain/natural-order.ts'
import type { Batches } from '../../../src/ports/batches.ts'
import type { Scanners } from '../../../src/ports/scanners.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, pageOf } from './records.ts'
import { nextSerial } from './serials.ts'

export function createMemoryBatches(database: MemoryDatabase): Batches {
  const { visible, ...records } = createMemoryRecords<Batch>(database, {
    name: 'batches',
    unique: ({ tenantId, id, folderKey = id }) => `${tenantId}/${folderKey}`,
  })
  return {
    ...records,
    async list(actor, { state }, page, signal) {
      signal.throwIfAborted()
      const batches = visible(actor).filter((batch) => state === undefined || batch.state === state)
      return pageOf(batches, ({ createdAt }) => createdAt, page)
    },
    async closedUnbalanced(actor, after, limit, signal) {
      signal.throwIfAborted()
      const batches = visible(actor).filter(
        ({ state, closing }) => state === 'closed' && (closing?.at ?? '') > after,
      )
      return pageOf(batches, ({ closing }) => closing?.at ?? '', { limit }).items.slice()
    },
    async byNumber(actor, number, signal) {
      signal.throwIfAborted()
      return visible(actor).find((batch) => batch.number === number)
    },
    async ofFolder(actor, folderKey, signal) {
      signal.throwIfAborted()
      return visible(actor).find((batch) => batch.folderKey === folderKey)
    },
    nextSerial: (actor, year, signal) => nextSerial(database, `batch/${actor.tenantId}/${year}`, signal),
  }
}

export function createMemoryScanners(database: MemoryDatabase): Scanners {
  const { visible, ...records } = createMemoryRecords<Scanner>(database, {
    name: 'scanners',
    unique: ({ tenantId, folder }) => `${tenantId}/${folder}`,
  })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => naturalOrder(left.name, right.name))
    },
    async noteScan(actor, scannerId, lastScan, signal) {
      signal.throwIfAborted()
      const scanner = visible(actor).find(({ id }) => id === scannerId)
      if (scanner === undefined) return
      await database.write(signal, (table) =>
        table<Scanner>('scanners').set(`${actor.tenantId}/${scannerId}`, { ...scanner, lastScan }),
      )
    },
    async all(signal) {
      signal.throwIfAborted()
      const scanners = [...database.read<Scanner>('scanners').values()]
      return scanners.sort((left, right) => (left.id < right.id ? -1 : 1))
    },
  }
}
