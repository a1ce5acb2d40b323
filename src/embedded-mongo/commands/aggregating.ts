import { compilePipeline } from '../aggregate/pipeline.ts'
import type { DocumentSource } from '../aggregate/stage.ts'
import { limitOperand, skipOperand } from '../aggregate/stages-basic.ts'
import { type Document, field, firstKey, isDocument, isEmptyDocument } from '../bson/document.ts'
import { isDocumentArray } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { commandError, locationError, notSupported } from '../errors.ts'
import { countMatching, select } from '../planner/select.ts'
import type { Reply } from '../server/reply.ts'
import { findCollection } from '../store/catalog.ts'
import type { StoredDocument } from '../store/documents.ts'
import {
  collectionName,
  type CommandContext,
  type CommandTable,
  countField,
  documentField,
  fieldSet,
  flagField,
  hintField,
  variablesField,
} from './definition.ts'
import { DEFAULT_BATCH } from './reading.ts'

/** What the first stages say about which documents to read, and the stages that are left. */
interface PushedDown {
  readonly filter: Document
  readonly sort: Document | undefined
  readonly skip: number
  readonly limit: number
  readonly rest: readonly Document[]
}

function takeMatches(stages: Document[]): Document {
  const filters: Document[] = []
  for (let stage = stages[0]; stage !== undefined && isDocument(stage['$match']); stage = stages[0]) {
    filters.push(stage['$match'])
    stages.shift()
  }
  const [only] = filters
  if (only === undefined) return {}
  return filters.length === 1 ? only : { $and: filters }
}

/** `$match`, `$sort`, `$skip` and `$limit` at the beginning of a pipeline are done by the query, with its indexes. */
function pushDown(pipeline: readonly Document[]): PushedDown {
  const rest = [...pipeline]
  const filter = takeMatches(rest)
  const take = (name: string): unknown => {
    const stage = rest[0]
    if (stage === undefined || firstKey(stage) !== name) return undefined
    rest.shift()
    return stage[name]
  }
  const sort = take('$sort')
  if (sort !== undefined && (!isDocument(sort) || isEmptyDocument(sort))) {
    throw locationError(15976, '$sort stage must have at least one sort key')
  }
  const skip = take('$skip')
  const limit = take('$limit')
  return {
    filter,
    sort,
    skip: skip === undefined ? 0 : skipOperand(skip),
    limit: limit === undefined ? 0 : limitOperand(limit),
    rest,
  }
}

function* decoded(documents: Iterable<StoredDocument>): Iterable<Document> {
  for (const { document } of documents) yield document
}

function* encoded(documents: Iterable<Document>): Iterable<Buffer> {
  for (const document of documents) yield encode(document)
}

function* rawBytes(documents: Iterable<StoredDocument>): Iterable<Buffer> {
  for (const { raw } of documents) yield raw
}

function sourceOf(context: CommandContext): DocumentSource {
  return {
    find: (name, filter, variables) => {
      const collection = findCollection(context.connection, context.database, name)
      return decoded(select(context.connection, collection, { filter, variables }, context.limits).documents)
    },
  }
}

/** What `countDocuments` of the driver sends: counting needs no pipeline, and often no document. */
function isCount({ sort, rest }: PushedDown): boolean {
  const group = rest.length === 1 ? rest[0]?.['$group'] : undefined
  if (!isDocument(group) || sort !== undefined) return false
  const sum = isDocument(group['n']) ? group['n']['$sum'] : undefined
  return group['_id'] === 1 && sum === 1 && Object.keys(group).length === 2
}

function fromCollection(context: CommandContext, pipeline: readonly Document[]): Iterable<Buffer> {
  const { connection, command, database } = context
  const variables = variablesField(command, 'let')
  const pushed = pushDown(pipeline)
  const run = compilePipeline(pushed.rest, { source: sourceOf(context), variables })
  const collection = findCollection(connection, database, collectionName(context))
  const { filter, sort, skip, limit } = pushed
  const query = { filter, sort, skip, limit, hint: hintField(command), variables }
  if (isCount(pushed)) {
    const n = countMatching(connection, collection, query, context.limits)
    return n === 0 ? [] : [encode({ _id: 1, n })]
  }
  const { documents } = select(connection, collection, query, context.limits)
  return pushed.rest.length === 0 ? rawBytes(documents) : encoded(run(decoded(documents)))
}

function fromNothing(context: CommandContext, pipeline: readonly Document[]): Iterable<Buffer> {
  if (pipeline[0]?.['$documents'] === undefined) throw notSupported('an aggregation without a collection')
  const variables = variablesField(context.command, 'let')
  return encoded(compilePipeline(pipeline, { source: sourceOf(context), variables })([]))
}

function aggregate(context: CommandContext): Reply {
  const { command, commandName, database } = context
  const pipeline = field(command, 'pipeline')
  if (flagField(command, 'explain')) throw notSupported('explain of an aggregation')
  if (!isDocumentArray(pipeline)) {
    throw commandError('TypeMismatch', "'pipeline' option must be specified as an array of objects")
  }
  const cursor = documentField(command, 'cursor')
  if (cursor === undefined) {
    throw commandError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  }
  const ofDatabase = typeof field(command, commandName) !== 'string'
  const documents = ofDatabase ? fromNothing(context, pipeline) : fromCollection(context, pipeline)
  return context.engine.cursors.open({
    namespace: ofDatabase ? `${database}.$cmd.aggregate` : `${database}.${collectionName(context)}`,
    documents,
    batchSize: countField(cursor, 'batchSize') ?? DEFAULT_BATCH,
    transactionOf: context.inTransaction ? context.session : undefined,
    snapshot: context.snapshot,
  })
}

export const AGGREGATE_COMMANDS: CommandTable = {
  aggregate: {
    fields: fieldSet('pipeline cursor allowDiskUse hint explain'),
    allowedInTransaction: true,
    readsSnapshots: true,
    run: aggregate,
  },
}
