import { createRequire } from 'node:module'

/** What this store needs of `node:sqlite`; rows come as arrays of column values. */
export interface SqliteStatement {
  all(...parameters: SqliteValue[]): SqliteValue[][]
  get(...parameters: SqliteValue[]): SqliteValue[] | undefined
  run(...parameters: SqliteValue[]): {
    readonly lastInsertRowid: number | bigint
    readonly changes: number | bigint
  }
}

export type SqliteValue = number | bigint | string | Uint8Array | null

export interface SqliteDatabase {
  readonly isTransaction: boolean
  exec(sql: string): void
  prepare(sql: string): SqliteStatement & { setReturnArrays(enabled: boolean): void }
  close(): void
}

type SqliteConstructor = new (file: string) => SqliteDatabase

interface SqliteModule {
  readonly DatabaseSync: SqliteConstructor
  readonly StatementSync?: { readonly prototype: object }
}

/** The module of Node (≥ 22.16, complete enough from there on), else the package with the same API. */
function loadSqlite(): SqliteConstructor {
  const require = createRequire(import.meta.url)
  try {
    const builtIn = require('node:sqlite') as SqliteModule
    if (builtIn.StatementSync !== undefined && 'setReturnArrays' in builtIn.StatementSync.prototype) {
      return builtIn.DatabaseSync
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_BUILTIN_MODULE'))
      throw error
  }
  return (require('@photostructure/sqlite') as SqliteModule).DatabaseSync
}

let constructor: SqliteConstructor | undefined

export function openSqlite(file: string): SqliteDatabase {
  constructor ??= loadSqlite()
  return new constructor(file)
}

/** Result code of SQLite (https://sqlite.org/rescode.html), as exact as an error carries one. */
function extendedCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  for (const name of ['sqliteExtendedCode', 'errcode', 'sqliteCode']) {
    const code: unknown = Reflect.get(error, name)
    if (typeof code === 'number') return code
  }
  return undefined
}

/** Primary result code of SQLite, when an error carries one. */
export function sqliteCode(error: unknown): number | undefined {
  const code = extendedCode(error)
  return code === undefined ? undefined : code & 0xff
}

export const SQLITE_BUSY = 5
export const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_NOTADB = 26
/** The index of the write-ahead log cannot grow: SQLite takes a full disk for an I/O error there. */
const SQLITE_IOERR_SHMSIZE = SQLITE_IOERR | (19 << 8)

export function isDiskFull(error: unknown): boolean {
  return sqliteCode(error) === SQLITE_FULL || extendedCode(error) === SQLITE_IOERR_SHMSIZE
}

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB
}

/** Runs `PRAGMA name` and gives its first value. */
export function pragma(database: SqliteDatabase, text: string): SqliteValue | undefined {
  const statement = database.prepare(`PRAGMA ${text}`)
  statement.setReturnArrays(true)
  return statement.get()?.[0]
}
