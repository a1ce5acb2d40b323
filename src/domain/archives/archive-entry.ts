export const ARCHIVE_TYPE = 'application/zip'

/** More entries than these are not even named. */
export const MAX_LISTED_ENTRIES = 200
/** All that is unpacked of the archives of one item. */
export const MAX_UNPACKED_BYTES = 500 * 1024 * 1024
/** Office files and pictures pack to a tenth at best; what unpacks to more than this many times its size is a bomb. */
const MAX_RATIO = 200
/** Small entries may be as empty as they like. */
const HARMLESS_BYTES = 1024 * 1024

/**
 * Why an entry of an archive is no document of its own. It stays in the archive in every case.
 *
 * - `sealed`   has a password
 * - `archive`  an archive in an archive stays closed
 * - `type`     of a kind that is not taken in: programs, links, office files with macros
 * - `empty`    no bytes
 * - `limits`   too many, too large, or packed too tightly
 * - `damaged`  cannot be unpacked, or lies over another entry
 */
export const ENTRY_REASONS = ['sealed', 'archive', 'type', 'empty', 'limits', 'damaged'] as const
export type EntryReason = (typeof ENTRY_REASONS)[number]

/** One file of an archive. */
export interface ArchiveEntry {
  readonly filename: string
  readonly sizeBytes: number
  /** The document that it became. */
  readonly documentId?: string
  readonly reason?: EntryReason
}

/** What is kept of an archive with its document. */
export interface StoredArchive {
  readonly entries: readonly ArchiveEntry[]
  /** Entries that are not even listed, because there are too many. */
  readonly unlistedEntries: number
  /** Code of the reason for which nothing was unpacked. */
  readonly failure?: string
}

/** What the directory of an archive says of an entry; nobody has checked it. */
export interface ListedEntry {
  readonly packedBytes: number
  readonly sizeBytes: number
  /** Where it begins in the file. */
  readonly offset: number
  readonly isEncrypted: boolean
  readonly canBeUnpacked: boolean
  /** Mode of Unix, 0 where the archive tells none. */
  readonly mode: number
}

const FILE_KINDS = 0o170000
const REGULAR_FILE = 0o100000

/** Why an entry is not unpacked, by what the directory says; `undefined` when it may be tried. */
export function entryReason(entry: ListedEntry): EntryReason | undefined {
  const { mode, sizeBytes, packedBytes } = entry
  const kind = mode & FILE_KINDS
  if (kind !== 0 && kind !== REGULAR_FILE) return 'type'
  if (entry.isEncrypted) return 'sealed'
  if (!entry.canBeUnpacked) return 'damaged'
  if (sizeBytes === 0) return 'empty'
  const isBomb = sizeBytes > HARMLESS_BYTES && sizeBytes > packedBytes * MAX_RATIO
  return isBomb || sizeBytes > MAX_UNPACKED_BYTES ? 'limits' : undefined
}

/** The entries that share bytes of the file with one before: a known way to make much out of little. */
export function overlapping<E extends ListedEntry>(entries: readonly E[]): ReadonlySet<E> {
  const found = new Set<E>()
  let end = 0
  for (const entry of entries.toSorted((left, right) => left.offset - right.offset)) {
    if (entry.offset < end) found.add(entry)
    end = Math.max(end, entry.offset + entry.packedBytes)
  }
  return found
}
