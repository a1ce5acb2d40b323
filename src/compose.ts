import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { createArgon2PasswordHasher } from './adapters/argon2/password-hasher.ts'
import { createChildPoolReader, entryBeside, type WalledReader } from './adapters/child-pool/child-pool.ts'
import { findWalls, type Walls } from './adapters/child-pool/walls.ts'
import { createClamdVirusScanner } from './adapters/clamd/virus-scanner.ts'
import { createMediaTypeDetector } from './adapters/file-type/media-type-detector.ts'
import { createWatchedBlobStore, type DamageListener } from './adapters/damage-watch/blob-store.ts'
import { createAnchorFiles } from './adapters/filesystem/anchor-store.ts'
import { readBreachedPasswords } from './adapters/filesystem/breached-passwords.ts'
import { createFilesystemBlobStore } from './adapters/filesystem/blob-store.ts'
import { createScratchSpace } from './adapters/filesystem/scratch.ts'
import { createStagingArea } from './adapters/filesystem/staging.ts'
import { removeAbandonedDirectories } from './adapters/filesystem/work-directory.ts'
import { createMinioBlobStore } from './adapters/minio/blob-store.ts'
import { connectMongo, type MongoConnection } from './adapters/mongo/connect.ts'
import { createMongoStores, type MongoStores } from './adapters/mongo/stores.ts'
import { createObjectAnchors } from './adapters/object-anchors/anchor-store.ts'
import { createOpenIdClient } from './adapters/openid-client/openid-client.ts'
import { createPinoLog } from './adapters/pino/log.ts'
import { createJobMeter } from './adapters/prometheus/job-meter.ts'
import { createRe2PatternMatcher } from './adapters/re2js/pattern-matcher.ts'
import { createFts5SearchIndex } from './adapters/search-fts5/search-index.ts'
import { createPasskeyVerifier } from './adapters/simplewebauthn/passkey-verifier.ts'
import { createAnswerPace } from './adapters/system/answer-pace.ts'
import { createBell } from './adapters/system/bell.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createDigest } from './adapters/system/digest.ts'
import { createIdGenerator } from './adapters/system/ids.ts'
import { createOneTimeCodes } from './adapters/system/one-time-codes.ts'
import { createSeal } from './adapters/system/seal.ts'
import { createGuardedFetch } from './adapters/undici/guarded-fetch.ts'
import { createVetMailServer } from './adapters/undici/vet-mail-server.ts'
import { createQrCodeWriter } from './adapters/zxing/qr-code-writer.ts'
import { openSecretBox, sealKey } from './compose-keys.ts'
import type { Config } from './config/config.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'
import type { AnchorStore } from './ports/anchor-store.ts'
import type { BlobStore } from './ports/blob-store.ts'
import { UNTIMED, type AnswerPace } from './ports/dependency-pace.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { ArchiveOpener } from './ports/archive-opener.ts'
import type { MailboxClient } from './ports/mailbox.ts'
import type { MailOpener } from './ports/mail-opener.ts'
import type { MailSender } from './ports/mail-sender.ts'
import type { OpenIdClient } from './ports/identity-providers.ts'
import type { Log } from './ports/log.ts'
import type { ScratchSpace } from './ports/scratch.ts'
import type { SearchIndex } from './ports/search-index.ts'
import type { ReportPageWriter } from './ports/report-page-writer.ts'
import type { SheetPageWriter } from './ports/sheet-page-writer.ts'
import type { Seal } from './ports/seal.ts'
import type { StagingArea } from './ports/staging.ts'
import type { VirusScanner } from './ports/virus-scanner.ts'
import { createChainAnchoring } from './usecases/audit/anchor-chains.ts'
import { KEY_STALE_AFTER_MS } from './usecases/shared/keyed-request.ts'
import { createRecordDamage, type RecordDamagePorts } from './usecases/integrity/record-damage.ts'
import { createLedger } from './usecases/shared/ledger.ts'
import { createReadLog } from './usecases/shared/read-log.ts'
import { createUnfoldArchives } from './usecases/shared/unfold-archives.ts'
import { createUnfoldMails } from './usecases/shared/unfold-mails.ts'

export const EMBEDDED_DATABASE_NAME = 'poststelle'
/** In the storage directory: begins the name of a copy of the database that a backup reads. */
export const BACKUP_COPY = 'backup-'

/** Closes what was opened, in the reverse order. */
type Closers = (() => PromiseLike<void>)[]

export interface PlatformFrame {
  /** Ends the opening. */
  readonly stopping: AbortSignal
  /** Told when the embedded database has ended by itself or is damaged; nothing can be stored from then on. */
  readonly fail: (error: Error) => void
}

/** Opens what every process of the product needs: database, objects, staging, and the small services beside them. */
export async function openPlatform(config: Config, logger: Logger, { stopping, fail }: PlatformFrame) {
  const closers: Closers = []
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer()
  }
  try {
    const log = createPinoLog(logger)
    const paces = outsidePaces(config)
    const database = await openDatabase(config, { log, pace: paces.database }, closers, { stopping, fail })
    await database.ensureIndexes(stopping)
    const ids = createIdGenerator(systemClock)
    const stores = createMongoStores(database, { clock: systemClock, ids })
    const bell = createBell()
    const metrics = new Registry()
    const seal = createSeal(await sealKey(config))
    const ledger = createLedger({ ...stores, bell })
    const told = damageListener({ ...stores, ledger, clock: systemClock, ids, log })
    const blobStore = createWatchedBlobStore(
      await openBlobStore(config, closers, stopping, paces.objects),
      told,
    )
    const anchorStore = await openAnchorStore(config, blobStore, seal)
    const staging = await openStaging(config, stopping)
    const mediaTypes = createMediaTypeDetector()
    const opener = lateOpener(config, closers)
    const scratch = await openScratchSpace(config)
    return {
      ...stores,
      /** Absent where other processes may use the database too. */
      aloneSince: await takeOverAlone(config, stores, stopping),
      database,
      ledger,
      paces,
      readLog: createReadLog({ ...stores, clock: systemClock }),
      blobStore,
      anchorStore,
      anchoring: createChainAnchoring({ ...stores, anchorStore, clock: systemClock, ids, log }),
      staging,
      scratch,
      unfoldMails: createUnfoldMails({ mailOpener: opener, scratch, staging, mediaTypes, log }),
      unfoldArchives: createUnfoldArchives({ archiveOpener: opener, scratch, staging, mediaTypes, log }),
      clock: systemClock,
      ids,
      digest: createDigest(),
      bell,
      metrics,
      jobMeter: createJobMeter(metrics),
      log,
      mediaTypes,
      virusScanner: openVirusScanner(config, log),
      patternMatcher: createRe2PatternMatcher(),
      openIdClient: openOpenIdClient(config),
      mailboxClient: lateMailboxClient(config),
      mailSender: lateMailSender(config),
      oneTimeCodes: createOneTimeCodes(),
      passkeyVerifier: createPasskeyVerifier(),
      seal,
      secretBox: await openSecretBox(config),
      qrCodeWriter: createQrCodeWriter(),
      reportPages: lateReportPages,
      sheetPages: lateSheetPages,
      breachedPasswords: await readBreachedPasswords(config.breachedPasswordsFile),
      passwordHasher: await createArgon2PasswordHasher(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const GREETING_MS = 5_000

/** Whether it answers stands in the log; when it does not, post is taken in all the same and scanned later. */
function openVirusScanner({ clamd }: Config, log: Log): VirusScanner | undefined {
  if (clamd === undefined) return undefined
  const scanner = createClamdVirusScanner(clamd)
  scanner.version(AbortSignal.timeout(GREETING_MS)).then(
    (version) => {
      log.info('virus-scanner', { version })
    },
    (error: unknown) => {
      log.warn('virus-scanner-away', { cause: String(error) })
    },
  )
  return scanner
}

/** The library is large, and most processes never print. */
const lateReportPages: ReportPageWriter = {
  async pagesOf(view, signal) {
    const { createReportPageWriter } = await import('./adapters/pdf-lib/report-pages.ts')
    return createReportPageWriter().pagesOf(view, signal)
  },
}

const lateSheetPages: SheetPageWriter = {
  async sheetsOf(sheet, code, copies) {
    const { createSheetPageWriter } = await import('./adapters/pdf-lib/sheet-pages.ts')
    return createSheetPageWriter().sheetsOf(sheet, code, copies)
  },
}

export type Platform = Awaited<ReturnType<typeof openPlatform>>

function openOpenIdClient({
  outgoingAllowedHosts: allowedHosts,
  oidcSecrets: secrets,
}: Config): OpenIdClient {
  return createOpenIdClient({ fetch: createGuardedFetch({ allowedHosts }), secrets, allowedHosts })
}

/** Most installations fetch no mail; the libraries are loaded with the first account. */
function lateMailboxClient({ outgoingAllowedHosts: allowedHosts }: Config): MailboxClient {
  return {
    async open(login, folders, signal) {
      const { createMailboxClient } = await import('./adapters/imapflow/mailbox-client.ts')
      const vetServer = createVetMailServer({ allowedHosts })
      return createMailboxClient({ vetServer }).open(login, folders, signal)
    },
  }
}

function lateMailSender({ outgoingAllowedHosts: allowedHosts }: Config): MailSender {
  return {
    async send(login, mail, signal) {
      const { createMailSender } = await import('./adapters/nodemailer/mail-sender.ts')
      return createMailSender({ vetServer: createVetMailServer({ allowedHosts }) }).send(login, mail, signal)
    },
  }
}

/** Nobody waits for the requests of a process before this one when the database belongs to one process at a time. */
async function takeOverAlone(
  { database }: Config,
  { intakeStore }: MongoStores,
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (database.kind !== 'embedded') return undefined
  const now = systemClock.now()
  await intakeStore.releaseOpenKeys(new Date(now.getTime() - KEY_STALE_AFTER_MS), signal)
  return now
}

/** What uploads and backups of a process that was killed have left is removed first. */
async function openStaging(config: Config, signal: AbortSignal): Promise<StagingArea> {
  const { headroomBytes } = config
  const staging = await createStagingArea({ directory: join(config.storageDir, 'tmp'), headroomBytes })
  await staging.removeAbandoned(signal)
  await removeAbandonedDirectories(config.storageDir, BACKUP_COPY)
  return staging
}

/** @throws {Error} when the database belongs to this process alone, so that no other one could do its part of the work */
export function requireSharedDatabase({ database }: Config): void {
  if (database.kind === 'mongodb') return
  throw new Error('Web server and workers of their own need a database that they share: set MONGODB_URI.')
}

/** The full-text index of this process. */
export async function openSearchIndex(config: Config): Promise<SearchIndex> {
  const directory = join(config.storageDir, 'search')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return createFts5SearchIndex({ path: join(directory, 'search.db') })
}

/** Room for files that children write. */
function openScratchSpace(config: Config): Promise<ScratchSpace> {
  return createScratchSpace({
    directory: join(config.storageDir, 'scratch'),
    headroomBytes: config.headroomBytes,
  })
}

/** Number of children that read documents. */
export function readerCount(config: Config): number {
  return config.workers ?? availableParallelism()
}

/** A child of its own draws the pages that people look at, so that they wait for nothing that is being read. */
export function openPictureReader(config: Config): DocumentReader {
  return openDocumentReader(config, config.ocrEngine, 1, findWalls())
}

/** A child of its own takes mails and archives apart; it starts with the first one. */
function lateOpener(config: Config, closers: Closers): MailOpener & ArchiveOpener {
  let reader: WalledReader | undefined
  closers.push(async () => reader?.[Symbol.asyncDispose]())
  const opened = (): WalledReader => {
    reader ??= openDocumentReader(config, config.ocrEngine, 1, findWalls())
    return reader
  }
  return {
    openMail: (source, targetPath, signal) => opened().openMail(source, targetPath, signal),
    openArchive: (source, targetPath, signal) => opened().openArchive(source, targetPath, signal),
  }
}

/** The wall: children that read foreign bytes. */
export function openDocumentReader(
  config: Config,
  engine: Config['ocrEngine'],
  children: number,
  walls: Walls,
): WalledReader {
  return createChildPoolReader({
    walls,
    entry: entryBeside(import.meta.url, 'main-sandbox'),
    size: children,
    settings: {
      engine,
      ...(config.tessdataDir === undefined ? {} : { tessdataDirectory: config.tessdataDir }),
    },
    execArgv: process.execArgv,
  })
}

/** What runs in our own place is as fast as the machine that we share with it: nobody else makes it slow. */
function outsidePaces({
  database,
  objects,
}: Config): Readonly<Partial<Record<'database' | 'objects', AnswerPace>>> {
  return {
    ...(database.kind === 'mongodb' ? { database: createAnswerPace() } : {}),
    ...(objects.kind === 's3' ? { objects: createAnswerPace() } : {}),
  }
}

async function openDatabase(
  config: Config,
  { log, pace }: { readonly log: Log; readonly pace: AnswerPace | undefined },
  closers: Closers,
  { stopping, fail }: PlatformFrame,
): Promise<MongoConnection> {
  const { uri, databaseName } = await databaseAddress(config, log, closers, fail)
  const connection = await connectMongo({
    uri,
    databaseName,
    signal: stopping,
    ...(pace === undefined ? {} : { pace }),
  })
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

const RECORD_DAMAGE_MS = 20_000

/** Readers do not wait for it. */
function damageListener(ports: RecordDamagePorts): DamageListener {
  const recordDamage = createRecordDamage(ports)
  return (objectKey, kind) => {
    recordDamage(objectKey, kind, AbortSignal.timeout(RECORD_DAMAGE_MS)).catch((error: unknown) => {
      ports.log.error('integrity-damage', { objectKey, kind, notRecorded: String(error) })
    })
  }
}

/** In a file of its own on the disk; in the object store where every process has to reach it. */
async function openAnchorStore(config: Config, blobStore: BlobStore, seal: Seal): Promise<AnchorStore> {
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
  const store = await createMinioBlobStore({ ...account, temporaryDirectory, pace }, signal)
  closers.push(() => store[Symbol.asyncDispose]())
  return store
}
