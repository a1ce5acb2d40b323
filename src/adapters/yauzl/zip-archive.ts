import { open, type FileHandle } from 'node:fs/promises'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import {
  entryReason,
  MAX_LISTED_ENTRIES,
  MAX_UNPACKED_BYTES,
  overlapping,
  type ListedEntry,
} from '../../domain/archives/archive-entry.ts'
import { MailroomError } from '../../domain/errors.ts'
import { MAX_FILES_PER_ITEM } from '../../domain/intake/limits.ts'
import type { OpenedArchive, OpenedEntry } from '../../ports/archive-opener.ts'

/** Entries that are looked at for what lies over another one. */
const MAX_COUNTED_ENTRIES = 100_000
/** A directory of office files is small. */
const MAX_MEMBER_BYTES = 1024 * 1024

interface Listed extends ListedEntry {
  readonly filename: string
  readonly entry: Entry
}

/**
 * Unpacks what may be unpacked, one file behind the other, into the target. Behind the wall only.
 *
 * @throws {MailroomError} `document-damaged`
 */
export async function unpackZip(path: string, targetPath: string): Promise<OpenedArchive> {
  return withZip(path, async (zip) => {
    await using target = await open(targetPath, 'wx')
    const { listed, count } = await entriesOf(zip)
    const bad = overlapping(listed)
    const shown = listed.slice(0, MAX_LISTED_ENTRIES)
    const unpacking: Unpacking = { zip, target, writtenBytes: 0, writtenFiles: 0 }
    const entries: OpenedEntry[] = []
    for (const one of shown) {
      entries.push(bad.has(one) ? { ...named(one), reason: 'damaged' } : await unpack(unpacking, one))
    }
    return { entries, unlistedEntries: count - shown.length }
  })
}

/** The entries as the directory names them, without unpacking anything. @throws {MailroomError} `document-damaged` */
export async function listZip(path: string): Promise<OpenedArchive> {
  return withZip(path, async (zip) => {
    const { listed, count } = await entriesOf(zip)
    const bad = overlapping(listed)
    const entries = listed.slice(0, MAX_LISTED_ENTRIES).map((one): OpenedEntry => {
      const reason = bad.has(one) ? 'damaged' : entryReason(one)
      return { ...named(one), ...(reason === undefined ? {} : { reason }) }
    })
    return { entries, unlistedEntries: count - entries.length }
  })
}

/** The bytes of one small entry; undefined when there is none of the name. @throws {MailroomError} `document-damaged` */
export async function zipMember(path: string, filename: string): Promise<Buffer | undefined> {
  return withZip(path, async (zip) => {
    const { listed } = await entriesOf(zip)
    const member = listed.find((one) => one.filename === filename)
    if (member === undefined || member.sizeBytes > MAX_MEMBER_BYTES) return undefined
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(member.entry)) pieces.push(piece as Buffer)
    return Buffer.concat(pieces)
  })
}

async function withZip<Result>(path: string, use: (zip: ZipFile) => Promise<Result>): Promise<Result> {
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, lazyEntries: true })
    return await use(zip)
  } catch (cause) {
    if (isOfSystem(cause)) throw cause
    throw new MailroomError('document-damaged', 'The archive cannot be read.', { cause })
  } finally {
    zip?.close()
  }
}

/** What the system refuses, as for want of room, is no fault of the archive. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** @returns also how many files there are, folders apart */
async function entriesOf(
  zip: ZipFile,
): Promise<{ readonly listed: readonly Listed[]; readonly count: number }> {
  const listed: Listed[] = []
  let count = 0
  for await (const entry of zip.eachEntry()) {
    const filename = nameOf(entry)
    if (filename.endsWith('/')) continue
    count += 1
    if (count > MAX_COUNTED_ENTRIES) throw new Error('The archive has too many entries.')
    listed.push({
      entry,
      filename,
      packedBytes: entry.compressedSize,
      sizeBytes: entry.uncompressedSize,
      offset: entry.relativeOffsetOfLocalHeader,
      isEncrypted: entry.isEncrypted(),
      canBeUnpacked: entry.canDecodeFileData(),
      mode: entry.externalFileAttributes >>> 16,
    })
  }
  return { listed, count }
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
}

function named({ filename, sizeBytes }: Listed): Pick<OpenedEntry, 'filename' | 'sizeBytes'> {
  return { filename, sizeBytes }
}

interface Unpacking {
  readonly zip: ZipFile
  readonly target: FileHandle
  writtenBytes: number
  writtenFiles: number
}

/** What goes wrong with one entry is the matter of that entry; its bytes are taken back. */
async function unpack(unpacking: Unpacking, listed: Listed): Promise<OpenedEntry> {
  const { zip, target, writtenBytes: offset, writtenFiles } = unpacking
  const isFull = writtenFiles >= MAX_FILES_PER_ITEM || offset + listed.sizeBytes > MAX_UNPACKED_BYTES
  const reason = entryReason(listed) ?? (isFull ? 'limits' : undefined)
  if (reason !== undefined) return { ...named(listed), reason }
  try {
    let at = offset
    // The package ends the stream as soon as there is more than the directory said.
    for await (const piece of await zip.openReadStreamPromise(listed.entry)) {
      await target.write(piece as Buffer, 0, undefined, at)
      at += (piece as Buffer).byteLength
    }
    unpacking.writtenBytes = at
    unpacking.writtenFiles += 1
    return { ...named(listed), offset }
  } catch (error) {
    if (isOfSystem(error)) throw error
    await target.truncate(offset)
    return { ...named(listed), reason: 'damaged' }
  }
}
