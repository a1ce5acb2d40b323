import { MailroomError } from '../../../src/domain/errors.ts'
import type { IntegrityScan } from '../../../src/domain/integrity/scan.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Damage, IntegrityStore } from '../../../src/ports/integrity-store.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, frozenCopy, pageOf } from './records.ts'

interface Leased extends IntegrityScan {
  readonly dueAtMs?: number
}

export function createMemoryIntegrityStore(database: MemoryDatabase, clock: Clock): IntegrityStore {
  const records = createMemoryRecords<Leased>(database, {
    name: 'integrity-scans',
    unique: ({ tenantId, state }) => (state === 'done' ? undefined : tenantId),
  })
  const damageTable = 'damaged-objects'
  const shown = ({ dueAtMs: _dueAtMs, ...scan }: Leased): IntegrityScan => frozenCopy(scan)

  function replace(scan: Leased, version: number, signal: AbortSignal): Promise<IntegrityScan> {
    return database.write(signal, (table) => {
      const scans = table<Leased>('integrity-scans')
      const key = `${scan.tenantId}/${scan.id}`
      if (scans.get(key)?.version !== version)
        throw new MailroomError('lease-lost', 'Another worker goes on with the scan.')
      const saved = frozenCopy({ ...scan, version: version + 1 })
      scans.set(key, saved)
      return shown(saved)
    })
  }

  async function setDue(scan: IntegrityScan, dueAtMs: number, signal: AbortSignal): Promise<void> {
    await database.write(signal, (table) => {
      const scans = table<Leased>('integrity-scans')
      const key = `${scan.tenantId}/${scan.id}`
      const kept = scans.get(key)
      if (kept?.version === scan.version) scans.set(key, frozenCopy({ ...kept, dueAtMs }))
    })
  }

  return {
    insertScan: (actor, scan, signal) => records.insert(actor, scan, signal),
    async findScan(actor, id, signal) {
      const scan = await records.find(actor, id, signal)
      return scan && shown(scan)
    },
    async openScan(actor) {
      const scan = records.visible(actor).find(({ state }) => state !== 'done')
      return scan && shown(scan)
    },
    async listScans(actor, page) {
      return pageOf(records.visible(actor).map(shown), ({ createdAt }) => createdAt, page)
    },
    async claimScan(leaseMs, signal) {
      const nowMs = clock.now().getTime()
      const free = [...database.read<Leased>('integrity-scans').values()].find(
        ({ state, dueAtMs = 0 }) => state !== 'done' && dueAtMs <= nowMs,
      )
      return free && replace({ ...free, state: 'running', dueAtMs: nowMs + leaseMs }, free.version, signal)
    },
    saveScan: (scan, leaseMs, signal) =>
      replace({ ...scan, dueAtMs: clock.now().getTime() + leaseMs }, scan.version, signal),
    extendScan: (scan, leaseMs, signal) => setDue(scan, clock.now().getTime() + leaseMs, signal),
    releaseScan: (scan, signal) => setDue(scan, 0, signal),

    async recordDamage(actor, damage, signal) {
      return database.write(signal, (table) => {
        const damages = table<Damage & { readonly tenantId: string }>(damageTable)
        if (damages.has(damage.objectKey)) return false
        damages.set(damage.objectKey, frozenCopy({ ...damage, tenantId: actor.tenantId }))
        return true
      })
    },
    async clearDamage(_actor, objectKey, signal) {
      await database.write(signal, (table) => table<Damage>(damageTable).delete(objectKey))
    },
    async damages(actor, limit) {
      const damages = [...database.read<Damage & { readonly tenantId: string }>(damageTable).values()]
      return damages
        .filter(({ tenantId }) => tenantId === actor.tenantId)
        .map(({ tenantId: _tenantId, ...damage }) => damage)
        .sort((left, right) => (left.objectKey < right.objectKey ? -1 : 1))
        .slice(0, limit)
    },
    damageCount: async () => database.read(damageTable).size,
  }
}
