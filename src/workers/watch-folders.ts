import type { Scanner } from '../domain/batches/scanner.ts'
import { isMailroomError, type ErrorCode, type MailroomError } from '../domain/errors.ts'
import type { Bell } from '../ports/bell.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { FolderFile, ScanFolders } from '../ports/scan-folders.ts'
import type { Scanners } from '../ports/scanners.ts'
import type { StagingArea } from '../ports/staging.ts'
import type { ReceiveFromFolder } from '../usecases/batches/receive-from-folder.ts'
import type { ReceivedScan } from '../usecases/shared/receive-scan.ts'
import { causeOf, repeat } from './repeat.ts'

export interface WatchPorts {
  readonly scanners: Scanners
  readonly tenants: Tenants
  readonly scanFolders: ScanFolders
  readonly receiveFromFolder: ReceiveFromFolder
  readonly staging: StagingArea
  readonly mediaTypes: MediaTypeDetector
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
}

export interface WatchLimits {
  readonly maxFileBytes: number
}

/** A look at every folder; what is not taken in yet is looked at again the next time. */
export interface FolderWatch {
  look(signal: AbortSignal): Promise<void>
}

/** A file that does not change for so long and is not whole will not become so. */
const GIVEN_UP_AFTER_MS = 10 * 60 * 1_000
/** Pages may be added to a file whose end cannot be told; no scanner needs so long for one. */
const QUIET_MS = 60 * 1_000

/** What trying again would not mend. */
const REFUSED: readonly ErrorCode[] = [
  'unsupported-media-type',
  'validation-failed',
  'upload-too-large',
  'document-encrypted',
  'document-macros',
  'malware-detected',
]

/** What no other file would fare better with. */
const AWAY: readonly ErrorCode[] = ['dependency-unavailable', 'insufficient-storage']

interface Seen {
  readonly likeness: string
  readonly sinceMs: number
}

/**
 * Watches the folders of all scanners. A file is taken when it was the same in two looks and ends as files of its kind do, or
 * did not change for a minute where that cannot be told; it leaves its folder when it is durable. A file that cannot be taken in goes to `error`; while the database or the disk is away
 * everything stays where it is.
 */
export function createFolderWatch(ports: WatchPorts, limits: WatchLimits): FolderWatch {
  let seen = new Map<string, Seen>()

  async function lookInto(
    { scanner, folder }: WatchedFolder,
    now: Map<string, Seen>,
    signal: AbortSignal,
  ): Promise<void> {
    await ports.scanFolders.prepare(folder, signal)
    for (const file of await ports.scanFolders.waiting(folder, signal)) {
      const key = `${file.folder}/${file.group ?? ''}/${file.name}`
      const likeness = `${file.sizeBytes} ${file.modifiedAt.getTime()}`
      const before = seen.get(key)
      const isSame = before?.likeness === likeness
      const nowMs = ports.clock.now().getTime()
      const sinceMs = isSame ? before.sinceMs : nowMs
      now.set(key, { likeness, sinceMs })
      if (!isSame) continue
      try {
        await settle(ports, limits, { scanner, file, quietMs: nowMs - sinceMs }, signal)
      } catch (error) {
        signal.throwIfAborted()
        if (isMailroomError(error) && AWAY.includes(error.code)) throw error
        // The files behind it are taken in all the same.
        ports.log.error('folder-file-not-taken-in', { folder, cause: causeOf(error) })
      }
    }
  }

  return {
    async look(signal) {
      const now = new Map<string, Seen>()
      for (const watched of await watchedFolders(ports, signal)) {
        try {
          await lookInto(watched, now, signal)
        } catch (error) {
          // The folders of others are looked at all the same.
          signal.throwIfAborted()
          ports.log.error('folder-not-watched', { folder: watched.folder, cause: causeOf(error) })
        }
      }
      seen = now
    },
  }
}

interface WatchedFolder {
  readonly scanner: Scanner
  /** Each city has a folder for those of its scanners. */
  readonly folder: string
}

async function watchedFolders(
  { scanners, tenants }: WatchPorts,
  signal: AbortSignal,
): Promise<WatchedFolder[]> {
  const all = await scanners.all(signal)
  if (all.length === 0) return []
  const slugs = new Map((await tenants.all(signal)).map(({ id, slug }) => [id, slug]))
  return all.flatMap((scanner) => {
    const slug = slugs.get(scanner.tenantId)
    return scanner.disabled || slug === undefined ? [] : [{ scanner, folder: `${slug}/${scanner.folder}` }]
  })
}

interface SettledFile {
  readonly scanner: Scanner
  readonly file: FolderFile
  /** So long it was seen unchanged. */
  readonly quietMs: number
}

async function settle(
  ports: WatchPorts,
  limits: WatchLimits,
  { scanner, file, quietMs }: SettledFile,
  signal: AbortSignal,
): Promise<void> {
  const { scanFolders, log } = ports
  const named = { tenantId: scanner.tenantId, folder: file.folder, sizeBytes: file.sizeBytes }
  const ending = await scanFolders.ending(file, signal)
  if (ending === 'unknown' && quietMs < QUIET_MS) return
  if (ending === 'cut-off') {
    if (ports.clock.now().getTime() - file.modifiedAt.getTime() < GIVEN_UP_AFTER_MS) return
    log.warn('folder-file-cut-off', named)
    await scanFolders.moveToError(file, 'Die Datei ist unvollständig: Ihr Ende fehlt.', signal)
    return
  }
  try {
    const received = await receive(ports, limits, scanner, file, signal)
    if (received === undefined) return
    const { item, known } = received
    log.info('folder-file-taken-in', { ...named, itemId: item.id, known })
  } catch (error) {
    if (!isRefused(error)) throw error
    log.warn('folder-file-refused', { ...named, code: error.code })
    await scanFolders.moveToError(file, whyOf(error), signal)
    return
  }
  await scanFolders.moveToDone(file, signal)
}

async function receive(
  { scanFolders, staging, mediaTypes, receiveFromFolder, ids }: WatchPorts,
  { maxFileBytes }: WatchLimits,
  scanner: Scanner,
  file: FolderFile,
  signal: AbortSignal,
): Promise<ReceivedScan | undefined> {
  const content = scanFolders.read(file, signal)
  const announcedBytes = file.sizeBytes
  const staged = await staging.receive(content, { maxBytes: maxFileBytes, announcedBytes }, signal)
  try {
    // Something was written while it was read: it is looked at anew.
    if (staged.sizeBytes !== file.sizeBytes || !(await scanFolders.isUnchanged(file, signal)))
      return undefined
    const mediaType = await mediaTypes.detect(staged.head)
    const upload = { staged, filename: file.name, mediaType }
    const scan = { file: upload, group: file.group, modifiedAt: file.modifiedAt }
    return await receiveFromFolder(scanner, scan, ids.next(), signal)
  } finally {
    await staged.discard()
  }
}

function isRefused(error: unknown): error is MailroomError {
  return isMailroomError(error) && REFUSED.includes(error.code)
}

function whyOf({ faults, message, code }: MailroomError): string {
  const [fault] = faults
  return `${fault?.message ?? message} (${code})`
}

const EVERY_MS = 2_000
const PAUSE_MS = 10_000

/** Looks into the folders until the signal ends it. */
export async function watchFolders(
  watch: FolderWatch,
  { bell, log }: { readonly bell: Bell; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  await repeat(
    async () => {
      await watch.look(signal)
      await bell.wait(EVERY_MS, signal)
    },
    async (error) => {
      log.error('folders-not-watched', { cause: causeOf(error) })
      await bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}
