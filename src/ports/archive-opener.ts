import type { EntryReason } from '../domain/archives/archive-entry.ts'
import type { SourceFile } from './document-reader.ts'

export interface OpenedEntry {
  /** As the archive names it, with its folders. */
  readonly filename: string
  readonly sizeBytes: number
  /** Where its bytes begin in the target file; absent when it was not written there. */
  readonly offset?: number
  /** Why it was not written. */
  readonly reason?: EntryReason
}

export interface OpenedArchive {
  readonly entries: readonly OpenedEntry[]
  readonly unlistedEntries: number
}

/**
 * Unpacks archives behind the wall, one level of them. What may become documents is written one behind the other into
 * the target file, which must not exist yet.
 *
 * Fails as `DocumentReader` does: `document-damaged` when there is no archive that could be read, `recognition-timeout`,
 * `recognition-out-of-memory`, `recognition-crashed`, `insufficient-storage` when there is no room for the target file, and
 * `dependency-unavailable` when no reader can be started.
 */
export interface ArchiveOpener {
  openArchive(source: SourceFile, targetPath: string, signal: AbortSignal): Promise<OpenedArchive>
}
