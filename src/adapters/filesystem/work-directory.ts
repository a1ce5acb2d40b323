import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbandoned, newWorkName } from './work-files.ts'

/** Makes a fresh directory whose name tells machine and process, for its owner to remove. */
export async function makeWorkDirectory(parent: string, prefix: string): Promise<string> {
  const path = join(parent, `${prefix}${newWorkName()}`)
  await mkdir(path, { mode: 0o700 })
  return path
}

/** Removes what processes that were killed have left. */
export async function removeAbandonedDirectories(parent: string, prefix: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(prefix)) continue
    const path = join(parent, entry.name)
    if (await isAbandoned(path, entry.name.slice(prefix.length)))
      await rm(path, { recursive: true, force: true })
  }
}
