import { type Document, field, isDocument, isEmptyDocument } from '../bson/document.ts'
import { encode } from '../bson/encode.ts'
import { commandError, notSupported } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Reply } from '../server/reply.ts'
import {
  addIndex,
  allCollections,
  collectionNames,
  createCollection,
  dropCollection,
  dropIndex,
  ensureCollection,
  findCollection,
  findIndex,
} from '../store/catalog.ts'
import type { Collection } from '../store/collection.ts'
import { buildIndex, countDocuments } from '../store/documents.ts'
import { scanCollection } from '../store/scan.ts'
import { isTruthy } from '../values/numbers.ts'
import { showValue } from '../values/show.ts'
import {
  collectionName,
  type CommandContext,
  type CommandTable,
  countField,
  documentsField,
  documentField,
  fieldSet,
  filterField,
  flagField,
} from './definition.ts'
import { DEFAULT_BATCH } from './reading.ts'
import { checkBatchSize } from './write-batch.ts'

const UNSUPPORTED_CREATE_OPTIONS =
  'capped timeseries viewOn clusteredIndex changeStreamPreAndPostImages encryptedFields expireAfterSeconds validator'.split(
    ' ',
  )

function create(context: CommandContext): Reply {
  for (const name of UNSUPPORTED_CREATE_OPTIONS) {
    const value = field(context.command, name)
    const given = isDocument(value) ? !isEmptyDocument(value) : value !== undefined && isTruthy(value)
    if (given) throw notSupported(`the collection option '${name}'`)
  }
  createCollection(context.connection, context.database, collectionName(context))
  return { ok: 1 }
}

function existing(context: CommandContext): Collection {
  const name = collectionName(context)
  const collection = findCollection(context.connection, context.database, name)
  if (collection === undefined) {
    throw commandError('NamespaceNotFound', `ns does not exist: ${context.database}.${name}`)
  }
  return collection
}

function createIndexes(context: CommandContext): Reply {
  const { connection, database } = context
  const name = collectionName(context)
  const wanted = documentsField(context.command, 'indexes')
  checkBatchSize(wanted)
  const isNew = findCollection(connection, database, name) === undefined
  const before = ensureCollection(connection, database, name).indexes.length
  let made = 0
  for (const spec of wanted) {
    const collection = ensureCollection(connection, database, name)
    const index = addIndex(connection, collection, spec)
    if (index === undefined) continue
    buildIndex(connection, collection, index, scanCollection(connection, collection, false))
    made += 1
  }
  return {
    numIndexesBefore: before,
    numIndexesAfter: before + made,
    createdCollectionAutomatically: isNew,
    ...(made === 0 && { note: 'all indexes already exist' }),
    ok: 1,
  }
}

/** The reply to commands that list things, as a cursor of finished documents. */
function listReply(context: CommandContext, namespace: string, items: readonly Document[]): Reply {
  const cursor = documentField(context.command, 'cursor') ?? {}
  return context.engine.cursors.open({
    namespace,
    documents: items.map((item) => encode(item)),
    batchSize: countField(cursor, 'batchSize') ?? DEFAULT_BATCH,
  })
}

function listIndexes(context: CommandContext): Reply {
  const { name, database, indexes } = existing(context)
  return listReply(
    context,
    `${database}.$cmd.listIndexes.${name}`,
    indexes.map(({ spec }) => spec),
  )
}

function killCursorsOf(context: CommandContext, namespace: string): void {
  context.engine.cursors.killWhere((cursor) => cursor.namespace === namespace)
}

function dropOneIndex(context: CommandContext, collection: Collection, wanted: unknown): void {
  const index = findIndex(collection, wanted)
  if (index === undefined) {
    throw commandError(
      'IndexNotFound',
      `index not found with name [${typeof wanted === 'string' ? wanted : showValue(wanted)}]`,
    )
  }
  if (index.name === '_id_') throw commandError('InvalidOptions', 'cannot drop _id index')
  dropIndex(context.connection, index)
}

function dropIndexes(context: CommandContext): Reply {
  const collection = existing(context)
  const selected = field(context.command, 'index')
  for (const wanted of Array.isArray(selected) ? (selected as unknown[]) : [selected]) {
    if (wanted !== '*') dropOneIndex(context, collection, wanted)
    else
      for (const index of collection.indexes) if (index.name !== '_id_') dropIndex(context.connection, index)
  }
  killCursorsOf(context, collection.namespace)
  return { nIndexesWas: collection.indexes.length, ok: 1 }
}

function drop(context: CommandContext): Reply {
  const collection = findCollection(context.connection, context.database, collectionName(context))
  if (collection === undefined) return { ok: 1 }
  dropCollection(context.connection, collection)
  killCursorsOf(context, collection.namespace)
  return { nIndexesWas: collection.indexes.length, ns: collection.namespace, ok: 1 }
}

function dropDatabase(context: CommandContext): Reply {
  const { connection, database } = context
  for (const { name } of collectionNames(connection, database)) {
    const collection = findCollection(connection, database, name)
    if (collection !== undefined) dropCollection(connection, collection)
    killCursorsOf(context, `${database}.${name}`)
  }
  return { dropped: database, ok: 1 }
}

function listCollections(context: CommandContext): Reply {
  const { command, connection, database } = context
  const matches = compileFilter(filterField(command, 'filter'))
  const all = collectionNames(connection, database).map(({ name, info }) => ({
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid: info['uuid'] },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  }))
  const wanted = all.filter((collection) => matches(collection))
  const short = flagField(command, 'nameOnly')
  return listReply(
    context,
    `${database}.$cmd.listCollections`,
    short ? wanted.map(({ name, type }) => ({ name, type })) : wanted,
  )
}

/** Bytes of the documents; what indexes take is not counted. */
function sizeOf(context: CommandContext, collection: Collection): number {
  const sum = context.connection.query('SELECT total(length(bson)) FROM documents WHERE collection=?')
  return Number(sum.get(collection.id)?.[0] ?? 0)
}

function listDatabases(context: CommandContext): Reply {
  const { command, connection } = context
  const matches = compileFilter(filterField(command, 'filter'))
  const sizes = new Map<string, number>()
  for (const [database, name] of allCollections(connection)) {
    const collection = findCollection(connection, database, name)
    const size = collection === undefined ? 0 : sizeOf(context, collection)
    sizes.set(database, (sizes.get(database) ?? 0) + size)
  }
  const databases = [...sizes].map(([name, sizeOnDisk]) => ({ name, sizeOnDisk, empty: false }))
  const wanted = databases.filter((database) => matches(database))
  if (flagField(command, 'nameOnly')) return { databases: wanted.map(({ name }) => ({ name })), ok: 1 }
  return { databases: wanted, totalSize: wanted.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0), ok: 1 }
}

function collStats(context: CommandContext): Reply {
  const name = collectionName(context)
  const collection = findCollection(context.connection, context.database, name)
  return {
    ns: `${context.database}.${name}`,
    count: collection === undefined ? 0 : countDocuments(context.connection, collection),
    size: collection === undefined ? 0 : sizeOf(context, collection),
    nindexes: collection?.indexes.length ?? 0,
    capped: false,
    ok: 1,
  }
}

function dbStats(context: CommandContext): Reply {
  return {
    db: context.database,
    collections: collectionNames(context.connection, context.database).length,
    ok: 1,
  }
}

export const CATALOG_COMMANDS: CommandTable = {
  create: {
    fields: fieldSet(
      'capped size max validator validationLevel validationAction timeseries expireAfterSeconds clusteredIndex ' +
        'changeStreamPreAndPostImages indexOptionDefaults viewOn pipeline encryptedFields storageEngine autoIndexId idIndex',
    ),
    writes: true,
    allowedInTransaction: true,
    run: create,
  },
  createIndexes: {
    fields: fieldSet('indexes commitQuorum'),
    writes: true,
    allowedInTransaction: true,
    run: createIndexes,
  },
  listIndexes: { fields: fieldSet('cursor'), run: listIndexes },
  dropIndexes: { fields: fieldSet('index'), writes: true, run: dropIndexes },
  drop: { fields: fieldSet('encryptedFields'), writes: true, run: drop },
  dropDatabase: { fields: new Set(), writes: true, run: dropDatabase },
  listCollections: { fields: fieldSet('filter nameOnly cursor authorizedCollections'), run: listCollections },
  listDatabases: { fields: fieldSet('filter nameOnly authorizedDatabases'), run: listDatabases },
  collStats: { run: collStats },
  dbStats: { run: dbStats },
}
