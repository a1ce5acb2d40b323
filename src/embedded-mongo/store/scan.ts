import type { Collection } from './collection.ts'
import type { Connection } from './connection.ts'
import { StoredDocument } from './documents.ts'
import type { Index } from './index-spec.ts'
import type { SqliteStatement, SqliteValue } from './sqlite.ts'

/*
 * Rows are read in pages that continue behind the last key, so that no statement stays open
 * between two pages: a write may come in between, and a cursor may never be finished.
 */

/** The first page fills the driver's default batch, later ones grow. */
const FIRST_PAGE = 101
const LARGEST_PAGE = 4000

/** Half-open range of index keys. */
export interface KeyRange {
  readonly from: Buffer
  readonly to: Buffer
}

function stored(id: SqliteValue | undefined, bson: SqliteValue | undefined): StoredDocument {
  if (typeof id !== 'number' || !(bson instanceof Uint8Array))
    throw new Error('a row is not of the expected shape')
  return new StoredDocument(id, bson)
}

type NextPage = (last: SqliteValue[] | undefined, size: number) => SqliteValue[][]

function* pages(next: NextPage): Iterable<SqliteValue[]> {
  let size = FIRST_PAGE
  let last: SqliteValue[] | undefined
  for (;;) {
    const rows = next(last, size)
    yield* rows
    if (rows.length < size) return
    last = rows.at(-1)
    size = Math.min(size * 4, LARGEST_PAGE)
  }
}

/** All documents of a collection in the order they were inserted, or the other way round. */
export function* scanCollection(
  connection: Connection,
  { id }: Collection,
  backwards: boolean,
): Iterable<StoredDocument> {
  const statement: SqliteStatement = connection.query(
    backwards
      ? 'SELECT id, bson FROM documents WHERE collection=? AND id<? ORDER BY id DESC LIMIT ?'
      : 'SELECT id, bson FROM documents WHERE collection=? AND id>? ORDER BY id LIMIT ?',
  )
  const start = backwards ? Number.MAX_SAFE_INTEGER : 0
  for (const row of pages((last, size) => statement.all(id, last?.[0] ?? start, size)))
    yield stored(row[0], row[1])
}

/** The documents of one range of an index in the order of its keys; a document may come more than once. */
export function* scanRange(
  connection: Connection,
  index: Index,
  { from, to }: KeyRange,
  backwards: boolean,
): Iterable<StoredDocument> {
  const columns =
    'SELECT e.key, e.document, d.bson FROM entries e CROSS JOIN documents d ON d.id=e.document WHERE e.idx=?'
  const statement = connection.query(
    backwards
      ? `${columns} AND e.key>=? AND (e.key, e.document)<(?, ?) ORDER BY e.key DESC, e.document DESC LIMIT ?`
      : `${columns} AND e.key<? AND (e.key, e.document)>(?, ?) ORDER BY e.key, e.document LIMIT ?`,
  )
  const [end, start] = backwards ? [from, to] : [to, from]
  const rows = pages((last, size) => statement.all(index.id, end, last?.[0] ?? start, last?.[1] ?? -1, size))
  for (const row of rows) yield stored(row[1], row[2])
}
