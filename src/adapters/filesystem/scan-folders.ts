import { constants, createReadStream, type Dirent } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileEnding, FolderFile, ScanFolders } from '../../ports/scan-folders.ts'
import { diskFailure, systemCodeOf } from './disk.ts'

const DONE = 'done'
const ERROR = 'error'
/** Programs that write under such names rename the file when it is whole. */
const UNDER_WAY = /\.(?:tmp|temp|part|partial|crdownload|filepart)$/i
/** A name that fits into a file system with a time in front of it. */
const MAX_NAME_BYTES = 220
const TAIL_BYTES = 1_024
/** Whoever may write into a folder could put a link, or a pipe without an end, into the place of a file. */
const FILES_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** @param directory holds one folder for each scanner */
export function createScanFolders({ directory }: { readonly directory: string }): ScanFolders {
  const placeOf = ({ folder, group, name }: FolderFile): string =>
    group === undefined ? join(directory, folder, name) : join(directory, folder, group, name)
  let moves = 0

  async function move(file: FolderFile, to: typeof DONE | typeof ERROR): Promise<string | undefined> {
    const stamp = new Date().toISOString().replaceAll(/[-:]/g, '')
    // Files of two groups may have the same name, and moving replaces what has it.
    moves += 1
    const target = join(directory, file.folder, to, `${stamp}-${process.pid}-${moves}-${file.name}`)
    try {
      await rename(placeOf(file), target)
      return target
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return undefined
      throw diskFailure(error)
    }
  }

  return {
    async prepare(folder) {
      for (const part of [DONE, ERROR]) {
        await mkdir(join(directory, folder, part), { recursive: true, mode: 0o770 }).catch(
          (error: unknown) => {
            throw diskFailure(error)
          },
        )
      }
    },

    async waiting(folder, signal) {
      const files: FolderFile[] = []
      for (const entry of await entriesOf(join(directory, folder))) {
        signal.throwIfAborted()
        if (entry.isFile()) files.push(...(await known({ folder, name: entry.name })))
        else if (entry.isDirectory() && entry.name !== DONE && entry.name !== ERROR) {
          const group = entry.name
          for (const inner of await entriesOf(join(directory, folder, group)))
            if (inner.isFile()) files.push(...(await known({ folder, group, name: inner.name })))
        }
      }
      return files.sort((left, right) => (left.name < right.name ? -1 : 1))
    },

    ending: (file, signal) => endingOf(placeOf(file), file.sizeBytes, signal),

    async isUnchanged(file) {
      const [now] = await known(file)
      return now?.sizeBytes === file.sizeBytes && now.modifiedAt.getTime() === file.modifiedAt.getTime()
    },

    async *read(file, signal) {
      try {
        const content = createReadStream(placeOf(file), { signal, flags: FILES_ONLY as unknown as string })
        for await (const chunk of content) yield chunk as Buffer
      } catch (error) {
        throw diskFailure(error)
      }
    },

    async moveToDone(file) {
      await move(file, DONE)
    },

    async moveToError(file, why) {
      const target = await move(file, ERROR)
      if (target !== undefined) await writeFile(`${target}.txt`, `${why}\n`, { flag: 'wx' })
    },
  }

  async function known(file: Pick<FolderFile, 'folder' | 'group' | 'name'>): Promise<FolderFile[]> {
    if (file.name.startsWith('.') || UNDER_WAY.test(file.name)) return []
    if (Buffer.byteLength(file.name) > MAX_NAME_BYTES) return []
    const stats = await lstat(placeOf(file as FolderFile)).catch(() => undefined)
    if (stats?.isFile() !== true) return []
    return [{ ...file, sizeBytes: stats.size, modifiedAt: stats.mtime }]
  }
}

/** Hidden folders are those of synchronising programs. */
async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.filter(({ name }) => !name.startsWith('.'))
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return []
    throw diskFailure(error)
  }
}

function told(isWhole: boolean): FileEnding {
  return isWhole ? 'whole' : 'cut-off'
}

/** A PDF ends with `%%EOF` (ISO 32000-1, 7.5.5), JPEG with the marker EOI (T.81, B.1.1.3), PNG with the chunk IEND, each with some bytes behind it. */
async function endingOf(path: string, sizeBytes: number, signal: AbortSignal): Promise<FileEnding> {
  signal.throwIfAborted()
  if (sizeBytes === 0) return 'cut-off'
  const file = await open(path, FILES_ONLY)
  try {
    const head = Buffer.alloc(Math.min(8, sizeBytes))
    await file.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, sizeBytes))
    await file.read(tail, 0, tail.length, sizeBytes - tail.length)
    if (head.subarray(0, 5).toString('latin1') === '%PDF-') return told(tail.includes('%%EOF'))
    if (head[0] === 0xff && head[1] === 0xd8) return told(tail.includes(Buffer.from([0xff, 0xd9])))
    if (head.subarray(1, 4).toString('latin1') === 'PNG') return told(tail.includes('IEND'))
    return 'unknown'
  } finally {
    await file.close()
  }
}
