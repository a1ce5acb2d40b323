import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import type { PartialUpload, PartialUploads } from '../../ports/partial-uploads.ts'
import {
  diskFailure,
  makeDurableDirectory,
  orDiskFailure,
  readRange,
  requireHeadroom,
  systemCodeOf,
} from './disk.ts'

export interface PartialUploadOptions {
  readonly directory: string
  /** Default: by the size of the disk. */
  readonly headroomBytes?: number | undefined
  /** Files at the same time, and bytes that lie in all of them together. */
  readonly maxUploads: number
  readonly maxBytes: number
  /** From its beginning on; then it is as if it had never been. */
  readonly lifetimeMs: number
  readonly now: () => number
}

interface Kept extends PartialUpload {
  /** So many bytes are safe on the disk: written, synced and then noted here. */
  readonly offsetBytes: number
}

const ID = /^[0-9a-f]{32}$/
const DATA = '.part'
const NOTE = '.json'
/** Room is asked for in steps of so many bytes: files that grow at once may together be that much too large each. */
const STEP_BYTES = 16 * 1024 ** 2

/** Each file has a note beside it, replaced as a whole: after a power cut the note says what can be relied on. */
export async function createPartialUploads(options: PartialUploadOptions): Promise<PartialUploads> {
  const { directory, headroomBytes, maxUploads, maxBytes, lifetimeMs, now } = options
  await makeDurableDirectory(directory)
  const dataOf = (id: string): string => join(directory, `${id}${DATA}`)
  const noteOf = (id: string): string => join(directory, `${id}${NOTE}`)

  async function remove(id: string): Promise<void> {
    if (!ID.test(id)) return
    await orDiskFailure(rm(noteOf(id), { force: true }))
    await orDiskFailure(rm(dataOf(id), { force: true }))
  }

  async function note(kept: Kept): Promise<void> {
    const path = `${noteOf(kept.id)}.new`
    await orDiskFailure(writeFile(path, JSON.stringify(kept), { mode: 0o600, flush: true }))
    await orDiskFailure(rename(path, noteOf(kept.id)))
  }

  async function find(id: string): Promise<Kept | undefined> {
    if (!ID.test(id)) return undefined
    try {
      const kept = JSON.parse(await readFile(noteOf(id), 'utf8')) as Kept
      return Date.parse(kept.createdAt) + lifetimeMs > now() ? kept : undefined
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  /** 0 for what another request has removed a moment ago. */
  async function lengthOf(id: string): Promise<number> {
    try {
      return (await stat(dataOf(id))).size
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return 0
      throw diskFailure(error)
    }
  }

  /** Removes what was left too long, a note without data too, and says how much is there. */
  async function sweep(): Promise<{ readonly count: number; readonly bytes: number }> {
    let count = 0
    let bytes = 0
    const names = await orDiskFailure(readdir(directory))
    for (const id of new Set(names.map((name) => name.slice(0, name.indexOf('.'))))) {
      if ((await find(id)) === undefined) {
        await remove(id)
        continue
      }
      if (!names.includes(`${id}${DATA}`)) continue
      count += 1
      bytes += await lengthOf(id)
    }
    return { count, bytes }
  }

  /** What was begun is not there yet; so each step asks anew. */
  async function requireRoom({ bytes }: { readonly bytes: number }, neededBytes: number): Promise<void> {
    if (bytes + neededBytes > maxBytes) throw tooMany()
    await orDiskFailure(requireHeadroom(directory, headroomBytes, neededBytes))
  }

  await sweep()
  return {
    async begin(upload, signal) {
      signal.throwIfAborted()
      const there = await sweep()
      if (there.count >= maxUploads) throw tooMany()
      await requireRoom(there, upload.sizeBytes)
      // The note first: data without one is swept away.
      await note({ ...upload, offsetBytes: 0 })
      await orDiskFailure(writeFile(dataOf(upload.id), '', { flag: 'wx', mode: 0o600 }))
    },

    async find(id, signal) {
      signal.throwIfAborted()
      return find(id)
    },

    async append(id, content, signal) {
      const kept = await find(id)
      if (kept === undefined) throw new MailroomError('not-found', 'There is no such upload.')
      await using file = await orDiskFailure(open(dataOf(id), 'r+'))
      let offsetBytes = kept.offsetBytes
      let roomUpTo = offsetBytes
      // Bytes behind the note may be anything after a power cut.
      await orDiskFailure(file.truncate(offsetBytes))
      try {
        for await (const chunk of content) {
          signal.throwIfAborted()
          if (offsetBytes + chunk.byteLength > kept.sizeBytes)
            throw new MailroomError('upload-too-large', 'The file is larger than it was announced.')
          if (offsetBytes + chunk.byteLength > roomUpTo) {
            const stepBytes = Math.min(STEP_BYTES, kept.sizeBytes - offsetBytes)
            await requireRoom(await sweep(), stepBytes)
            roomUpTo = offsetBytes + stepBytes
          }
          await orDiskFailure(file.write(chunk, 0, chunk.byteLength, offsetBytes))
          offsetBytes += chunk.byteLength
        }
      } finally {
        await orDiskFailure(file.sync())
        await note({ ...kept, offsetBytes })
      }
      return offsetBytes
    },

    async *read(id, signal) {
      const kept = await find(id)
      if (kept === undefined) throw new MailroomError('not-found', 'There is no such upload.')
      await using file = await orDiskFailure(open(dataOf(id), 'r'))
      yield* readRange(file, 0, kept.offsetBytes, signal)
    },

    remove,
  }
}

function tooMany(): MailroomError {
  return new MailroomError('dependency-unavailable', 'Too many unfinished uploads; send the files at once.')
}
