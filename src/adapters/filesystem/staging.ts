import { createHash } from 'node:crypto'
import { open, readdir, unlink, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { StagedFile, StagingArea } from '../../ports/staging.ts'
import {
  diskFailure,
  makeDurableDirectory,
  orDiskFailure,
  readRange,
  requireHeadroom,
  systemCodeOf,
} from './disk.ts'
import { isAbandoned, isWorkName, newWorkName } from './work-files.ts'

export interface StagingOptions {
  /** Made when it is not there; may be shared by the processes of one machine. */
  readonly directory: string
  /** Default: by the size of the disk. */
  readonly headroomBytes?: number | undefined
}

/** What the media type is told from (the sample size of the `file-type` package). */
const HEAD_BYTES = 4100

/** The disk is asked again for its free room after this many bytes. */
const HEADROOM_CHECK_BYTES = 32 * 1024 ** 2

export async function createStagingArea(options: StagingOptions): Promise<StagingArea> {
  const { directory, headroomBytes } = options
  await makeDurableDirectory(directory)
  const discard = (name: string): Promise<void> => unlinkIfThere(join(directory, name))

  return {
    async receive(content, { maxBytes, announcedBytes = 0 }, signal) {
      const name = newWorkName()
      const path = join(directory, name)
      const neededBytes = Math.min(announcedBytes, maxBytes)
      await orDiskFailure(requireHeadroom(directory, headroomBytes, neededBytes))
      try {
        const received = await receiveTo(path, content, { maxBytes, headroomBytes, directory }, signal)
        return stagedFile(path, received, () => discard(name))
      } catch (error) {
        await discard(name)
        throw error
      }
    },

    async removeAbandoned(signal) {
      let removed = 0
      for (const name of await orDiskFailure(readdir(directory))) {
        signal.throwIfAborted()
        if (!isWorkName(name) || !(await orDiskFailure(isAbandoned(join(directory, name))))) continue
        await orDiskFailure(discard(name))
        removed += 1
      }
      return removed
    },

    async health(signal) {
      signal.throwIfAborted()
      const name = newWorkName()
      try {
        await orDiskFailure(writeFile(join(directory, name), '', { flag: 'wx', mode: 0o600 }))
        await orDiskFailure(requireHeadroom(directory, headroomBytes))
      } finally {
        await discard(name)
      }
    },
  }
}

/** `rm` would ask first what it is. */
async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error
  }
}

interface Received {
  readonly sizeBytes: number
  readonly sha256: string
  readonly head: Uint8Array
}

interface ReceiveLimits {
  readonly maxBytes: number
  readonly headroomBytes: number | undefined
  readonly directory: string
}

async function receiveTo(
  path: string,
  content: AsyncIterable<Uint8Array>,
  limits: ReceiveLimits,
  signal: AbortSignal,
): Promise<Received> {
  await using file = await orDiskFailure(open(path, 'wx', 0o600))
  const hash = createHash('sha256')
  const headParts: Uint8Array[] = []
  let sizeBytes = 0
  let uncheckedBytes = 0
  for await (const chunk of content) {
    signal.throwIfAborted()
    if (sizeBytes + chunk.byteLength > limits.maxBytes) throw tooLarge(limits.maxBytes)
    if (sizeBytes < HEAD_BYTES) headParts.push(Uint8Array.from(chunk.subarray(0, HEAD_BYTES - sizeBytes)))
    hash.update(chunk)
    await orDiskFailure(file.writeFile(chunk))
    sizeBytes += chunk.byteLength
    uncheckedBytes += chunk.byteLength
    if (uncheckedBytes >= HEADROOM_CHECK_BYTES) {
      await orDiskFailure(requireHeadroom(limits.directory, limits.headroomBytes))
      uncheckedBytes = 0
    }
  }
  signal.throwIfAborted()
  await orDiskFailure(file.sync())
  return { sizeBytes, sha256: hash.digest('hex'), head: joined(headParts) }
}

function stagedFile(path: string, received: Received, discard: () => Promise<void>): StagedFile {
  return {
    path,
    ...received,
    stream: (signal, range = { firstByte: 0, lastByte: received.sizeBytes - 1 }) =>
      readStaged(path, range, signal),
    discard,
  }
}

async function* readStaged(
  path: string,
  { firstByte, lastByte }: ByteRange,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  await using file: FileHandle = await orDiskFailure(open(path, 'r'))
  try {
    yield* readRange(file, firstByte, lastByte + 1, signal)
  } catch (error) {
    throw diskFailure(error)
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

function tooLarge(maxBytes: number): MailroomError {
  return new MailroomError('upload-too-large', 'The file is larger than what is accepted.', {
    facts: { maxBytes },
  })
}
