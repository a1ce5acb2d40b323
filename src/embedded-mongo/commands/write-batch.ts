import { ObjectId } from 'bson'
import { type Document, field, firstKey, isDocument, withLeadingId } from '../bson/document.ts'
import { encode, encodeStored } from '../bson/encode.ts'
import { CommandError, commandError } from '../errors.ts'
import { ensureCollection } from '../store/catalog.ts'
import { insertDocument, type StoredDocument, updateDocument } from '../store/documents.ts'
import { seedFromFilter } from '../update/upsert.ts'
import type { PreparedUpdate } from '../update/apply.ts'
import { isRegExp } from '../values/order.ts'
import type { CommandContext } from './definition.ts'

/** As announced in `hello`. */
export const MAX_WRITE_BATCH = 100_000

export function checkBatchSize(list: readonly unknown[]): void {
  if (list.length < 1 || list.length > MAX_WRITE_BATCH) {
    throw commandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${list.length} operations.`,
    )
  }
}

export interface BatchResult {
  readonly n: number
  readonly writeErrors: readonly Document[]
}

/**
 * Runs the operations of one command. One that fails is reported and leaves the earlier ones
 * done; an ordered batch ends with it. Failures that are no fault of the client end the command.
 */
export function runBatch<T>(
  context: CommandContext,
  operations: readonly T[],
  run: (operation: T, index: number) => number,
): BatchResult {
  const writeErrors: Document[] = []
  let n = 0
  for (const [index, operation] of operations.entries()) {
    try {
      n += run(operation, index)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details })
      if (field(context.command, 'ordered') !== false) break
    }
  }
  return { n, writeErrors }
}

export function checkId(id: unknown): void {
  if (Array.isArray(id) || isRegExp(id) || id === undefined) {
    throw commandError('InvalidIdField', "The '_id' value cannot be of type array, regex or undefined")
  }
  const bad = isDocument(id) ? Object.keys(id).find((name) => name.startsWith('$')) : undefined
  if (bad !== undefined) {
    throw commandError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${bad} is not valid for storage.`,
    )
  }
}

/** Inserts a document; its bytes are stored as they came when `_id` is its first field. */
export function insertOne(
  context: CommandContext,
  collection: string,
  given: Document,
  raw: Buffer | undefined,
): Document {
  const id = field(given, '_id') ?? (Object.hasOwn(given, '_id') ? null : new ObjectId())
  checkId(id)
  const document = withLeadingId(given, id)
  const bytes = raw !== undefined && firstKey(given) === '_id' ? raw : encodeStored(document)
  const target = ensureCollection(context.connection, context.database, collection)
  insertDocument(context.connection, target, document, bytes)
  return document
}

/** Writes the new form of a document; false when nothing changed. */
export function replaceStored(
  context: CommandContext,
  collection: string,
  stored: StoredDocument,
  changed: Document,
): boolean {
  const raw = encodeStored(changed)
  if (raw.equals(encode(stored.document))) return false
  const target = ensureCollection(context.connection, context.database, collection)
  updateDocument(context.connection, target, stored, changed, raw)
  return true
}

/** The document that an upsert without a match inserts. */
export function upsertOne(
  context: CommandContext,
  collection: string,
  filter: Document,
  update: PreparedUpdate,
): Document {
  const equalities = seedFromFilter(filter)
  const id = field(equalities, '_id')
  const seed = update.isReplacement ? (id === undefined ? {} : { _id: id }) : equalities
  return insertOne(context, collection, update.insertFrom(seed), undefined)
}
