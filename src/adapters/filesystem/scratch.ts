import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { orDiskFailure, requireHeadroom } from './disk.ts'
import { newWorkName, removeAbandonedFiles } from './work-files.ts'

export interface ScratchOptions {
  /** Made when it is not there; may be shared by the processes of one machine. */
  readonly directory: string
  /** Default: by the size of the disk. */
  readonly headroomBytes?: number | undefined
}

export async function createScratchSpace({
  directory,
  headroomBytes,
}: ScratchOptions): Promise<ScratchSpace> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await removeAbandonedFiles(directory)
  return {
    async reserve(signal) {
      signal.throwIfAborted()
      await orDiskFailure(requireHeadroom(directory, headroomBytes))
      const path = join(directory, newWorkName())
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
