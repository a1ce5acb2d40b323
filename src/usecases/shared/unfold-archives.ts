import { ARCHIVE_TYPE, MAX_UNPACKED_BYTES, type EntryReason } from '../../domain/archives/archive-entry.ts'
import { isMailroomError } from '../../domain/errors.ts'
import { isOutage } from '../../domain/intake/job-failure.ts'
import { MAX_FILES_PER_ITEM } from '../../domain/intake/limits.ts'
import type { ArchiveOpener, OpenedArchive, OpenedEntry } from '../../ports/archive-opener.ts'
import type { Log } from '../../ports/log.ts'
import type { ScratchFile, ScratchSpace } from '../../ports/scratch.ts'
import type { StagedFile } from '../../ports/staging.ts'
import { innerFile, type InnerFilePorts } from './inner-file.ts'
import type { UnfoldedFile } from './unfold-mails.ts'

export interface UnfoldArchivesPorts extends InnerFilePorts {
  readonly archiveOpener: ArchiveOpener
  readonly scratch: ScratchSpace
  readonly log: Log
}

export interface UnfoldedEntry {
  readonly filename: string
  readonly sizeBytes: number
  /** Place among the files, when it became one. */
  readonly file?: number
  readonly reason?: EntryReason
}

export interface UnfoldedArchive {
  readonly entries: readonly UnfoldedEntry[]
  readonly unlistedEntries: number
  readonly failure?: string
}

export interface FileOrArchive extends UnfoldedFile {
  readonly archive?: UnfoldedArchive
}

/** The given files in their places, and behind all of them what their archives held; disposing discards the latter. */
export interface UnfoldedArchives extends AsyncDisposable {
  readonly files: readonly FileOrArchive[]
}

/**
 * Unpacks the archives among the files, one level of them. One that cannot be unpacked stays one file, with the reason.
 *
 * @throws {MailroomError} `insufficient-storage`, `dependency-unavailable`; nothing is left behind then
 */
export type UnfoldArchives = (
  files: readonly UnfoldedFile[],
  signal: AbortSignal,
) => Promise<UnfoldedArchives>

interface Unfolding {
  readonly ports: UnfoldArchivesPorts
  readonly files: FileOrArchive[]
  readonly staged: StagedFile[]
  readonly signal: AbortSignal
  /** Of all archives of the item together. */
  unpackedBytes: number
}

export function createUnfoldArchives(ports: UnfoldArchivesPorts): UnfoldArchives {
  return async function unfoldArchives(given, signal) {
    const unfolding: Unfolding = { ports, files: [...given], staged: [], signal, unpackedBytes: 0 }
    const discard = async (): Promise<void> => {
      for (const file of unfolding.staged) await file.discard()
    }
    try {
      for (const [index, file] of given.entries()) {
        if (file.mediaType !== ARCHIVE_TYPE) continue
        unfolding.files[index] = { ...file, archive: await unfold(unfolding, file, index) }
      }
    } catch (error) {
      await discard()
      throw error
    }
    return { files: unfolding.files, [Symbol.asyncDispose]: discard }
  }
}

async function unfold(unfolding: Unfolding, file: UnfoldedFile, index: number): Promise<UnfoldedArchive> {
  await using target = await unfolding.ports.scratch.reserve(unfolding.signal)
  const archive = await openedArchive(unfolding, file, target)
  if (typeof archive === 'string') return { entries: [], unlistedEntries: 0, failure: archive }
  const entries: UnfoldedEntry[] = []
  for (const entry of archive.entries) entries.push(await addEntry(unfolding, target, entry, index))
  return { entries, unlistedEntries: archive.unlistedEntries }
}

/** Code of the reason when the archive could not be opened. */
async function openedArchive(
  { ports, signal }: Unfolding,
  { staged }: UnfoldedFile,
  target: ScratchFile,
): Promise<OpenedArchive | string> {
  try {
    const source = { path: staged.path, mediaType: ARCHIVE_TYPE }
    return await ports.archiveOpener.openArchive(source, target.path, signal)
  } catch (error) {
    if (!isMailroomError(error) || isOutage(error.code)) throw error
    ports.log.warn('archive-not-opened', { code: error.code, sha256: staged.sha256 })
    return error.code
  }
}

async function addEntry(
  unfolding: Unfolding,
  target: ScratchFile,
  { filename, sizeBytes, offset, reason }: OpenedEntry,
  partOf: number,
): Promise<UnfoldedEntry> {
  const { ports, files, staged, signal, unpackedBytes } = unfolding
  const told = { filename, sizeBytes }
  if (offset === undefined) return { ...told, reason: reason ?? 'damaged' }
  const isFull = files.length >= MAX_FILES_PER_ITEM || unpackedBytes + sizeBytes > MAX_UNPACKED_BYTES
  if (isFull) return { ...told, reason: 'limits' }
  const inner = await innerFile(ports, { target, filename, offset, sizeBytes }, signal)
  if (inner.reason !== undefined) return { ...told, reason: inner.reason }
  staged.push(inner.staged)
  if (inner.mediaType === ARCHIVE_TYPE) return { ...told, reason: 'archive' }
  files.push({ staged: inner.staged, filename, mediaType: inner.mediaType, partOf })
  unfolding.unpackedBytes += sizeBytes
  return { ...told, file: files.length - 1 }
}
