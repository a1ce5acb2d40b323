import { rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createBackupFolder } from './adapters/filesystem/backup-folder.ts'
import { keyFromFile } from './adapters/filesystem/key-file.ts'
import { makeWorkDirectory, removeAbandonedDirectories } from './adapters/filesystem/work-directory.ts'
import { connectMongo } from './adapters/mongo/connect.ts'
import { createMongoRecordArchive } from './adapters/mongo/record-archive.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createDigest } from './adapters/system/digest.ts'
import { createSeal } from './adapters/system/seal.ts'
import { keyFilePath, sealKey } from './compose-keys.ts'
import { BACKUP_COPY, EMBEDDED_DATABASE_NAME, openBlobStore, type Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import type { BackupManifest } from './domain/backup/manifest.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'
import { backupDatabase } from './embedded-mongo/store/backup.ts'
import { DATABASE_FILE } from './embedded-mongo/worker-protocol.ts'
import type { RecordArchive } from './ports/record-archive.ts'
import type { Seal } from './ports/seal.ts'
import { backUp } from './usecases/operation/back-up.ts'
import { restoreBackup, type Restored } from './usecases/operation/restore-backup.ts'
import { verifyBackup, type BackupVerification } from './usecases/operation/verify-backup.ts'

/** Nobody else is served: nothing may end the one long read, or remove what has expired before it was compared. */
const UNDISTURBED_MS = 24 * 60 * 60 * 1_000

async function closing<T>(work: (closers: Closers) => Promise<T>): Promise<T> {
  const closers: Closers = []
  try {
    return await work(closers)
  } finally {
    for (const closer of closers.reverse()) await closer()
  }
}

/** Writes a backup while the product runs, or while it does not. */
export function makeBackup(config: Config, directory: string, signal: AbortSignal): Promise<BackupManifest> {
  return closing(async (closers) => {
    const { archive, snapshotAt } = await openSource(config, closers, signal)
    const blobStore = await openBlobStore(config, closers, signal)
    const folder = createBackupFolder(resolve(directory))
    const seal = createSeal(await sealKey(config))
    return backUp({ archive, blobStore, folder, seal, clock: systemClock }, snapshotAt, signal)
  })
}

/**
 * The embedded database belongs to the running process, so that a consistent copy of its file is taken, beside which
 * everybody goes on writing, and read instead.
 */
async function openSource(
  config: Config,
  closers: Closers,
  signal: AbortSignal,
): Promise<{ readonly archive: RecordArchive; readonly snapshotAt: Date | undefined }> {
  if (config.database.kind === 'mongodb')
    return { archive: await openArchive(config.database, closers, signal), snapshotAt: undefined }
  const file = join(config.storageDir, 'db', DATABASE_FILE)
  if (!existsSync(file))
    throw new Error(`There is no database in ${config.storageDir}: is STORAGE_DIR right?`)
  await removeAbandonedDirectories(config.storageDir, BACKUP_COPY)
  const copy = await makeWorkDirectory(config.storageDir, BACKUP_COPY)
  closers.push(() => rm(copy, { recursive: true, force: true }))
  const snapshotAt = systemClock.now()
  backupDatabase(file, join(copy, DATABASE_FILE))
  return { archive: await openEmbeddedArchive(copy, closers, signal), snapshotAt }
}

async function openEmbeddedArchive(
  directory: string,
  closers: Closers,
  signal: AbortSignal,
): Promise<RecordArchive> {
  const settings = { transactionLifetimeMs: UNDISTURBED_MS, ttlSweepMs: UNDISTURBED_MS }
  const server = await startEmbeddedMongo({ directory, settings })
  closers.push(() => server.close())
  return openArchive({ uri: server.uri, databaseName: EMBEDDED_DATABASE_NAME }, closers, signal)
}

/** Without making indexes: those that let rows expire would do so before the proof. The next start makes them. */
async function openArchive(
  { uri, databaseName }: { readonly uri: string; readonly databaseName: string },
  closers: Closers,
  signal: AbortSignal,
): Promise<RecordArchive> {
  const connection = await connectMongo({ uri, databaseName, signal })
  closers.push(() => connection.close())
  return createMongoRecordArchive(connection)
}

/** Reads a whole backup and says what of it is not as it was written. */
export async function checkBackup(
  config: Config,
  directory: string,
  signal: AbortSignal,
): Promise<BackupVerification> {
  const folder = createBackupFolder(resolve(directory))
  return verifyBackup({ folder, digest: createDigest(), seal: await sealAtHand(config) }, signal)
}

/** No key is made here: one of yesterday's backup would not fit a key of today. */
async function sealAtHand(config: Config): Promise<Seal | undefined> {
  const isGiven = config.auditAnchorKey !== undefined || config.objects.kind === 's3'
  if (isGiven) return createSeal(await sealKey(config))
  return existsSync(keyFilePath(config)) ? createSeal(await keyFromFile(keyFilePath(config))) : undefined
}

/** Puts a verified backup into the empty stores of this configuration, of whatever form. */
export function putBack(
  config: Config,
  directory: string,
  manifest: BackupManifest,
  sums: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Restored> {
  return closing(async (closers) => {
    const archive =
      config.database.kind === 'mongodb'
        ? await openArchive(config.database, closers, signal)
        : await openEmbeddedArchive(join(config.storageDir, 'db'), closers, signal)
    const blobStore = await openBlobStore(config, closers, signal)
    const folder = createBackupFolder(resolve(directory))
    return restoreBackup({ archive, blobStore, folder, digest: createDigest() }, manifest, sums, signal)
  })
}
