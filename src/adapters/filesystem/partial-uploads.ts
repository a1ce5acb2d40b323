import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import type { PartialUpload, PartialUploads } from '../../ports/partial-uploads.ts'
import { makeDurableDirectory, orDiskFailure, readRange, requireHeadroom, systemCodeOf } from './disk.ts'

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
/** The disk is asked again for its free room after this many bytes. */
const HEADROOM_CHECK_BYTES = 16 * 1024 ** 2

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

  /** Removes what was left too long, and says how much is there. */
  async function sweep(): Promise<{ readonly count: number; readonly bytes: number }> {
    let count = 0
    let bytes = 0
    for (const name of await orDiskFailure(readdir(directory))) {
      if (!name.endsWith(DATA)) continue
      const id = name.slice(0, -DATA.length)
      if ((await find(id)) === undefined) {
        await remove(id)
        continue
      }
      count += 1
      bytes += (await orDiskFailure(stat(dataOf(id)))).size
    }
    return { count, bytes }
  }

  await sweep()
  return {
    async begin(upload, signal) {
      signal.throwIfAborted()
      const { count, bytes } = await sweep()
      if (count >= maxUploads || bytes + upload.sizeBytes > maxBytes)
        throw new MailroomError(
          'dependency-unavailable',
          'Too many unfinished uploads; send the files at once.',
        )
      await orDiskFailure(requireHeadroom(directory, headroomBytes, upload.sizeBytes))
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
      let uncheckedBytes = 0
      // Bytes behind the note may be anything after a power cut.
      await orDiskFailure(file.truncate(offsetBytes))
      try {
        for await (const chunk of content) {
          signal.throwIfAborted()
          if (offsetBytes + chunk.byteLength > kept.sizeBytes)
            throw new MailroomError('upload-too-large', 'The file is larger than it was announced.')
          await orDiskFailure(file.write(chunk, 0, chunk.byteLength, offsetBytes))
          offsetBytes += chunk.byteLength
          uncheckedBytes += chunk.byteLength
          if (uncheckedBytes < HEADROOM_CHECK_BYTES) continue
          await orDiskFailure(requireHeadroom(directory, headroomBytes))
          uncheckedBytes = 0
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
