import { MailroomError } from '../../domain/errors.ts'
import type { Finding } from '../../domain/integrity/finding.ts'
import type { IntegrityScan } from '../../domain/integrity/scan.ts'
import type { Damage, IntegrityStore } from '../../ports/integrity-store.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { inDatabaseTime, notAfterDatabaseTime } from './database-time.ts'
import { ofTenant } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'

export const INTEGRITY_SCANS: CollectionDefinition = {
  model: 'IntegrityScan',
  collection: 'integrity_scans',
  schema: tenantSchema({
    state: String,
    trigger: String,
    requestedBy: WhoSchema,
    createdAt: String,
    finishedAt: String,
    phase: String,
    after: String,
    checkedDocuments: Number,
    checkedObjects: Number,
    checkedBytes: Number,
    checkedEvents: Number,
    findings: AnyValue,
    findingCount: Number,
    version: Number,
    internal: part({
      open: Boolean,
      /** Database time: end of the lease. */
      dueAt: Date,
    }),
  })
    .index({ tenantId: 1 }, { unique: true, partialFilterExpression: { 'internal.open': true } })
    .index({ 'internal.open': 1, 'internal.dueAt': 1 })
    .index({ tenantId: 1, createdAt: -1, _id: -1 }),
}

export const DAMAGED_OBJECTS: CollectionDefinition = {
  model: 'DamagedObject',
  collection: 'damaged_objects',
  schema: tenantSchema({ firstSeenAt: String, finding: AnyValue }).index({ tenantId: 1, _id: 1 }),
}

const AT_ONCE = new Date(0)

export function createMongoIntegrityStore(database: MongoDatabase): IntegrityStore {
  return { ...createScans(database), ...createDamages(database) }
}

type Scans = Omit<IntegrityStore, 'recordDamage' | 'clearDamage' | 'damages' | 'damageCount'>

function createScans(database: MongoDatabase): Scans {
  const scans = openCollection(database, INTEGRITY_SCANS)
  const records = createMongoRecords<IntegrityScan>(scans, {
    granted: false,
    internal: ({ state }) => ({ open: state !== 'done', dueAt: AT_ONCE }),
  })

  async function find(id: string, version: number, signal: AbortSignal): Promise<IntegrityScan | undefined> {
    const row = await scans.findOne({ _id: id, version }, signal)
    if (row === undefined) return undefined
    const { _id, internal: _internal, ...fields } = row
    return { id: String(_id), ...fields } as unknown as IntegrityScan
  }

  return {
    insertScan: (actor, scan, signal) => records.insert(actor, scan, signal),
    findScan: (actor, id, signal) => records.find(actor, id, signal),
    async openScan(actor, signal) {
      const [open] = await records.list(actor, { 'internal.open': true }, { createdAt: -1 }, signal, 1)
      return open
    },
    listScans: (actor, page, signal) => records.page(actor, {}, 'createdAt', page, signal),
    async claimScan(leaseMs, signal) {
      const row = await scans.findAndUpdate(
        { 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') },
        [{ $set: { state: 'running', version: { $add: ['$version', 1] }, ...leased(leaseMs) } }],
        { order: { 'internal.dueAt': 1 } },
        signal,
      )
      return row === undefined ? undefined : find(String(row._id), Number(row['version']), signal)
    },
    async saveScan({ id, tenantId, version, after, finishedAt, ...scan }, leaseMs, signal) {
      const fields = Object.entries<unknown>(scan).map(([name, value]): [string, unknown] => [
        name,
        { $literal: value },
      ])
      const $set = {
        ...Object.fromEntries(fields),
        after: after === undefined ? '$$REMOVE' : { $literal: after },
        finishedAt: finishedAt === undefined ? '$$REMOVE' : { $literal: finishedAt },
        version: version + 1,
        'internal.open': scan.state !== 'done',
        ...leased(leaseMs),
      }
      if (!(await scans.updateOne({ _id: id, tenantId, version }, [{ $set }], signal))) throw leaseLost()
      const saved = await find(id, version + 1, signal)
      if (saved === undefined) throw leaseLost()
      return saved
    },
    async extendScan({ id, tenantId, version }, leaseMs, signal) {
      await scans.updateOne({ _id: id, tenantId, version }, [{ $set: leased(leaseMs) }], signal)
    },
    async releaseScan({ id, tenantId, version }, signal) {
      await scans.updateOne({ _id: id, tenantId, version }, { $set: { 'internal.dueAt': AT_ONCE } }, signal)
    },
  }
}

function leased(leaseMs: number): Record<string, unknown> {
  return { 'internal.dueAt': inDatabaseTime(leaseMs) }
}

function leaseLost(): MailroomError {
  return new MailroomError('lease-lost', 'Another worker goes on with the scan.')
}

type Damages = Pick<IntegrityStore, 'recordDamage' | 'clearDamage' | 'damages' | 'damageCount'>

function createDamages(database: MongoDatabase): Damages {
  const damages = openCollection(database, DAMAGED_OBJECTS)
  return {
    async recordDamage(actor, { firstSeenAt, ...finding }, signal) {
      const _id = finding.objectKey
      if ((await damages.findOne({ _id }, signal)) !== undefined) return false
      await damages.insert({ _id, ...ofTenant(actor), firstSeenAt, finding }, signal)
      return true
    },
    async clearDamage(actor, objectKey, signal) {
      await damages.deleteOne({ _id: objectKey, ...ofTenant(actor) }, signal)
    },
    async damages(actor, limit, signal) {
      const rows = await damages.find(ofTenant(actor), { _id: 1 }, limit, signal)
      return rows.map((row): Damage => ({
        ...(row['finding'] as Finding),
        objectKey: String(row._id),
        firstSeenAt: String(row['firstSeenAt']),
      }))
    },
    damageCount: (signal) => damages.estimatedCount(signal),
  }
}
