import type { Collection } from './collection.ts'
import type { Connection } from './connection.ts'
import { StoredDocument } from './documents.ts'
import type { Index } from './index-spec.ts'
import type { SqliteStatement, SqliteValue } from './sqlite.ts'

/*
 * Rows are read in pages that continue behind the last key, so that no statement stays open
 * between two pages: a write may come in between, and a cursor may never be finished.
 */

/** Enough for a page of a list; later pages grow. */
export const FIRST_PAGE = 32
const LARGEST_PAGE = 4000

/** Half-open range of index keys. */
export interface KeyRange {
  readonly from: Buffer
  readonly to: Buffer
  /** Bytes at the beginning that all keys of the range share: the fields with one value each. */
  readonly pointBytes: number
}

/** A document found by one of its keys in an index. */
export interface FoundDocument {
  readonly key: Uint8Array
  readonly stored: StoredDocument
}

function stored(id: SqliteValue | undefined, bson: SqliteValue | undefined): StoredDocument {
  if (typeof id !== 'number' || !(bson instanceof Uint8Array))
    throw new Error('a row is not of the expected shape')
  return new StoredDocument(id, bson)
}

function keyOfRow(key: SqliteValue | undefined): Uint8Array {
  if (!(key instanceof Uint8Array)) throw new Error('a row is not of the expected shape')
  return key
}

type NextPage = (last: SqliteValue[] | undefined, size: number) => SqliteValue[][]

function* pages(next: NextPage, firstPage = FIRST_PAGE): Iterable<SqliteValue[]> {
  let size = firstPage
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
  firstPage = FIRST_PAGE,
): Iterable<FoundDocument> {
  const columns =
    'SELECT e.key, e.document, d.bson FROM entries e CROSS JOIN documents d ON d.id=e.document WHERE e.idx=?'
  const statement = connection.query(
    backwards
      ? `${columns} AND e.key>=? AND (e.key, e.document)<(?, ?) ORDER BY e.key DESC, e.document DESC LIMIT ?`
      : `${columns} AND e.key<? AND (e.key, e.document)>(?, ?) ORDER BY e.key, e.document LIMIT ?`,
  )
  const [end, start] = backwards ? [from, to] : [to, from]
  const rows = pages(
    (last, size) => statement.all(index.id, end, last?.[0] ?? start, last?.[1] ?? -1, size),
    firstPage,
  )
  for (const row of rows) yield { key: keyOfRow(row[0]), stored: stored(row[1], row[2]) }
}

/** The ids of the documents in a range; one may come more than once. */
export function* idsInRange(connection: Connection, index: Index, { from, to }: KeyRange): Iterable<number> {
  const statement = connection.query(
    'SELECT key, document FROM entries WHERE idx=? AND key<? AND (key, document)>(?, ?) ORDER BY key, document LIMIT ?',
  )
  const rows = pages((last, size) => statement.all(index.id, to, last?.[0] ?? from, last?.[1] ?? -1, size))
  for (const row of rows) yield Number(row[1])
}

/** The number of entries in a range, counted up to the given number. */
export function countRange(
  connection: Connection,
  index: Index,
  { from, to }: KeyRange,
  most: number,
): number {
  const counted = connection
    .query('SELECT count(*) FROM (SELECT 1 FROM entries WHERE idx=? AND key>=? AND key<? LIMIT ?)')
    .get(index.id, from, to, most)
  return Number(counted?.[0] ?? 0)
}
