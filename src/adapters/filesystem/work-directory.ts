import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isOwnerGone, isWorkName, newWorkName } from './work-files.ts'

/** Of an unknown owner: nothing that is under way lasts so long. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000

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

async function isAbandoned(path: string, workName: string): Promise<boolean> {
  if (isWorkName(workName) && isOwnerGone(workName)) return true
  return (await stat(path)).mtimeMs < Date.now() - ABANDONED_AFTER_MS
}
