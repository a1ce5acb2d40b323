import { type Document, field } from '../bson/document.ts'
import { MAX_DOCUMENT_BYTES } from '../bson/encode.ts'
import { commandError, notSupported } from '../errors.ts'
import { select } from '../planner/select.ts'
import type { Variables } from '../query/match.ts'
import type { Reply } from '../server/reply.ts'
import { ensureCollection, findCollection } from '../store/catalog.ts'
import { deleteDocument, type StoredDocument } from '../store/documents.ts'
import { prepareUpdate } from '../update/apply.ts'
import { wholeNumber } from '../values/numbers.ts'
import { refuseCollation } from './collation.ts'
import {
  collectionName,
  type CommandContext,
  type CommandTable,
  documentsField,
  fieldSet,
  filterField,
  flagField,
  hintField,
  variablesField,
} from './definition.ts'
import {
  type BatchResult,
  checkBatchSize,
  insertOne,
  replaceStored,
  runBatch,
  upsertOne,
} from './write-batch.ts'

function batchReply({ n, writeErrors }: BatchResult, added: Document = {}): Reply {
  return { n, ...added, ...(writeErrors.length > 0 && { writeErrors }), ok: 1 }
}

function insert(context: CommandContext): Reply {
  const documents = documentsField(context.command, 'documents')
  const raw = context.sequences.get('documents')
  const name = collectionName(context)
  checkBatchSize(documents)
  ensureCollection(context.connection, context.database, name)
  return batchReply(
    runBatch(context, documents, (document, index) => {
      const bytes = raw?.[index]
      if (bytes !== undefined && bytes.length > MAX_DOCUMENT_BYTES) {
        throw commandError('BSONObjectTooLarge', `object to insert too large. size in bytes: ${bytes.length}`)
      }
      insertOne(context, name, document, bytes)
      return 1
    }),
  )
}

/** All documents an operation is about, read to the end before the first of them is changed. */
function affected(
  context: CommandContext,
  name: string,
  operation: Document,
  limit: number,
  variables: Variables,
): StoredDocument[] {
  const collection = findCollection(context.connection, context.database, name)
  const query = { filter: filterField(operation, 'q'), limit, hint: hintField(operation), variables }
  return [...select(context.connection, collection, query, context.limits).documents]
}

function checkOperation(operation: Document, command: string, known: ReadonlySet<string>): void {
  const unknown = Object.keys(operation).find((key) => !known.has(key))
  if (unknown !== undefined) {
    throw commandError('UnknownField', `BSON field '${command}.${unknown}' is an unknown field.`)
  }
  refuseCollation(operation)
}

const UPDATE_FIELDS = fieldSet('q u multi upsert arrayFilters hint collation c')

interface UpdateTotals {
  modified: number
  readonly upserted: Document[]
}

function updateOperation(
  context: CommandContext,
  name: string,
  operation: Document,
  index: number,
  totals: UpdateTotals,
): number {
  checkOperation(operation, 'update.updates', UPDATE_FIELDS)
  const multi = flagField(operation, 'multi')
  const filter = filterField(operation, 'q')
  const variables = { ...variablesField(context.command, 'let'), ...variablesField(operation, 'c') }
  const arrayFilters = documentsField(operation, 'arrayFilters')
  const update = prepareUpdate({ update: field(operation, 'u'), multi, filter, arrayFilters, variables })
  const found = affected(context, name, operation, multi ? 0 : 1, variables)
  if (found.length === 0) {
    if (!flagField(operation, 'upsert')) return 0
    const inserted = upsertOne(context, name, filter, update)
    totals.upserted.push({ index, _id: inserted['_id'] })
    return 1
  }
  for (const stored of found) {
    if (replaceStored(context, name, stored, update.apply(stored.document))) totals.modified += 1
  }
  return found.length
}

function update(context: CommandContext): Reply {
  const operations = documentsField(context.command, 'updates')
  const name = collectionName(context)
  checkBatchSize(operations)
  if (operations.some((operation) => 'sort' in operation)) {
    throw commandError('UnknownField', "BSON field 'update.updates.sort' is an unknown field.")
  }
  const totals: UpdateTotals = { modified: 0, upserted: [] }
  const result = runBatch(context, operations, (operation, index) =>
    updateOperation(context, name, operation, index, totals),
  )
  return batchReply(result, {
    nModified: totals.modified,
    ...(totals.upserted.length > 0 && { upserted: totals.upserted }),
  })
}

const DELETE_FIELDS = fieldSet('q limit hint collation')

function deleteOperation(context: CommandContext, name: string, operation: Document): number {
  checkOperation(operation, 'delete.deletes', DELETE_FIELDS)
  const limit = wholeNumber(field(operation, 'limit'))
  if (limit !== 0 && limit !== 1) {
    throw commandError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
    )
  }
  const found = affected(context, name, operation, limit, variablesField(context.command, 'let'))
  const collection = findCollection(context.connection, context.database, name)
  if (collection === undefined) return 0
  for (const stored of found) deleteDocument(context.connection, collection, stored)
  return found.length
}

function remove(context: CommandContext): Reply {
  const operations = documentsField(context.command, 'deletes')
  const name = collectionName(context)
  checkBatchSize(operations)
  return batchReply(runBatch(context, operations, (operation) => deleteOperation(context, name, operation)))
}

/** The command of drivers for MongoDB 8.0; those for 7.0 never send it. */
function bulkWrite(): Reply {
  throw notSupported('the command bulkWrite of MongoDB 8.0')
}

export const WRITE_COMMANDS: CommandTable = {
  insert: { fields: fieldSet('documents ordered'), writes: true, allowedInTransaction: true, run: insert },
  update: { fields: fieldSet('updates ordered'), writes: true, allowedInTransaction: true, run: update },
  delete: { fields: fieldSet('deletes ordered'), writes: true, allowedInTransaction: true, run: remove },
  bulkWrite: { run: bulkWrite },
}
