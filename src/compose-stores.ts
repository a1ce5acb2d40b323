import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createAnchorFiles } from './adapters/filesystem/anchor-store.ts'
import { createFilesystemBlobStore } from './adapters/filesystem/blob-store.ts'
import { createPartialUploads } from './adapters/filesystem/partial-uploads.ts'
import { createScratchSpace } from './adapters/filesystem/scratch.ts'
import { createStagingArea } from './adapters/filesystem/staging.ts'
import { removeAbandonedDirectories } from './adapters/filesystem/work-directory.ts'
import { connectMongo, type MongoConnection } from './adapters/mongo/connect.ts'
import { createObjectAnchors } from './adapters/object-anchors/anchor-store.ts'
import { createFts5SearchIndex } from './adapters/search-fts5/search-index.ts'
import { createAnswerPace } from './adapters/system/answer-pace.ts'
import type { Config } from './config/config.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'
import type { AskAtStart } from './compose-start.ts'
import type { AnchorStore } from './ports/anchor-store.ts'
import type { BlobStore } from './ports/blob-store.ts'
import { UNTIMED, type AnswerPace } from './ports/dependency-pace.ts'
import type { Log } from './ports/log.ts'
import type { PartialUploads } from './ports/partial-uploads.ts'
import type { ScratchSpace } from './ports/scratch.ts'
import type { SearchIndex } from './ports/search-index.ts'
import type { Seal } from './ports/seal.ts'
import type { StagingArea } from './ports/staging.ts'

export const EMBEDDED_DATABASE_NAME = 'poststelle'
/** In the storage directory: begins the name of a copy of the database that a backup reads. */
export const BACKUP_COPY = 'backup-'

/** Closes what was opened, in the reverse order. */
export type Closers = (() => PromiseLike<void>)[]

export interface PlatformFrame {
  /** Ends the opening. */
  readonly stopping: AbortSignal
  /** Told when the embedded database has ended by itself or is damaged; nothing can be stored from then on. */
  readonly fail: (error: Error) => void
}

/** What uploads and backups of a process that was killed have left is removed first. */
export async function openStaging(config: Config, signal: AbortSignal): Promise<StagingArea> {
  const { headroomBytes } = config
  const staging = await createStagingArea({ directory: join(config.storageDir, 'tmp'), headroomBytes })
  await staging.removeAbandoned(signal)
  await removeAbandonedDirectories(config.storageDir, BACKUP_COPY)
  return staging
}

/** Unfinished uploads of citizens: so many, with so many bytes, for so long. */
const PARTIAL_UPLOADS = { maxUploads: 200, maxBytes: 2 * 1_024 ** 3, lifetimeMs: 12 * 60 * 60 * 1_000 }

export async function openPartialUploads(config: Config): Promise<PartialUploads> {
  const directory = join(config.storageDir, 'partial')
  const { headroomBytes } = config
  return createPartialUploads({ directory, headroomBytes, ...PARTIAL_UPLOADS, now: Date.now })
}

/** The full-text index of this process. */
export async function openSearchIndex(config: Config): Promise<SearchIndex> {
  const directory = join(config.storageDir, 'search')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return createFts5SearchIndex({ path: join(directory, 'search.db') })
}

/** Room for files that children write. */
export function openScratchSpace(config: Config): Promise<ScratchSpace> {
  return createScratchSpace({
    directory: join(config.storageDir, 'scratch'),
    headroomBytes: config.headroomBytes,
  })
}

/** What runs in our own place is as fast as the machine that we share with it: nobody else makes it slow. */
export function outsidePaces({
  database,
  objects,
}: Config): Readonly<Partial<Record<'database' | 'objects', AnswerPace>>> {
  return {
    ...(database.kind === 'mongodb' ? { database: createAnswerPace() } : {}),
    ...(objects.kind === 's3' ? { objects: createAnswerPace() } : {}),
  }
}

export interface DatabaseParts {
  readonly log: Log
  readonly pace: AnswerPace | undefined
  readonly askAtStart: AskAtStart
}

export async function openDatabase(
  config: Config,
  { log, pace, askAtStart }: DatabaseParts,
  closers: Closers,
  { stopping, fail }: PlatformFrame,
): Promise<MongoConnection> {
  const { uri, databaseName } = await databaseAddress(config, log, closers, fail)
  const settings = { uri, databaseName, signal: stopping, ...(pace === undefined ? {} : { pace }) }
  const connection = await askAtStart(() => connectMongo(settings))
  closers.push(() => connection.close())
  return connection
}

async function databaseAddress(
  { database, storageDir }: Config,
  log: Log,
  closers: Closers,
  fail: PlatformFrame['fail'],
): Promise<{ readonly uri: string; readonly databaseName: string }> {
  if (database.kind === 'mongodb') return database
  const onFault = (error: Error): void => {
    log.error('database-fault', { cause: error.stack ?? error.message })
  }
  const server = await startEmbeddedMongo({ directory: join(storageDir, 'db'), onFault, onEnd: fail })
  closers.push(() => server.close())
  return { uri: server.uri, databaseName: EMBEDDED_DATABASE_NAME }
}

/** In a file of its own on the disk; in the object store where every process has to reach it. */
export async function openAnchorStore(
  config: Config,
  blobStore: BlobStore,
  seal: Seal,
): Promise<AnchorStore> {
  if (config.objects.kind === 's3') return createObjectAnchors(blobStore, seal)
  return createAnchorFiles({ directory: join(config.storageDir, 'anchor'), seal })
}

export async function openBlobStore(
  config: Config,
  closers: Closers,
  signal: AbortSignal,
  pace: AnswerPace = UNTIMED,
): Promise<BlobStore> {
  if (config.objects.kind === 'filesystem') {
    const { headroomBytes } = config
    return createFilesystemBlobStore({ directory: join(config.storageDir, 'objects'), headroomBytes })
  }
  const { endpoint, accessKey, secretKey, bucket, region } = config.objects
  const temporaryDirectory = join(config.storageDir, 'tmp')
  const account = { endpoint, accessKey, secretKey, bucket, region }
  // The library is large, and an installation on files has no use for it.
  const { createMinioBlobStore } = await import('./adapters/minio/blob-store.ts')
  const store = await createMinioBlobStore({ ...account, temporaryDirectory, pace }, signal)
  closers.push(() => store[Symbol.asyncDispose]())
  return store
}
