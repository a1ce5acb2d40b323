import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { systemCodeOf } from './disk.ts'

const NAME = /^(?<host>[0-9a-f]{8})-(?<pid>\d{1,10})-(?<life>[0-9a-f]{8})[0-9a-f]{24}$/
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** Tells this process from another one of the same number before it, as there are in containers. */
const LIFE = randomBytes(4).toString('hex')
/** Nothing that is under way lasts so long: it was left behind, of whatever machine its owner was. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000

/** A fresh name for a file under way. It tells machine and process, so that what dead ones have left can be known. */
export function newWorkName(): string {
  return `${HOST}-${process.pid}-${LIFE}${randomBytes(12).toString('hex')}`
}

export function isWorkName(name: string): boolean {
  return NAME.test(name)
}

/**
 * True for what was left behind: by a process of this machine that is gone, or a day ago. False for what is not there.
 *
 * @param name when the last part of the path is not the name alone
 */
export async function isAbandoned(path: string, name = basename(path)): Promise<boolean> {
  if (isOwnerGone(name)) return true
  try {
    return (await stat(path)).mtimeMs < Date.now() - ABANDONED_AFTER_MS
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

/** Of a directory that holds nothing but files under way. */
export async function removeAbandonedFiles(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    if (await isAbandoned(path)) await rm(path, { force: true })
  }
}

function isOwnerGone(name: string): boolean {
  const parts = NAME.exec(name)?.groups
  if (parts?.['host'] !== HOST) return false
  const pid = Number(parts['pid'])
  return pid === process.pid ? parts['life'] !== LIFE : !isRunning(pid)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCodeOf(error) !== 'ESRCH'
  }
}
