import { constants } from 'node:fs'
import { access, mkdir, open, statfs, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import { integrityFailure } from '../../domain/intake/verified-content.ts'

/** Room that is kept free on the disk unless told otherwise, so that the database and running work never meet a full one. */
const MOST_HEADROOM_BYTES = 2 * 1024 ** 3
/** Small disks keep this part of their size: two GiB would be all of them. */
const HEADROOM_SHARE = 0.05

const NO_ROOM_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Says what a failed call of the file system means to a caller; aborts and expected failures pass unchanged. */
export function diskFailure(error: unknown): unknown {
  const code = systemCodeOf(error)
  if (isMailroomError(error) || code === undefined || code === 'ABORT_ERR') return error
  if (NO_ROOM_CODES.has(code)) return insufficientStorage({ systemCode: code }, error)
  return new MailroomError('dependency-unavailable', 'The file store does not work at the moment.', {
    facts: { systemCode: code },
    retryAfterSeconds: 30,
    cause: error,
  })
}

/** What disks and file systems say of bytes that they cannot give back. */
const LOST_BYTES_CODES = new Set(['EIO', 'EBADMSG', 'EUCLEAN'])

/** Says what a failed read of a file that was opened means: lost bytes do not come back by waiting. */
export function readFailure(error: unknown, facts: Readonly<Record<string, unknown>>): unknown {
  const systemCode = systemCodeOf(error)
  return systemCode !== undefined && LOST_BYTES_CODES.has(systemCode)
    ? integrityFailure({ ...facts, systemCode })
    : diskFailure(error)
}

export async function orDiskFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw diskFailure(error)
  }
}

export function insufficientStorage(
  facts: Readonly<Record<string, unknown>>,
  cause?: unknown,
): MailroomError {
  return new MailroomError('insufficient-storage', 'There is not enough room on the disk.', {
    facts,
    retryAfterSeconds: 300,
    cause,
  })
}

/**
 * @param headroomBytes default: by the size of the disk
 * @param neededBytes what is about to be written besides
 * @throws {MailroomError} `insufficient-storage`
 */
export async function requireHeadroom(
  directory: string,
  headroomBytes: number | undefined,
  neededBytes = 0,
): Promise<void> {
  const disk = await statfs(directory)
  const freeBytes = disk.bavail * disk.bsize
  const keptBytes = headroomBytes ?? defaultHeadroomBytes(disk.blocks * disk.bsize)
  if (freeBytes < keptBytes + neededBytes) throw insufficientStorage({ freeBytes, keptBytes, neededBytes })
}

export function defaultHeadroomBytes(diskBytes: number): number {
  return Math.min(MOST_HEADROOM_BYTES, Math.floor(diskBytes * HEADROOM_SHARE))
}

/** Makes names durable: a file is only safe once the directory that names it is synced too. */
export async function syncDirectory(path: string): Promise<void> {
  await using directory = await open(path, constants.O_RDONLY)
  await directory.sync()
}

/** Makes the directory and those above it, each synced into its parent. */
export async function makeDurableDirectory(path: string): Promise<void> {
  if (await exists(path)) return
  const parent = dirname(path)
  await makeDurableDirectory(parent)
  await mkdir(path, { recursive: true, mode: 0o750 })
  await syncDirectory(parent)
}

export async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

/** Bytes a read asks for; large enough that hashing and not system calls take the time. */
const READ_CHUNK_BYTES = 64 * 1024

/** Reads from the open file; a chunk is the caller's own and never written again. */
export async function* readRange(
  file: FileHandle,
  firstByte: number,
  endByte: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  let position = firstByte
  while (position < endByte) {
    signal.throwIfAborted()
    const buffer = new Uint8Array(Math.min(READ_CHUNK_BYTES, endByte - position))
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
