import { pragma, type SqliteDatabase } from './sqlite.ts'

/** Format of the file, kept in `user_version`; raised when an older program could not read the file any more. */
export const FORMAT_VERSION = 2

/** The file was written by a later version of this program. */
export class NewerFormatError extends Error {
  override readonly name = 'NewerFormatError'
  constructor(found: number) {
    super(`the database has format ${found}; this program knows format ${FORMAT_VERSION} and older ones`)
  }
}

/** The file is damaged; it has to be restored from a backup. */
export class DatabaseDamagedError extends Error {
  override readonly name = 'DatabaseDamagedError'
  constructor(finding: string) {
    super(`the database file is damaged: ${finding}`)
  }
}

/** What is acknowledged would not be safe here, as on a file system without shared memory. */
export class UnsafeStorageError extends Error {
  override readonly name = 'UnsafeStorageError'
  constructor(journalMode: string, synchronous: number) {
    super(
      `the database cannot be kept safely in this directory (journal_mode=${journalMode}, synchronous=${synchronous} ` +
        'instead of wal and 2); use a local file system',
    )
  }
}

/*
 * All tables are made once, so that no command needs DDL and a transaction can make collections.
 * Documents are kept as the BSON that was received; row ids are never used twice, so that reading
 * in pages by row id sees each document once.
 */
const SCHEMA = `
  CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, info BLOB NOT NULL, UNIQUE (db, name)
  );
  CREATE TABLE indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, name TEXT NOT NULL, spec BLOB NOT NULL,
    multikey INTEGER NOT NULL DEFAULT 0, UNIQUE (collection, name)
  );
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, bson BLOB NOT NULL
  );
  CREATE INDEX documents_by_collection ON documents (collection);
  CREATE TABLE entries (
    idx INTEGER NOT NULL, key BLOB NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (idx, key, document)
  ) WITHOUT ROWID;
`

/** How long SQLite waits for a lock that another connection holds. */
export const BUSY_TIMEOUT_MS = 5_000

const SYNC_FULL = 2

/** FULL: a reply is sent only after the change is on disk. WAL alone would run with NORMAL in this build. */
export function configure(database: SqliteDatabase): void {
  database.exec(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}; ` +
      'PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF',
  )
  const [mode, sync] = [pragma(database, 'journal_mode'), pragma(database, 'synchronous')]
  if (mode !== 'wal' || sync !== SYNC_FULL) throw new UnsafeStorageError(String(mode), Number(sync))
}

/** Makes the tables of a new file; checks the format of an old one. */
export function prepareSchema(database: SqliteDatabase): void {
  const version = Number(pragma(database, 'user_version') ?? 0)
  if (version > FORMAT_VERSION) throw new NewerFormatError(version)
  if (version === 0) {
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version=${FORMAT_VERSION}; COMMIT`)
    return
  }
  // What format 1 says of its indexes is read as it is; what is written from now on it would misread.
  if (version < FORMAT_VERSION) database.exec(`PRAGMA user_version=${FORMAT_VERSION}`)
}

/** Checks the pages and trees of the file; reads all of it. @throws {DatabaseDamagedError} */
export function requireSound(database: SqliteDatabase): void {
  const finding = pragma(database, 'quick_check(1)')
  if (finding !== 'ok') throw new DatabaseDamagedError(String(finding))
}
