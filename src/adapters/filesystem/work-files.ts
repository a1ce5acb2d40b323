import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { systemCodeOf } from './disk.ts'

const NAME = /^(?<host>[0-9a-f]{8})-(?<pid>\d{1,10})-(?<life>[0-9a-f]{8})[0-9a-f]{24}$/
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** Tells this process from another one of the same number before it, as there are in containers. */
const LIFE = randomBytes(4).toString('hex')

/** A fresh name for a file under way. It tells machine and process, so that what dead ones have left can be known. */
export function newWorkName(): string {
  return `${HOST}-${process.pid}-${LIFE}${randomBytes(12).toString('hex')}`
}

export function isWorkName(name: string): boolean {
  return NAME.test(name)
}

/** True for a file of a process of this machine that is gone. Of other machines nothing can be told. */
export function isOwnerGone(name: string): boolean {
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
