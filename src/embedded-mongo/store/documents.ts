import { asBuffer, decode } from '../bson/decode.ts'
import type { Document } from '../bson/document.ts'
import { commandError } from '../errors.ts'
import { valueAt } from '../values/paths.ts'
import { showValue } from '../values/show.ts'
import { markMultikey } from './catalog.ts'
import type { Collection } from './collection.ts'
import type { Connection } from './connection.ts'
import { indexKeys } from './index-keys.ts'
import type { FieldSet, Index } from './index-spec.ts'

/** A stored document; it is decoded when somebody looks inside. */
export class StoredDocument {
  readonly id: number
  readonly raw: Buffer
  #document: Document | undefined

  constructor(id: number, raw: Uint8Array) {
    this.id = id
    this.raw = asBuffer(raw)
  }

  get document(): Document {
    this.#document ??= decode(this.raw)
    return this.#document
  }
}

interface Entries {
  readonly index: Index
  readonly keys: readonly Buffer[]
  readonly multikey: FieldSet
}

const NO_DOCUMENT = -1

function entriesOf({ indexes }: Collection, document: Document): Entries[] {
  return indexes.map((index) => {
    if (!index.covers(document)) return { index, keys: [], multikey: 0 }
    return { index, ...indexKeys(document, index.fields) }
  })
}

function duplicateKey(collection: Collection, index: Index, document: Document): never {
  const keyValue = Object.fromEntries(
    index.fields.map(({ name, parts }) => [name, valueAt(document, parts) ?? null]),
  )
  throw commandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: ${showValue(keyValue)}`,
    { keyPattern: index.spec['key'], keyValue },
  )
}

function checkUnique(
  connection: Connection,
  collection: Collection,
  { index, keys }: Pick<Entries, 'index' | 'keys'>,
  own: number,
  document: Document,
): void {
  if (!index.unique) return
  const find = connection.query('SELECT document FROM entries WHERE idx=? AND key=? AND document<>? LIMIT 1')
  for (const key of keys) {
    if (find.get(index.id, key, own) !== undefined) duplicateKey(collection, index, document)
  }
}

function addEntries(connection: Connection, { index, keys, multikey }: Entries, id: number): void {
  markMultikey(connection, index, multikey)
  const insert = connection.query('INSERT INTO entries (idx, key, document) VALUES (?, ?, ?)')
  for (const key of keys) insert.run(index.id, key, id)
}

function removeEntries(connection: Connection, index: Index, keys: readonly Buffer[], id: number): void {
  const remove = connection.query('DELETE FROM entries WHERE idx=? AND key=? AND document=?')
  for (const key of keys) remove.run(index.id, key, id)
}

/** Adds a document. All unique indexes are checked before the first row is written. */
export function insertDocument(
  connection: Connection,
  collection: Collection,
  document: Document,
  raw: Buffer,
): void {
  const entries = entriesOf(collection, document)
  for (const one of entries) checkUnique(connection, collection, one, NO_DOCUMENT, document)
  const insert = connection.query('INSERT INTO documents (collection, bson) VALUES (?, ?)')
  const id = Number(insert.run(collection.id, raw).lastInsertRowid)
  for (const one of entries) addEntries(connection, one, id)
}

interface EntryChange {
  readonly added: Entries
  readonly removed: readonly Buffer[]
}

function changeOf(before: Entries, after: Entries): EntryChange {
  const old = new Set(before.keys.map((key) => key.toString('latin1')))
  const now = new Set(after.keys.map((key) => key.toString('latin1')))
  return {
    added: { ...after, keys: after.keys.filter((key) => !old.has(key.toString('latin1'))) },
    removed: before.keys.filter((key) => !now.has(key.toString('latin1'))),
  }
}

/** Writes the new form of a document and only those index entries that differ. */
export function updateDocument(
  connection: Connection,
  collection: Collection,
  stored: StoredDocument,
  document: Document,
  raw: Buffer,
): void {
  const before = entriesOf(collection, stored.document)
  const changes = entriesOf(collection, document).map((after, position) => {
    const old = before[position] ?? { index: after.index, keys: [], multikey: 0 }
    return changeOf(old, after)
  })
  for (const { added } of changes) checkUnique(connection, collection, added, stored.id, document)
  for (const { added, removed } of changes) {
    removeEntries(connection, added.index, removed, stored.id)
    addEntries(connection, added, stored.id)
  }
  connection.query('UPDATE documents SET bson=? WHERE id=?').run(raw, stored.id)
}

export function deleteDocument(connection: Connection, collection: Collection, stored: StoredDocument): void {
  for (const { index, keys } of entriesOf(collection, stored.document)) {
    removeEntries(connection, index, keys, stored.id)
  }
  connection.query('DELETE FROM documents WHERE id=?').run(stored.id)
}

/** Fills a new index. @throws {CommandError} DuplicateKey; the caller rolls everything back */
export function buildIndex(
  connection: Connection,
  collection: Collection,
  index: Index,
  documents: Iterable<StoredDocument>,
): void {
  for (const stored of documents) {
    if (!index.covers(stored.document)) continue
    const entries = { index, ...indexKeys(stored.document, index.fields) }
    checkUnique(connection, collection, entries, stored.id, stored.document)
    addEntries(connection, entries, stored.id)
  }
}

export function countDocuments(connection: Connection, collection: Collection): number {
  return Number(
    connection.query('SELECT count(*) FROM documents WHERE collection=?').get(collection.id)?.[0] ?? 0,
  )
}
