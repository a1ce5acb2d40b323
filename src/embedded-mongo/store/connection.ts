import type { Collection } from './collection.ts'
import { configure } from './schema.ts'
import { openSqlite, type SqliteDatabase, type SqliteStatement } from './sqlite.ts'

/** Counts the committed changes of the catalog, for all connections to one file. */
export interface CatalogGeneration {
  value: number
}

/**
 * One connection to the file: prepared statements, the catalog as this connection sees it,
 * and at most one open SQLite transaction.
 */
export class Connection {
  readonly #database: SqliteDatabase
  readonly #generation: CatalogGeneration
  readonly #statements = new Map<string, SqliteStatement>()
  readonly #collections = new Map<string, Collection | undefined>()
  #seenGeneration = -1
  #catalogTouched = false

  constructor(file: string, generation: CatalogGeneration) {
    this.#database = openSqlite(file)
    this.#generation = generation
    configure(this.#database)
  }

  get database(): SqliteDatabase {
    return this.#database
  }

  query(sql: string): SqliteStatement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    statement.setReturnArrays(true)
    this.#statements.set(sql, statement)
    return statement
  }

  /** Takes SQLite's write lock at once, so that a transaction never fails later for want of it. */
  begin(): void {
    this.#database.exec('BEGIN IMMEDIATE')
    this.#catalogTouched = false
  }

  /** Reads from now on the database as it is now, and never writes. */
  pin(): void {
    this.#database.exec('PRAGMA query_only=ON; BEGIN')
    // The first read fixes what is seen.
    this.query('SELECT 1 FROM collections LIMIT 1').get()
  }

  commit(): void {
    this.#database.exec('COMMIT')
    if (!this.#catalogTouched) return
    this.#generation.value += 1
    this.#forget()
  }

  /** A part of the open transaction that can be undone alone. */
  savepoint(): void {
    this.#database.exec('SAVEPOINT part')
  }

  releaseSavepoint(): void {
    this.#database.exec('RELEASE part')
  }

  rollbackToSavepoint(): void {
    this.#database.exec('ROLLBACK TO part; RELEASE part')
    this.#collections.clear()
  }

  rollback(): void {
    // SQLite has rolled back by itself after some errors, a full disk for one.
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    this.#forget()
  }

  /** What is in the catalog under a key; forgotten at every change, also one by another connection. */
  cached(key: string, load: () => Collection | undefined): Collection | undefined {
    if (this.#seenGeneration !== this.#generation.value) this.#forget()
    if (this.#collections.has(key)) return this.#collections.get(key)
    const collection = load()
    this.#collections.set(key, collection)
    return collection
  }

  catalogChanged(): void {
    this.#catalogTouched = true
    this.#collections.clear()
  }

  #forget(): void {
    this.#collections.clear()
    this.#seenGeneration = this.#generation.value
    this.#catalogTouched = false
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}
