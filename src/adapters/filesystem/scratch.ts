import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { DEFAULT_HEADROOM_BYTES, orDiskFailure, requireHeadroom } from './disk.ts'

export interface ScratchOptions {
  /** Emptied at the start: what lies there was left by a process that is gone. One process owns it. */
  readonly directory: string
  readonly headroomBytes?: number
}

export async function createScratchSpace({
  directory,
  headroomBytes = DEFAULT_HEADROOM_BYTES,
}: ScratchOptions): Promise<ScratchSpace> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return {
    async reserve(signal) {
      signal.throwIfAborted()
      await orDiskFailure(requireHeadroom(directory, headroomBytes))
      const path = join(directory, randomBytes(16).toString('hex'))
      return {
        path,
        stream: (reading) => createReadStream(path, { signal: reading }),
        [Symbol.asyncDispose]: () => rm(path, { force: true }),
      }
    },
  }
}
