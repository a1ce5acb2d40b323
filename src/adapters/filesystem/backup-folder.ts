import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import type { Content } from '../../domain/integrity/finding.ts'
import type { BackupFolder } from '../../ports/backup-folder.ts'
import { diskFailure, orDiskFailure, readFailure, readRange, syncDirectory, systemCodeOf } from './disk.ts'

/** Everything in it belongs to its owner alone: it holds letters and the hashes of passwords. */
const DIRECTORY_MODE = 0o700
const FILE_MODE = 0o600

export function createBackupFolder(directory: string): BackupFolder {
  function pathOf(path: string): string {
    const isOutside =
      isAbsolute(path) || path.includes('\\') || normalize(path) !== path || /^\.\.?(\/|$)/.test(path)
    if (isOutside) throw new MailroomError('malformed-request', 'The backup names a file outside of itself.')
    return join(directory, path)
  }

  return {
    async write(path, content, signal) {
      const target = pathOf(path)
      const partial = `${target}.${randomBytes(6).toString('hex')}.partial`
      await orDiskFailure(mkdir(dirname(target), { recursive: true, mode: DIRECTORY_MODE }))
      try {
        const written = await writeSynced(partial, content, signal)
        await orDiskFailure(rename(partial, target))
        await syncDirectory(dirname(target))
        return written
      } finally {
        await rm(partial, { force: true })
      }
    },
    async *read(path, signal) {
      try {
        await using file = await open(pathOf(path), 'r')
        yield* readRange(file, 0, (await file.stat()).size, signal)
      } catch (error) {
        if (systemCodeOf(error) !== 'ENOENT') throw readFailure(error, { path })
        throw new MailroomError('not-found', 'There is no such file in the backup.', { facts: { path } })
      }
    },
    async sizeOf(path) {
      try {
        const found = await stat(pathOf(path))
        return found.isFile() ? found.size : undefined
      } catch (error) {
        if (systemCodeOf(error) === 'ENOENT') return undefined
        throw diskFailure(error)
      }
    },
  }
}

async function writeSynced(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Content> {
  await using file = await orDiskFailure(open(path, 'wx', FILE_MODE))
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of content) {
    signal.throwIfAborted()
    hash.update(chunk)
    sizeBytes += chunk.byteLength
    await orDiskFailure(file.writeFile(chunk))
  }
  await orDiskFailure(file.sync())
  return { sizeBytes, sha256: hash.digest('hex') }
}
