import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import type { LocalCopy } from '../../ports/blob-store.ts'

/** No reader works on a copy for a day; what is older was left by a process that died. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000

const NO_ROOM_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Makes the directory, and sweeps away copies that nobody will give back. */
export async function prepareLocalCopies(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const limit = Date.now() - ABANDONED_AFTER_MS
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    const writtenMs = await writtenAtMs(path)
    if (writtenMs !== undefined && writtenMs < limit) await rm(path, { force: true })
  }
}

/** Undefined for what another process has taken away since it was listed. */
async function writtenAtMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes a file that is removed when it is disposed of, or at once when the content fails.
 *
 * @throws {MailroomError} `insufficient-storage`, and whatever the content throws
 */
export async function writeLocalCopy(
  directory: string,
  content: AsyncIterable<Uint8Array>,
): Promise<LocalCopy> {
  const path = join(directory, randomBytes(16).toString('hex'))
  try {
    await using file = await open(path, 'wx', 0o400)
    for await (const chunk of content) await file.writeFile(chunk)
  } catch (error) {
    await rm(path, { force: true })
    throw isNoRoom(error) ? insufficientStorage(error) : error
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
}

function isNoRoom(error: unknown): boolean {
  return NO_ROOM_CODES.has(systemCodeOf(error))
}

function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function insufficientStorage(cause: unknown): MailroomError {
  return new MailroomError('insufficient-storage', 'There is not enough room on the disk for a copy.', {
    retryAfterSeconds: 300,
    cause,
  })
}
