import { rm } from 'node:fs/promises'
import { ANALYSIS_VERSION } from '../../domain/retrieval/analysis.ts'
import { isDamage, loadSqlite, scalar, type Database } from './sqlite.ts'

/** Raised with every change of the tables: a file of another format is thrown away and filled anew. */
const FORMAT_VERSION = 4

/** Weight of each column of `words` in the ranking, in their order: a file number or subject says more than a page. */
const COLUMN_WEIGHTS = { title: 3, sender: 2, numbers: 5, body: 1, joined: 1 } as const

const NAMES = [
  'meta',
  'documents',
  'document_keys',
  'key_sets',
  'key_set_keys',
  'amounts',
  'completions',
  'terms',
  'pages',
  'words',
]

/**
 * `words` holds terms that are analysed already, so that SQLite has only to split at blanks (the `ascii` tokenizer takes
 * everything beyond ASCII for letters). It keeps no text; pages are kept beside it for the snippets. Orders and filters
 * use `documents`; `words.rowid` is `documents.id`. Documents that the same keys open share a row of `key_sets`. `terms` are
 * the words that were ever indexed, to look up compounds and misreadings in; who may see one is asked of `words`.
 * `completions` counts the documents of each set of keys that have a word, sender or number.
 */
const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    case_file_id TEXT,
    title TEXT NOT NULL,
    sender TEXT,
    bare_sender TEXT,
    numbers TEXT NOT NULL,
    document_type TEXT,
    bare_type TEXT,
    org_unit_id TEXT,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    key_set INTEGER NOT NULL
  );
  CREATE INDEX documents_by_day ON documents (tenant_id, day, document_id);
  CREATE INDEX documents_by_unit ON documents (tenant_id, org_unit_id, day, document_id);
  CREATE INDEX documents_by_type ON documents (tenant_id, document_type, day, document_id);
  CREATE INDEX documents_by_case_file ON documents (tenant_id, case_file_id, day, document_id);
  CREATE INDEX documents_by_sender ON documents (tenant_id, bare_sender, day, document_id);
  CREATE INDEX documents_by_capture ON documents (tenant_id, captured_at);
  CREATE TABLE key_sets (id INTEGER PRIMARY KEY, keys TEXT NOT NULL UNIQUE);
  CREATE TABLE key_set_keys (
    key TEXT NOT NULL,
    key_set INTEGER NOT NULL,
    PRIMARY KEY (key, key_set)
  ) WITHOUT ROWID;
  CREATE TABLE amounts (
    document INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    PRIMARY KEY (document, cents)
  ) WITHOUT ROWID;
  CREATE TABLE completions (
    tenant_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    spelling TEXT NOT NULL,
    key_set INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, kind, key, spelling, key_set)
  ) WITHOUT ROWID;
  CREATE TABLE terms (term TEXT PRIMARY KEY, backwards TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX terms_backwards ON terms (backwards);
  CREATE TABLE pages (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (document, number)
  ) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(
    ${Object.keys(COLUMN_WEIGHTS).join(', ')},
    content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  INSERT INTO words (words, rank) VALUES ('rank', 'bm25(${Object.values(COLUMN_WEIGHTS).join(', ')})');
  PRAGMA user_version = ${FORMAT_VERSION};
`

/** Matches of the running query, in their order; private to the connection and gone with it. */
const RUNNING_QUERY = `
  PRAGMA temp_store = MEMORY;
  CREATE TEMP TABLE found (
    place INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    score REAL NOT NULL,
    document_type TEXT,
    org_unit_id TEXT,
    sender TEXT,
    state TEXT NOT NULL,
    year TEXT NOT NULL
  );
`

/**
 * Opens the index. A file that is damaged or of another format is replaced by an empty one: it is derived and holds
 * nothing that the records do not. One of another analysis loses its position, so that it will be filled anew.
 */
export async function openIndex(path: string): Promise<Database> {
  try {
    return await openTables(path)
  } catch (error) {
    if (!isDamage(error)) throw error
    await removeFiles(path)
    return openTables(path)
  }
}

export async function removeFiles(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true })
}

async function openTables(path: string): Promise<Database> {
  const { DatabaseSync } = await loadSqlite()
  const database = new DatabaseSync(path)
  try {
    // Without a sync for every commit: what a power cut takes, the change feed gives again from the position on.
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const format = Number(scalar(database, 'PRAGMA user_version'))
    if (format !== FORMAT_VERSION) makeTables(database)
    if (readMeta(database, 'analysis') !== ANALYSIS_VERSION) forgetPosition(database)
    database.exec(RUNNING_QUERY)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Empties the index, and notes which analysis it will be filled with. */
export function makeTables(database: Database): void {
  const select = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
  for (const name of NAMES) if (select.get(name) !== undefined) database.exec(`DROP TABLE ${name}`)
  database.exec(TABLES)
  writeMeta(database, 'analysis', ANALYSIS_VERSION)
}

export function readMeta(database: Database, name: 'analysis' | 'position'): string | undefined {
  const value = scalar(database, 'SELECT value FROM meta WHERE name = ?', name)
  return value === undefined ? undefined : String(value)
}

export function writeMeta(database: Database, name: 'analysis' | 'position', value: string): void {
  database
    .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(name, value)
}

function forgetPosition(database: Database): void {
  database.exec("DELETE FROM meta WHERE name = 'position'")
}
