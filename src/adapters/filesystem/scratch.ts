import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ByteRange } from '../../ports/blob-store.ts'
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
        stream: (reading, range) => read(path, range, reading),
        [Symbol.asyncDispose]: () => rm(path, { force: true }),
      }
    },
  }
}

/** Opened by the first read: a stream that fails before anybody reads it would end the process. */
async function* read(
  path: string,
  range: ByteRange | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const limits = range === undefined ? {} : { start: range.firstByte, end: range.lastByte }
  for await (const chunk of createReadStream(path, { signal, ...limits })) yield chunk as Buffer
}
