import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { requireSound } from './schema.ts'
import { openSqlite } from './sqlite.ts'

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export interface BackupReport {
  readonly bytes: number
}

/**
 * Writes a consistent copy of an open database. It is complete, checked and on disk when it appears
 * under its name; writes go on meanwhile and are not in it. A file that is there is never replaced.
 */
export function backupDatabase(file: string, target: string): BackupReport {
  if (existsSync(target)) throw new Error(`there is a file already: ${target}`)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    copy(file, partial)
    requireSoundFile(partial)
    chmodSync(partial, 0o600)
    sync(partial)
    const { size } = statSync(partial)
    renameSync(partial, target)
    sync(dirname(target))
    return { bytes: size }
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

function copy(file: string, target: string): void {
  const database = openSqlite(file)
  try {
    database.exec('PRAGMA busy_timeout=5000')
    const vacuum = database.prepare('VACUUM INTO ?')
    vacuum.run(target)
  } finally {
    database.close()
  }
}

/** Checks a file that nobody writes, or one of an open database as it is now. @throws {DatabaseDamagedError} */
export function requireSoundFile(file: string): void {
  const database = openSqlite(file)
  try {
    requireSound(database)
  } finally {
    database.close()
  }
}
