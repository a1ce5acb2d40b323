import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { openSqlite } from './sqlite.ts'

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Writes a consistent copy of an open database. It is complete and on disk when it appears
 * under its name; writes go on meanwhile and are not in it.
 */
export function backupDatabase(file: string, target: string): void {
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  const database = openSqlite(file)
  try {
    database.exec('PRAGMA busy_timeout=5000')
    const vacuum = database.prepare('VACUUM INTO ?')
    vacuum.run(partial)
  } finally {
    database.close()
  }
  chmodSync(partial, 0o600)
  sync(partial)
  renameSync(partial, target)
  sync(dirname(target))
}
