import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connectMongo, type MongoConnection } from './adapters/mongo/connect.ts'
import { createMongoStores } from './adapters/mongo/stores.ts'
import { createBell } from './adapters/system/bell.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createIdGenerator } from './adapters/system/ids.ts'
import { EMBEDDED_DATABASE_NAME, openBlobStore, type Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import { systemActor } from './domain/access/actor.ts'
import { isMailroomError } from './domain/errors.ts'
import type { Inconsistency } from './domain/integrity/inconsistency.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'
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
    const database = await openDatabase(config, closers, signal)
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

/** The running product serves its embedded database on a socket; else the database is opened here. */
async function openDatabase(
  { database, storageDir }: Config,
  closers: Closers,
  signal: AbortSignal,
): Promise<MongoConnection> {
  const connect = async (uri: string, databaseName: string): Promise<MongoConnection> => {
    const connection = await connectMongo({ uri, databaseName, signal })
    closers.push(() => connection.close())
    return connection
  }
  if (database.kind === 'mongodb') return connect(database.uri, database.databaseName)
  const socket = join(storageDir, 'db', 'mongo.sock')
  if (existsSync(socket)) {
    try {
      const uri = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`
      return await connect(uri, EMBEDDED_DATABASE_NAME)
    } catch (error) {
      // The socket of a process that was killed.
      if (!isMailroomError(error, 'dependency-unavailable')) throw error
    }
  }
  const server = await startEmbeddedMongo({ directory: join(storageDir, 'db') })
  closers.push(() => server.close())
  return connect(server.uri, EMBEDDED_DATABASE_NAME)
}
