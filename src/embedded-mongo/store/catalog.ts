import { UUID } from 'bson'
import { asBuffer, decode } from '../bson/decode.ts'
import { type Document, isDocument } from '../bson/document.ts'
import { encode } from '../bson/encode.ts'
import { commandError } from '../errors.ts'
import { showValue } from '../values/show.ts'
import type { Collection } from './collection.ts'
import type { Connection } from './connection.ts'
import { ALL_FIELDS, checkedSpec, type FieldSet, type Index, indexFromSpec } from './index-spec.ts'
import type { SqliteValue } from './sqlite.ts'

/** MongoDB's limit for "database.collection". */
const MAX_NAMESPACE_BYTES = 255
const ID_INDEX: Document = { v: 2, key: { _id: 1 }, name: '_id_' }

function blob(value: SqliteValue | undefined): Document {
  if (!(value instanceof Uint8Array)) throw new Error('the catalog holds a value that is no document')
  return decode(asBuffer(value))
}

/** Bits 1 and up; format 1 knew only that some field has arrays, and wrote 1. */
function storedFields(value: SqliteValue | undefined): FieldSet {
  return value === 1 ? ALL_FIELDS : Number(value ?? 0) / 2
}

function checkName(database: string, name: string): void {
  const namespace = `${database}.${name}`
  const badCollection = name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.')
  const badDatabase = database === '' || /[\0/\\. "$*<>:|?]/.test(database)
  if (badCollection || badDatabase || Buffer.byteLength(namespace) > MAX_NAMESPACE_BYTES) {
    throw commandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`)
  }
}

export function findCollection(
  connection: Connection,
  database: string,
  name: string,
): Collection | undefined {
  return connection.cached(`${database}.${name}`, () => {
    const row = connection.query('SELECT id, info FROM collections WHERE db=? AND name=?').get(database, name)
    if (row === undefined) return undefined
    const id = Number(row[0])
    const rows = connection
      .query('SELECT id, spec, multikey FROM indexes WHERE collection=? ORDER BY id')
      .all(id)
    const indexes = rows.map(([indexId, spec, multikey]) =>
      indexFromSpec(Number(indexId), blob(spec), storedFields(multikey)),
    )
    return { id, database, name, namespace: `${database}.${name}`, info: blob(row[1]), indexes }
  })
}

export function createCollection(connection: Connection, database: string, name: string): Collection {
  checkName(database, name)
  if (findCollection(connection, database, name) !== undefined) {
    throw commandError('NamespaceExists', `Collection ${database}.${name} already exists.`)
  }
  const info = encode({ uuid: new UUID().toBinary() })
  const { lastInsertRowid } = connection
    .query('INSERT INTO collections (db, name, info) VALUES (?, ?, ?)')
    .run(database, name, info)
  insertIndex(connection, Number(lastInsertRowid), ID_INDEX)
  connection.catalogChanged()
  const created = findCollection(connection, database, name)
  if (created === undefined) throw new Error('a collection just made is missing')
  return created
}

export function ensureCollection(connection: Connection, database: string, name: string): Collection {
  return findCollection(connection, database, name) ?? createCollection(connection, database, name)
}

export function dropCollection(connection: Connection, { id, indexes }: Collection): void {
  for (const index of indexes) connection.query('DELETE FROM entries WHERE idx=?').run(index.id)
  connection.query('DELETE FROM indexes WHERE collection=?').run(id)
  connection.query('DELETE FROM documents WHERE collection=?').run(id)
  connection.query('DELETE FROM collections WHERE id=?').run(id)
  connection.catalogChanged()
}

export function collectionNames(
  connection: Connection,
  database: string,
): { name: string; info: Document }[] {
  const rows = connection.query('SELECT name, info FROM collections WHERE db=? ORDER BY name').all(database)
  return rows.map(([name, info]) => ({ name: String(name), info: blob(info) }))
}

/** Every collection there is, as pairs of database and name. */
export function allCollections(connection: Connection): (readonly [string, string])[] {
  const rows = connection.query('SELECT db, name FROM collections ORDER BY db, name').all()
  return rows.map(([database, name]) => [String(database), String(name)] as const)
}

function insertIndex(connection: Connection, collection: number, spec: Document): number {
  const name = String(spec['name'])
  const { lastInsertRowid } = connection
    .query('INSERT INTO indexes (collection, name, spec) VALUES (?, ?, ?)')
    .run(collection, name, encode(spec))
  return Number(lastInsertRowid)
}

const NO_OPTIONS = new Set(['v', 'name', 'key'])

function optionsOf(spec: Document): string {
  const options = Object.entries(spec).filter(([name, value]) => !NO_OPTIONS.has(name) && value !== false)
  return showValue(Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1))))
}

function sameKey(a: Document, b: Document): boolean {
  return showValue(a['key']) === showValue(b['key'])
}

/** True when an equal index exists already. @throws {CommandError} when one exists that differs */
function existsAlready(collection: Collection, spec: Document): boolean {
  const sameName = collection.indexes.find((index) => index.name === spec['name'])
  const both = (index: Index): string =>
    `Requested index: ${showValue(spec)}, existing index: ${showValue(index.spec)}`
  if (sameName !== undefined) {
    if (!sameKey(sameName.spec, spec)) {
      throw commandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. ${both(sameName)}`,
      )
    }
    if (sameName.name === '_id_' || optionsOf(sameName.spec) === optionsOf(spec)) return true
    throw commandError(
      'IndexOptionsConflict',
      `An equivalent index already exists with the same name but different options. ${both(sameName)}`,
    )
  }
  const partial = showValue(spec['partialFilterExpression'])
  const equivalent = collection.indexes.find(
    (index) => sameKey(index.spec, spec) && showValue(index.spec['partialFilterExpression']) === partial,
  )
  if (equivalent === undefined) return false
  // An index on _id alone is the one that every collection has.
  if (equivalent.name === '_id_') return true
  throw commandError('IndexOptionsConflict', `Index already exists with a different name: ${equivalent.name}`)
}

/** Enters an index into the catalog; undefined when an equal one is there. Its entries are built by the caller. */
export function addIndex(
  connection: Connection,
  collection: Collection,
  requested: Document,
): Index | undefined {
  const spec = checkedSpec(requested)
  if (existsAlready(collection, spec)) return undefined
  const id = insertIndex(connection, collection.id, spec)
  connection.catalogChanged()
  return indexFromSpec(id, spec, 0)
}

export function dropIndex(connection: Connection, index: Index): void {
  connection.query('DELETE FROM entries WHERE idx=?').run(index.id)
  connection.query('DELETE FROM indexes WHERE id=?').run(index.id)
  connection.catalogChanged()
}

/** Notes the fields whose bounds can no longer be combined, nor their order used. */
export function markMultikey(connection: Connection, index: Index, fields: FieldSet): void {
  if ((fields & ~index.multikey) === 0) return
  index.multikey |= fields
  connection.query('UPDATE indexes SET multikey=? WHERE id=?').run(index.multikey * 2, index.id)
  connection.catalogChanged()
}

/** The index with a name or a key pattern. */
export function findIndex(collection: Collection, wanted: unknown): Index | undefined {
  return collection.indexes.find((index) =>
    isDocument(wanted) ? showValue(index.spec['key']) === showValue(wanted) : index.name === wanted,
  )
}
