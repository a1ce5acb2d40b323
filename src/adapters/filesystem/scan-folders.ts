import { isUtf8 } from 'node:buffer'
import { constants, createReadStream, type Dirent } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileEnding, FolderFile, ScanFolders } from '../../ports/scan-folders.ts'
import { diskFailure, orDiskFailure, systemCodeOf } from './disk.ts'

const DONE = 'done'
const ERROR = 'error'
/** Programs that write under such names rename the file when it is whole. */
const UNDER_WAY = /\.(?:tmp|temp|part|partial|crdownload|filepart)$/i
/** Of a name that fits into a file system with a time in front of it and an ending behind it. */
const MAX_NAME_BYTES = 200
const TAIL_BYTES = 1_024
/** Whoever may write into a folder could put a link, or a pipe without an end, into the place of a file. */
const FILES_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** @param directory holds one folder for each city, with one for each of its scanners */
export function createScanFolders({ directory }: { readonly directory: string }): ScanFolders {
  let moves = 0

  async function move(file: FolderFile, to: typeof DONE | typeof ERROR): Promise<string | undefined> {
    const stamp = new Date().toISOString().replaceAll(/[-:]/g, '')
    // Files of two groups may have the same name, and moving replaces what has it.
    moves += 1
    const name = `${stamp}-${process.pid}-${moves}-${endOfName(file.name)}`
    const target = join(directory, file.folder, to, name)
    return orGone(rename(file.path, target).then(() => target))
  }

  return {
    async prepare(folder) {
      for (const part of [DONE, ERROR]) {
        await orDiskFailure(mkdir(join(directory, folder, part), { recursive: true, mode: 0o770 }))
      }
    },

    async waiting(folder, signal) {
      const files: FolderFile[] = []
      for (const { entry, name, path } of await entriesOf(Buffer.from(join(directory, folder)))) {
        signal.throwIfAborted()
        if (entry.isFile()) files.push(...(await known({ folder, name, path })))
        else if (entry.isDirectory() && name !== DONE && name !== ERROR) {
          for (const inner of await entriesOf(path))
            if (inner.entry.isFile())
              files.push(...(await known({ folder, group: name, name: inner.name, path: inner.path })))
        }
      }
      return files.sort((left, right) => (left.name < right.name ? -1 : 1))
    },

    ending: (file, signal) => endingOf(file.path, file.sizeBytes, signal),

    async isUnchanged(file) {
      const [now] = await known(file)
      return now?.sizeBytes === file.sizeBytes && now.modifiedAt.getTime() === file.modifiedAt.getTime()
    },

    async *read(file, signal) {
      try {
        const content = createReadStream(file.path, { signal, flags: FILES_ONLY as unknown as string })
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
}

/** None when it is gone, is being written, or is no file by now. */
async function known(file: Omit<FolderFile, 'sizeBytes' | 'modifiedAt'>): Promise<FolderFile[]> {
  if (UNDER_WAY.test(file.name)) return []
  const stats = await orGone(lstat(file.path))
  return stats?.isFile() === true ? [{ ...file, sizeBytes: stats.size, modifiedAt: stats.mtime }] : []
}

interface FolderEntry {
  readonly entry: Dirent<Buffer>
  readonly name: string
  readonly path: Buffer
}

/** Hidden folders are those of synchronising programs. */
async function entriesOf(path: Buffer): Promise<FolderEntry[]> {
  const entries = (await orGone(readdir(path, { withFileTypes: true, encoding: 'buffer' }))) ?? []
  return entries
    .map((entry) => ({
      entry,
      name: readableName(entry.name),
      path: Buffer.concat([path, Buffer.from('/'), entry.name]),
    }))
    .filter(({ name }) => !name.startsWith('.'))
}

/** Old scanners write names in the letters of Windows, which are seldom UTF-8. */
function readableName(name: Buffer): string {
  return new TextDecoder(isUtf8(name) ? 'utf-8' : 'windows-1252').decode(name)
}

function endOfName(name: string): string {
  let end = name
  while (Buffer.byteLength(end) > MAX_NAME_BYTES) end = Array.from(end).slice(1).join('')
  return end
}

async function orGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw diskFailure(error)
  }
}

function told(isWhole: boolean): FileEnding {
  return isWhole ? 'whole' : 'cut-off'
}

/** A PDF ends with `%%EOF` (ISO 32000-1, 7.5.5), JPEG with the marker EOI (T.81, B.1.1.3), PNG with the chunk IEND, each with some bytes behind it. */
async function endingOf(path: Buffer, sizeBytes: number, signal: AbortSignal): Promise<FileEnding> {
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
