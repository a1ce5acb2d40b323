import { type Document, field } from '../bson/document.ts'
import { encode } from '../bson/encode.ts'
import { commandError, notSupported } from '../errors.ts'
import { countMatching, type Selection, select } from '../planner/select.ts'
import { createProjector, type Projector } from '../projection/apply.ts'
import type { Reply } from '../server/reply.ts'
import { findCollection } from '../store/catalog.ts'
import type { StoredDocument } from '../store/documents.ts'
import { isTruthy, plainNumber, wholeNumber } from '../values/numbers.ts'
import { keyText } from '../values/keys.ts'
import { leaves } from '../values/paths.ts'
import {
  collectionName,
  type CommandContext,
  type CommandTable,
  countField,
  documentField,
  fieldSet,
  filterField,
  flagField,
  hintField,
  variablesField,
} from './definition.ts'

/** Documents of the first batch when the client asks for no number. */
export const DEFAULT_BATCH = 101

const UNSUPPORTED_FIND_OPTIONS = [
  'tailable',
  'awaitData',
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'oplogReplay',
]

function refuseFindOptions(command: Document): void {
  for (const name of UNSUPPORTED_FIND_OPTIONS) {
    const value = field(command, name)
    if (value !== undefined && isTruthy(value)) throw notSupported(`the find option '${name}'`)
  }
}

/** A negative limit, of old clients, also means "one batch". */
function limitOf(command: Document): { readonly limit: number; readonly single: boolean } {
  const limit = wholeNumber(field(command, 'limit') ?? 0) ?? 0
  return { limit: Math.abs(limit), single: limit < 0 || flagField(command, 'singleBatch') }
}

/** The documents that a find command asks for. */
export function selectForFind(context: CommandContext, command: Document, name: string): Selection {
  refuseFindOptions(command)
  return select(
    context.connection,
    findCollection(context.connection, context.database, name),
    {
      filter: filterField(command, 'filter'),
      sort: documentField(command, 'sort'),
      skip: countField(command, 'skip'),
      limit: limitOf(command).limit,
      hint: hintField(command),
      variables: variablesField(command, 'let'),
    },
    context.limits,
  )
}

function* bytesOf(documents: Iterable<StoredDocument>, projector: Projector | undefined): Iterable<Buffer> {
  for (const stored of documents)
    yield projector === undefined ? stored.raw : encode(projector(stored.document))
}

function find(context: CommandContext): Reply {
  const { command } = context
  const name = collectionName(context)
  const { documents } = selectForFind(context, command, name)
  const spec = documentField(command, 'projection') ?? {}
  const projector = createProjector(
    spec,
    'find',
    filterField(command, 'filter'),
    variablesField(command, 'let'),
  )
  return context.engine.cursors.open({
    namespace: `${context.database}.${name}`,
    documents: bytesOf(documents, projector),
    batchSize: countField(command, 'batchSize') ?? DEFAULT_BATCH,
    singleBatch: limitOf(command).single,
    transactionOf: context.inTransaction ? context.session : undefined,
    snapshot: context.snapshot,
  })
}

function cursorId(value: unknown): bigint {
  const id = plainNumber(value)
  if (id === undefined || !Number.isInteger(Number(id)))
    throw commandError('TypeMismatch', 'a cursor id must be an int64')
  return BigInt(id)
}

function getMore(context: CommandContext): Reply {
  const { command, database, engine } = context
  const id = cursorId(field(command, 'getMore'))
  const owner = engine.cursors.transactionOf(id)
  if (owner !== undefined && owner !== context.session) {
    throw commandError('BadValue', 'the cursor was made in a transaction and can be read only there')
  }
  const batchSize = countField(command, 'batchSize') ?? 0
  const namespace = `${database}.${String(field(command, 'collection'))}`
  return engine.cursors.next(id, namespace, batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize)
}

function killCursors({ command, engine }: CommandContext): Reply {
  const ids = field(command, 'cursors')
  if (!Array.isArray(ids)) throw commandError('TypeMismatch', "'cursors' must be an array")
  const [killed, unknown]: [bigint[], bigint[]] = [[], []]
  for (const id of ids.map(cursorId)) (engine.cursors.kill(id) ? killed : unknown).push(id)
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 }
}

function count(context: CommandContext): Reply {
  const { command } = context
  const collection = findCollection(context.connection, context.database, collectionName(context))
  const query = {
    filter: filterField(command, 'query'),
    hint: hintField(command),
    skip: countField(command, 'skip') ?? 0,
    limit: limitOf(command).limit,
  }
  return { n: countMatching(context.connection, collection, query, context.limits), ok: 1 }
}

function distinct(context: CommandContext): Reply {
  const { command, connection, database } = context
  const path = field(command, 'key')
  if (typeof path !== 'string') throw commandError('TypeMismatch', "field 'key' must be a string")
  const collection = findCollection(connection, database, collectionName(context))
  const query = { filter: filterField(command, 'query'), hint: hintField(command) }
  const values = new Map<string, unknown>()
  for (const { document } of select(connection, collection, query, context.limits).documents) {
    for (const leaf of leaves(document, path.split('.'))) {
      for (const value of Array.isArray(leaf) ? (leaf as unknown[]) : [leaf]) {
        if (value !== undefined) values.set(keyText(value), value)
      }
    }
  }
  const ordered = [...values].sort(([a], [b]) => (a < b ? -1 : 1))
  const at = context.snapshot?.atClusterTime
  return { values: ordered.map(([, value]) => value), ...(at !== undefined && { atClusterTime: at }), ok: 1 }
}

export const READ_COMMANDS: CommandTable = {
  find: {
    fields: fieldSet(
      'filter sort projection hint skip limit batchSize singleBatch allowDiskUse noCursorTimeout returnKey ' +
        'showRecordId min max tailable awaitData allowPartialResults oplogReplay',
    ),
    allowedInTransaction: true,
    readsSnapshots: true,
    run: find,
  },
  getMore: { fields: fieldSet('collection batchSize'), allowedInTransaction: true, run: getMore },
  killCursors: { fields: fieldSet('cursors'), allowedInTransaction: true, run: killCursors },
  count: { fields: fieldSet('query limit skip hint fields'), run: count },
  distinct: {
    fields: fieldSet('key query hint'),
    allowedInTransaction: true,
    readsSnapshots: true,
    run: distinct,
  },
}
