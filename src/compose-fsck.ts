import { createMongoStores } from './adapters/mongo/stores.ts'
import { createBell } from './adapters/system/bell.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createIdGenerator } from './adapters/system/ids.ts'
import { openDatabaseBeside } from './compose-beside.ts'
import { openBlobStore, type Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import { systemActor } from './domain/access/actor.ts'
import type { Inconsistency } from './domain/integrity/inconsistency.ts'
import { repairInconsistency } from './usecases/operation/repair-inconsistency.ts'
import { findInconsistencies } from './usecases/shared/find-inconsistencies.ts'
import { createLedger } from './usecases/shared/ledger.ts'

export interface CheckedTenant {
  readonly tenantName: string
  readonly found: readonly (Inconsistency & { readonly isMended: boolean })[]
  /** The first event that does not fit into the chain; looked for only when it is asked for. */
  readonly firstBadEvent?: number | undefined
}

export interface CheckOptions {
  readonly mend?: boolean
  /** Walks the audit chain too, which takes its time. */
  readonly chain?: boolean
}

/** Looks through the records of every tenant, beside the running product or without it. */
export async function checkRecords(
  config: Config,
  { mend = false, chain = false }: CheckOptions,
  signal: AbortSignal,
): Promise<readonly CheckedTenant[]> {
  const closers: Closers = []
  try {
    const database = await openDatabaseBeside(config, closers, signal)
    // Right after a restore there are none yet, and every page of a list would read the whole collection.
    await database.ensureIndexes(signal)
    const ids = createIdGenerator(systemClock)
    const stores = createMongoStores(database, { clock: systemClock, ids })
    const ledger = createLedger({ ...stores, bell: createBell() })
    const blobStore = await openBlobStore(config, closers, signal)
    const ports = { ...stores, ledger, blobStore, clock: systemClock, ids }
    const checked: CheckedTenant[] = []
    for (const tenant of await stores.tenants.all(signal)) {
      const actor = systemActor(tenant.id, ids.next())
      const found: (Inconsistency & { readonly isMended: boolean })[] = []
      for (const one of await findInconsistencies(ports, actor, signal)) {
        found.push({ ...one, isMended: mend && (await repairInconsistency(ports, actor, one, signal)) })
      }
      const walked = chain ? await stores.auditLog.verify(actor, signal) : undefined
      checked.push({ tenantName: tenant.name, found, firstBadEvent: walked?.firstBadSeq })
    }
    return checked
  } finally {
    for (const closer of closers.reverse()) await closer()
  }
}
