import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { orDiskFailure, requireHeadroom } from './disk.ts'

export interface ScratchOptions {
  /** Made when it is not there; may be shared by the processes of one machine. */
  readonly directory: string
  /** Default: by the size of the disk. */
  readonly headroomBytes?: number | undefined
}

/** Nothing is written for a day; what is older was left by a process that died. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000

export async function createScratchSpace({
  directory,
  headroomBytes,
}: ScratchOptions): Promise<ScratchSpace> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await removeAbandoned(directory)
  return {
    async reserve(signal) {
      signal.throwIfAborted()
      await orDiskFailure(requireHeadroom(directory, headroomBytes))
      const path = join(directory, randomBytes(16).toString('hex'))
      return {
        path,
        stream: (reading, range) =>
          createReadStream(path, {
            signal: reading,
            ...(range === undefined ? {} : { start: range.firstByte, end: range.lastByte }),
          }),
        [Symbol.asyncDispose]: () => rm(path, { force: true }),
      }
    },
  }
}

async function removeAbandoned(directory: string): Promise<void> {
  const before = Date.now() - ABANDONED_AFTER_MS
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true })
  }
}
