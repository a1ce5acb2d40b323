import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isObjectKey } from '../../domain/intake/object-key.ts'
import type { BlobHead } from '../../ports/blob-store.ts'
import { diskFailure, systemCodeOf } from './disk.ts'

/** Walks the tree in key order; directories that cannot hold a key with the prefix are not entered. */
export async function* listObjects(
  directory: string,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<BlobHead, void> {
  try {
    yield* walk(directory, '', prefix, signal)
  } catch (error) {
    throw diskFailure(error)
  }
}

async function* walk(
  directory: string,
  above: string,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<BlobHead, void> {
  for (const key of await keysIn(join(directory, above), above)) {
    signal.throwIfAborted()
    if (key.endsWith('/')) {
      if (key.startsWith(prefix) || prefix.startsWith(key)) yield* walk(directory, key, prefix, signal)
    } else if (key.startsWith(prefix) && isObjectKey(key)) {
      const found = await ifThere(stat(join(directory, key)))
      if (found !== undefined) yield { key, sizeBytes: found.size, storedAt: found.mtime }
    }
  }
}

/** Names sort as parts of keys: a directory with its slash, so that `a-b` comes before `a/b`, as in every object store. */
async function keysIn(path: string, above: string): Promise<string[]> {
  const entries = (await ifThere(readdir(path, { withFileTypes: true }))) ?? []
  const visible = entries.filter(
    (entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()),
  )
  return visible.map((entry) => above + entry.name + (entry.isDirectory() ? '/' : '')).sort(byCodeUnit)
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

/** What vanishes while it is listed is not there. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
