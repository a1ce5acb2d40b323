import { createHash } from 'node:crypto'
import { chmod, link, open, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import { requireObjectKey } from '../../domain/intake/object-key.ts'
import { announcedContent, integrityFailure, verifiedContent } from '../../domain/intake/verified-content.ts'
import type {
  BlobHead,
  BlobStore,
  ByteRange,
  ExpectedContent,
  LocalCopy,
  NewContent,
} from '../../ports/blob-store.ts'
import {
  diskFailure,
  makeDurableDirectory,
  orDiskFailure,
  readFailure,
  readRange,
  requireHeadroom,
  syncDirectory,
  systemCodeOf,
} from './disk.ts'
import { listObjects } from './list-objects.ts'
import { newWorkName, removeAbandonedFiles } from './work-files.ts'

export interface FilesystemBlobStoreOptions {
  /** Made when it is not there. Must be on a file system with hard links. */
  readonly directory: string
  /** Free bytes that stay free: below them `health` fails, and `put` refuses what would not leave them. Default: by the size of the disk. */
  readonly headroomBytes?: number | undefined
}

/** To be read by its owner and his group, to be written by nobody. */
const STORED_MODE = 0o440

/** Another disk, no hard links here, or no such file. */
const COPIED_AFTER = new Set(['EXDEV', 'EPERM', 'EMLINK', 'EACCES', 'ENOENT', 'ENOTSUP', 'EOPNOTSUPP'])

/** Half-written objects; a name with a dot is no object key, so nothing here can be read as one. */
const INCOMING = '.incoming'

/**
 * Objects as files. One becomes visible by a hard link, which is atomic and never replaces a name, after its bytes are
 * synced; `put` returns after the directory is synced too.
 */
export async function createFilesystemBlobStore(options: FilesystemBlobStoreOptions): Promise<BlobStore> {
  const { directory, headroomBytes } = options
  const incoming = join(directory, INCOMING)
  await makeDurableDirectory(incoming)
  await removeAbandonedFiles(incoming)

  function pathOf(key: string): string {
    requireObjectKey(key)
    return join(directory, key)
  }

  async function remove(key: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const path = pathOf(key)
    try {
      await unlink(path)
      await syncDirectory(dirname(path))
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw diskFailure(error)
    }
  }

  return {
    async put(key, content, expected, signal) {
      const target = pathOf(key)
      const temporary = join(incoming, newWorkName())
      if (await orDiskFailure(takenOver(expected, target))) return
      await orDiskFailure(requireHeadroom(incoming, headroomBytes, expected.sizeBytes))
      try {
        await writeSynced(temporary, content, expected, signal)
        await orDiskFailure(publish(temporary, target))
      } finally {
        await rm(temporary, { force: true })
      }
    },

    async open(key, expected, signal, range) {
      const path = pathOf(key)
      const sizeBytes = await storedSize(path, key, expected)
      signal.throwIfAborted()
      if (range === undefined) return wholeObject(path, key, expected, signal)
      return partOfObject(path, key, clippedRange(range, sizeBytes), signal)
    },

    async openUnchecked(key, signal) {
      const path = pathOf(key)
      const head = await orDiskFailure(headOf(path, key))
      if (head === undefined) throw notFound(key)
      signal.throwIfAborted()
      return uncheckedObject(path, key, head.sizeBytes, signal)
    },

    async head(key, signal) {
      signal.throwIfAborted()
      return orDiskFailure(headOf(pathOf(key), key))
    },

    remove,

    erase: remove,

    async eraseFolder(folder, signal) {
      const keys: string[] = []
      requireObjectKey(folder)
      for await (const { key } of listObjects(directory, `${folder}/`, signal)) keys.push(key)
      for (const key of keys) await remove(key, signal)
    },

    async protection(signal) {
      signal.throwIfAborted()
      return { versions: false, objectLock: false }
    },

    list(prefix, signal) {
      return listObjects(directory, prefix, signal)
    },

    async localCopy(key, expected, signal): Promise<LocalCopy> {
      const path = pathOf(key)
      await storedSize(path, key, expected)
      const content = wholeObject(path, key, expected, signal)
      while ((await content.next()).done !== true);
      return { path, [Symbol.asyncDispose]: async () => undefined }
    },

    async health(signal) {
      signal.throwIfAborted()
      const probe = join(incoming, newWorkName())
      try {
        await orDiskFailure(writeFile(probe, '', { flag: 'wx' }))
        await orDiskFailure(requireHeadroom(directory, headroomBytes))
      } finally {
        await rm(probe, { force: true })
      }
    },
  }
}

async function writeSynced(
  path: string,
  content: AsyncIterable<Uint8Array>,
  expected: NewContent,
  signal: AbortSignal,
): Promise<void> {
  await using file = await orDiskFailure(open(path, 'wx', STORED_MODE))
  for await (const chunk of announcedContent(content, expected, createHash('sha256'))) {
    signal.throwIfAborted()
    await orDiskFailure(file.writeFile(chunk))
  }
  await orDiskFailure(file.sync())
}

/** Where a file system cannot give a file a second name, or the file is not what was announced, the content is copied. */
async function takenOver({ syncedFile, sizeBytes }: NewContent, target: string): Promise<boolean> {
  if (syncedFile === undefined) return false
  try {
    if ((await stat(syncedFile)).size !== sizeBytes) return false
    await chmod(syncedFile, STORED_MODE)
    await publish(syncedFile, target)
    return true
  } catch (error) {
    if (COPIED_AFTER.has(systemCodeOf(error) ?? '')) return false
    throw error
  }
}

async function publish(temporary: string, target: string): Promise<void> {
  await makeDurableDirectory(dirname(target))
  try {
    await link(temporary, target)
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
    throw new MailroomError('already-exists', 'An object with this key is stored already.', { cause: error })
  }
  await syncDirectory(dirname(target))
}

async function headOf(path: string, key: string): Promise<BlobHead | undefined> {
  try {
    const found = await stat(path)
    return found.isFile() ? { key, sizeBytes: found.size, storedAt: found.mtime } : undefined
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

async function storedSize(path: string, key: string, expected: ExpectedContent): Promise<number> {
  const head = await orDiskFailure(headOf(path, key))
  if (head === undefined) throw notFound(key)
  if (head.sizeBytes !== expected.sizeBytes)
    throw integrityFailure({ key, expected, sizeBytes: head.sizeBytes })
  return head.sizeBytes
}

async function* wholeObject(
  path: string,
  key: string,
  expected: ExpectedContent,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  await using file = await openStored(path, key)
  // One byte more than expected is asked for, so that a file that grew is noticed too.
  const bytes = readRange(file, 0, expected.sizeBytes + 1, signal)
  try {
    yield* verifiedContent(bytes, expected, createHash('sha256'), { key })
  } catch (error) {
    throw readFailure(error, { key })
  }
}

async function* uncheckedObject(
  path: string,
  key: string,
  sizeBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  await using file = await openStored(path, key)
  try {
    yield* readRange(file, 0, sizeBytes, signal)
  } catch (error) {
    throw readFailure(error, { key })
  }
}

async function* partOfObject(
  path: string,
  key: string,
  range: ByteRange,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  await using file = await openStored(path, key)
  const wantedBytes = range.lastByte + 1 - range.firstByte
  let sizeBytes = 0
  try {
    for await (const chunk of readRange(file, range.firstByte, range.lastByte + 1, signal)) {
      sizeBytes += chunk.byteLength
      yield chunk
    }
  } catch (error) {
    throw readFailure(error, { key })
  }
  if (sizeBytes !== wantedBytes) throw integrityFailure({ key, range, sizeBytes })
}

async function openStored(path: string, key: string): ReturnType<typeof open> {
  try {
    return await open(path, 'r')
  } catch (error) {
    throw systemCodeOf(error) === 'ENOENT' ? notFound(key) : diskFailure(error)
  }
}

function clippedRange(range: ByteRange, sizeBytes: number): ByteRange {
  const lastByte = Math.min(range.lastByte, sizeBytes - 1)
  if (range.firstByte < 0 || range.firstByte > lastByte) {
    throw new MailroomError('range-not-satisfiable', 'The object has no such bytes.', {
      facts: { range, sizeBytes },
    })
  }
  return { firstByte: range.firstByte, lastByte }
}

function notFound(key: string): MailroomError {
  return new MailroomError('not-found', 'The object is not there.', { facts: { key } })
}
