import type { Scanner } from '../domain/batches/scanner.ts'
import { isMailroomError, type ErrorCode, type MailroomError } from '../domain/errors.ts'
import type { Bell } from '../ports/bell.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { MediaTypeDetector } from '../ports/media-type-detector.ts'
import type { FolderFile, ScanFolders } from '../ports/scan-folders.ts'
import type { Scanners } from '../ports/scanners.ts'
import type { StagingArea } from '../ports/staging.ts'
import type { ReceiveFromFolder } from '../usecases/batches/receive-from-folder.ts'
import { causeOf, repeat } from './repeat.ts'

export interface WatchPorts {
  readonly scanners: Scanners
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

/** What trying again would not mend. */
const REFUSED: readonly ErrorCode[] = [
  'unsupported-media-type',
  'validation-failed',
  'upload-too-large',
  'document-encrypted',
  'document-macros',
  'malware-detected',
]

/**
 * Watches the folders of all scanners. A file is taken when it was the same in two looks and ends as files of its kind do; it
 * leaves its folder when it is durable. A file that cannot be taken in goes to `error`; while the database or the disk is away
 * everything stays where it is.
 */
export function createFolderWatch(ports: WatchPorts, limits: WatchLimits): FolderWatch {
  let seen = new Map<string, string>()

  async function lookInto(scanner: Scanner, now: Map<string, string>, signal: AbortSignal): Promise<void> {
    await ports.scanFolders.prepare(scanner.folder, signal)
    for (const file of await ports.scanFolders.waiting(scanner.folder, signal)) {
      const key = `${file.folder}/${file.group ?? ''}/${file.name}`
      const likeness = `${file.sizeBytes} ${file.modifiedAt.getTime()}`
      now.set(key, likeness)
      if (seen.get(key) === likeness) await settle(ports, limits, scanner, file, signal)
    }
  }

  return {
    async look(signal) {
      const now = new Map<string, string>()
      for (const scanner of await ports.scanners.all(signal)) {
        if (scanner.disabled) continue
        try {
          await lookInto(scanner, now, signal)
        } catch (error) {
          // The folders of others are looked at all the same.
          signal.throwIfAborted()
          ports.log.error('folder-not-watched', { folder: scanner.folder, cause: causeOf(error) })
        }
      }
      seen = now
    },
  }
}

async function settle(
  ports: WatchPorts,
  limits: WatchLimits,
  scanner: Scanner,
  file: FolderFile,
  signal: AbortSignal,
): Promise<void> {
  const { scanFolders, log } = ports
  const named = { tenantId: scanner.tenantId, folder: file.folder, sizeBytes: file.sizeBytes }
  if (!(await scanFolders.isWhole(file, signal))) {
    if (ports.clock.now().getTime() - file.modifiedAt.getTime() < GIVEN_UP_AFTER_MS) return
    log.warn('folder-file-cut-off', named)
    await scanFolders.moveToError(file, 'Die Datei ist unvollständig: Ihr Ende fehlt.', signal)
    return
  }
  try {
    const { item, known } = await receive(ports, limits, scanner, file, signal)
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
) {
  const content = scanFolders.read(file, signal)
  const announcedBytes = file.sizeBytes
  const staged = await staging.receive(content, { maxBytes: maxFileBytes, announcedBytes }, signal)
  try {
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
