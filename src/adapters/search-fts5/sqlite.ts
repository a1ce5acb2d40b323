import { isMailroomError, MailroomError } from '../../domain/errors.ts'

export type SqlValue = string | number | bigint | Uint8Array | null
export type Row = Readonly<Record<string, SqlValue>>

export interface Statement {
  get(...values: SqlValue[]): Row | undefined
  all(...values: SqlValue[]): Row[]
  run(...values: SqlValue[]): { readonly lastInsertRowid: number | bigint }
}

/** The part of Node's `DatabaseSync` that is used here. */
export interface Database {
  readonly isTransaction: boolean
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => Database
}

/** The first versions of Node whose own SQLite has everything that is used here. */
const FIRST_BUILT_IN = { major: 22, minor: 16 }

/** Node's own SQLite where it is good enough, and the package with the same API before that. */
export async function loadSqlite(version: string = process.versions.node): Promise<SqliteModule> {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const builtIn =
    major > FIRST_BUILT_IN.major || (major === FIRST_BUILT_IN.major && minor >= FIRST_BUILT_IN.minor)
  // The name is no literal, because the type declarations of Node 20 do not know the module.
  const name: string = builtIn ? 'node:sqlite' : '@photostructure/sqlite'
  return (await import(name)) as SqliteModule
}

/** Result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE_ERROR = 1
const SQLITE_CORRUPT = 11
const SQLITE_NOTADB = 26

function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined
  return error.errcode & 0xff
}

/** True when the file is no index any more. */
export function isDamage(error: unknown): boolean {
  const code = resultCodeOf(error)
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

/** Disk, locks and damage are no defects; a wrong statement is. */
export function searchFailure(error: unknown): unknown {
  const code = resultCodeOf(error)
  if (isMailroomError(error) || code === undefined || code === SQLITE_ERROR) return error
  return new MailroomError('dependency-unavailable', 'The search index does not work at the moment.', {
    facts: { sqliteCode: code },
    retryAfterSeconds: 30,
    cause: error,
  })
}

/** The first column of the first row; `undefined` without a row. */
export function scalar(database: Database, sql: string, ...values: SqlValue[]): SqlValue | undefined {
  const row = database.prepare(sql).get(...values)
  return row === undefined ? undefined : Object.values(row)[0]
}

/** All of it or nothing. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(database)
    throw error
  }
}

/** SQLite has rolled back by itself after some failures; the first failure is the one to tell. */
function rollBack(database: Database): void {
  if (database.isTransaction) database.exec('ROLLBACK')
}
