import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite, SQLITE_BUSY, sqliteCode, type SqliteDatabase } from './sqlite.ts'

/** The database is open already, in this process or another one. */
export class DatabaseLockedError extends Error {
  override readonly name = 'DatabaseLockedError'
  /** The process that has it open, when it could be found out. */
  readonly pid: number | undefined
  readonly directory: string
  constructor(directory: string, pid: number | undefined) {
    const holder = pid === undefined ? 'another process' : `the process with id ${pid}`
    super(`the database in ${directory} is already open in ${holder}; connect to its socket instead`)
    this.pid = pid
    this.directory = directory
  }
}

export interface FileLock {
  /** True when the process that had the database before did not close it. */
  readonly afterCrash: boolean
  release(): void
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').trim())
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    // The note is only for people; the lock itself does not depend on it.
    return undefined
  }
}

function isLocked(error: unknown): boolean {
  return (
    sqliteCode(error) === SQLITE_BUSY ||
    (error instanceof Error && error.message.includes('database is locked'))
  )
}

function lock(file: string): SqliteDatabase {
  const database = openSqlite(file)
  try {
    database.exec('PRAGMA busy_timeout=0; PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Makes this process the only one with the database open. The lock is one of the operating
 * system, taken on an empty SQLite file: it ends with the process, however that ends, so a
 * crash leaves nothing to clean up. A note beside it says who holds it.
 */
export function acquireFileLock(directory: string): FileLock {
  const note = join(directory, 'mongo.pid')
  let database: SqliteDatabase
  try {
    database = lock(join(directory, 'mongo.lock'))
  } catch (error) {
    if (isLocked(error)) throw new DatabaseLockedError(directory, readPid(note))
    throw error
  }
  const afterCrash = existsSync(note)
  writeFileSync(note, `${process.pid}\n`, { mode: 0o600 })
  return {
    afterCrash,
    release: () => {
      rmSync(note, { force: true })
      database.exec('ROLLBACK')
      database.close()
    },
  }
}
