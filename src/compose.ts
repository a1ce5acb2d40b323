import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { createArgon2PasswordHasher } from './adapters/argon2/password-hasher.ts'
import { createMediaTypeDetector } from './adapters/file-type/media-type-detector.ts'
import { createWatchedBlobStore, type DamageListener } from './adapters/damage-watch/blob-store.ts'
import { readBreachedPasswords } from './adapters/filesystem/breached-passwords.ts'
import { createMongoStores, type MongoStores } from './adapters/mongo/stores.ts'
import { createPinoLog } from './adapters/pino/log.ts'
import { createJobMeter } from './adapters/prometheus/job-meter.ts'
import { createRe2PatternMatcher } from './adapters/re2js/pattern-matcher.ts'
import { createXmlReader } from './adapters/saxes/xml-reader.ts'
import { createPasskeyVerifier } from './adapters/simplewebauthn/passkey-verifier.ts'
import { createBell } from './adapters/system/bell.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createDigest } from './adapters/system/digest.ts'
import { createIdGenerator } from './adapters/system/ids.ts'
import { createOneTimeCodes } from './adapters/system/one-time-codes.ts'
import { createSeal } from './adapters/system/seal.ts'
import { createQrCodeWriter } from './adapters/zxing/qr-code-writer.ts'
import { openSecretBox, sealKey } from './compose-keys.ts'
import {
  lateMailboxClient,
  lateMailSender,
  openOpenIdClient,
  openTimeStampAuthority,
  openVirusScanner,
  openWebhookSender,
} from './compose-outside.ts'
import { lateBinder, lateOpener } from './compose-readers.ts'
import {
  openAnchorStore,
  openBlobStore,
  openDatabase,
  openPartialUploads,
  openScratchSpace,
  openStaging,
  outsidePaces,
  type Closers,
  type PlatformFrame,
} from './compose-stores.ts'
import { createZipWriter } from './adapters/yazl/zip-writer.ts'
import type { Config } from './config/config.ts'
import { createAskAtStart } from './compose-start.ts'
import type { LetterPageWriter } from './ports/letter-page-writer.ts'
import type { ReportPageWriter } from './ports/report-page-writer.ts'
import type { SheetPageWriter } from './ports/sheet-page-writer.ts'
import { createChainAnchoring } from './usecases/audit/anchor-chains.ts'
import { KEY_STALE_AFTER_MS } from './usecases/shared/keyed-request.ts'
import { createRecordDamage, type RecordDamagePorts } from './usecases/integrity/record-damage.ts'
import { createLedger } from './usecases/shared/ledger.ts'
import { createOrderTimeStamp } from './usecases/shared/order-time-stamp.ts'
import { createReadLog } from './usecases/shared/read-log.ts'
import { createUnfoldArchives } from './usecases/shared/unfold-archives.ts'
import { createUnfoldMails } from './usecases/shared/unfold-mails.ts'

/** Messages that people upload: the largest filing plans have about 2,500 entries with some ten elements each. */
const XML_LIMITS = { maxBytes: 8_000_000, maxDepth: 64, maxElements: 100_000, maxAttributes: 16 }

/** Opens what every process of the product needs: database, objects, staging, and the small services beside them. */
export async function openPlatform(config: Config, logger: Logger, { stopping, fail }: PlatformFrame) {
  const closers: Closers = []
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer()
  }
  try {
    const log = createPinoLog(logger)
    const paces = outsidePaces(config)
    const askAtStart = createAskAtStart(config, { log, stopping })
    const parts = { log, pace: paces.database, askAtStart }
    const database = await openDatabase(config, parts, closers, { stopping, fail })
    await askAtStart(() => database.ensureIndexes(stopping))
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
    const binder = lateBinder(config, closers)
    const scratch = await openScratchSpace(config)
    return {
      ...stores,
      /** Absent where other processes may use the database too. */
      aloneSince: await askAtStart(() => takeOverAlone(config, stores, stopping)),
      askAtStart,
      database,
      ledger,
      paces,
      readLog: createReadLog({ ...stores, clock: systemClock }),
      blobStore,
      anchorStore,
      anchoring: createChainAnchoring({ ...stores, anchorStore, clock: systemClock, ids, log }),
      staging,
      partialUploads: await openPartialUploads(config),
      scratch,
      binder,
      fileEmbedder: binder,
      redactor: binder,
      zipWriter: createZipWriter(),
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
      timeStampAuthority: await openTimeStampAuthority(config),
      orderTimeStamp:
        config.timeStamp === undefined ? undefined : createOrderTimeStamp({ ...stores, clock: systemClock }),
      patternMatcher: createRe2PatternMatcher(),
      xmlReader: createXmlReader(XML_LIMITS),
      openIdClient: openOpenIdClient(config),
      mailboxClient: lateMailboxClient(config),
      mailSender: lateMailSender(config),
      webhookSender: openWebhookSender(config),
      oneTimeCodes: createOneTimeCodes(),
      passkeyVerifier: createPasskeyVerifier(),
      seal,
      secretBox: await openSecretBox(config),
      qrCodeWriter: createQrCodeWriter(),
      reportPages: lateReportPages,
      sheetPages: lateSheetPages,
      letterPages: lateLetterPages,
      breachedPasswords: await readBreachedPasswords(config.breachedPasswordsFile),
      passwordHasher: await createArgon2PasswordHasher(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
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

const lateLetterPages: LetterPageWriter = {
  async letterOf(letter) {
    const { createLetterPageWriter } = await import('./adapters/pdf-lib/letter-pages.ts')
    return createLetterPageWriter().letterOf(letter)
  },
}

export type Platform = Awaited<ReturnType<typeof openPlatform>>

/** Nobody waits for requests and workers of a process before this one when the database belongs to one process at a time. */
async function takeOverAlone(
  { database }: Config,
  { intakeStore, jobQueue }: MongoStores,
  signal: AbortSignal,
): Promise<Date | undefined> {
  if (database.kind !== 'embedded') return undefined
  const now = systemClock.now()
  await jobQueue.endLeases(signal)
  await intakeStore.releaseOpenKeys(new Date(now.getTime() - KEY_STALE_AFTER_MS), signal)
  return now
}

/** @throws {Error} when the database belongs to this process alone, so that no other one could do its part of the work */
export function requireSharedDatabase({ database }: Config): void {
  if (database.kind === 'mongodb') return
  throw new Error('Web server and workers of their own need a database that they share: set MONGODB_URI.')
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
