import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { systemCodeOf } from './disk.ts'

const NAME = /^(?<host>[0-9a-f]{8})-(?<pid>\d{1,10})-[0-9a-f]{32}$/
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** A fresh name for a file under way. It tells machine and process, so that what dead ones have left can be known. */
export function newWorkName(): string {
  return `${HOST}-${process.pid}-${randomBytes(16).toString('hex')}`
}

export function isWorkName(name: string): boolean {
  return NAME.test(name)
}

/**
 * True for a file of a process of this machine that is gone. A number that is our own belongs to a process of the same
 * number before us, as in containers: callers know their own names. Of other machines nothing can be told.
 */
export function isOwnerGone(name: string): boolean {
  const parts = NAME.exec(name)?.groups
  if (parts?.['host'] !== HOST) return false
  const pid = Number(parts['pid'])
  return pid === process.pid || !isRunning(pid)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCodeOf(error) !== 'ESRCH'
  }
}
