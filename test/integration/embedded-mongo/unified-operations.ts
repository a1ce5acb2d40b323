import type { mongo } from 'mongoose'
import { type Fields, fieldsOf, listOf, Mismatch, NotRunnable, textOf } from './unified-match.ts'

type Entities = Map<string, unknown>

/** An operation as the JSON describes it. */
export interface Operation {
  readonly name: string
  readonly object: string
  readonly arguments: Fields
}

export function operationOf(value: unknown): Operation {
  const fields = fieldsOf(value)
  return {
    name: textOf(fields['name']),
    object: textOf(fields['object']),
    arguments: fieldsOf(fields['arguments']),
  }
}

type Methods = Record<string, (...parameters: unknown[]) => unknown>

/** Positional arguments of the driver's methods; what is left are the options. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  countDocuments: ['filter'],
  deleteMany: ['filter'],
  deleteOne: ['filter'],
  distinct: ['fieldName', 'filter'],
  estimatedDocumentCount: [],
  findOne: ['filter'],
  findOneAndDelete: ['filter'],
  findOneAndReplace: ['filter', 'replacement'],
  findOneAndUpdate: ['filter', 'update'],
  insertMany: ['documents'],
  insertOne: ['document'],
  replaceOne: ['filter', 'replacement'],
  updateMany: ['filter', 'update'],
  updateOne: ['filter', 'update'],
  createCollection: ['collection'],
  dropCollection: ['collection'],
  createIndex: ['keys'],
  dropIndex: ['name'],
  dropIndexes: [],
  bulkWrite: ['requests'],
  startTransaction: [],
  commitTransaction: [],
  abortTransaction: [],
  endSession: [],
  runCommand: ['command'],
  aggregate: ['pipeline'],
  find: ['filter'],
  listIndexes: [],
  listCollections: ['filter'],
}
const CURSORS = new Set(['aggregate', 'find', 'listIndexes', 'listCollections'])
const STATES: Readonly<Record<string, string>> = {
  none: 'NO_TRANSACTION',
  starting: 'STARTING_TRANSACTION',
  in_progress: 'TRANSACTION_IN_PROGRESS',
  committed: 'TRANSACTION_COMMITTED',
  aborted: 'TRANSACTION_ABORTED',
}

function resolved(args: Fields, entities: Entities): Fields {
  const options = { ...args }
  if (options['session'] !== undefined) options['session'] = entities.get(textOf(options['session']))
  if (typeof options['returnDocument'] === 'string')
    options['returnDocument'] = options['returnDocument'].toLowerCase()
  delete options['commandName']
  return options
}

async function callMethod(operation: Operation, entities: Entities): Promise<unknown> {
  const positional = POSITIONAL[operation.name]
  if (positional === undefined) throw new NotRunnable(`the operation ${operation.name}`)
  const target = entities.get(operation.object) as Methods
  const options = resolved(operation.arguments, entities)
  const parameters = positional.map((name) => options[name])
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !positional.includes(name)))
  const method = operation.name === 'runCommand' ? 'command' : operation.name
  const call = target[method]
  if (call === undefined) throw new NotRunnable(`the method ${method}`)
  const result = await call.call(target, ...parameters, rest)
  return CURSORS.has(operation.name) ? (result as mongo.FindCursor).toArray() : result
}

async function names(entities: Entities, args: Fields): Promise<string[]> {
  const client = entities.get('__util') as mongo.MongoClient
  const list = await client.db(textOf(args['databaseName'])).listCollections().toArray()
  return list.map(({ name }) => name)
}

async function indexNames(entities: Entities, args: Fields): Promise<unknown[]> {
  const client = entities.get('__util') as mongo.MongoClient
  const collection = client.db(textOf(args['databaseName'])).collection(textOf(args['collectionName']))
  try {
    return (await collection.listIndexes().toArray()).map((index: Fields) => index['name'])
  } catch {
    return []
  }
}

function check(fact: boolean, operation: Operation): void {
  if (!fact) throw new Mismatch(`${operation.name} does not hold`)
}

async function assertion(operation: Operation, entities: Entities): Promise<void> {
  const args = operation.arguments
  switch (operation.name) {
    case 'assertCollectionExists':
      check((await names(entities, args)).includes(textOf(args['collectionName'])), operation)
      return
    case 'assertCollectionNotExists':
      check(!(await names(entities, args)).includes(textOf(args['collectionName'])), operation)
      return
    case 'assertIndexExists':
      check((await indexNames(entities, args)).includes(args['indexName']), operation)
      return
    case 'assertIndexNotExists':
      check(!(await indexNames(entities, args)).includes(args['indexName']), operation)
      return
    case 'assertSessionTransactionState': {
      const session = fieldsOf({ ...(entities.get(textOf(args['session'])) as object) })
      check(
        fieldsOf({ ...(session['transaction'] as object) })['state'] === STATES[textOf(args['state'])],
        operation,
      )
      return
    }
    default:
      throw new NotRunnable(`the assertion ${operation.name}`)
  }
}

/** Runs one operation and gives its result. `nested` runs the operations of a transaction callback. */
export async function execute(
  operation: Operation,
  entities: Entities,
  nested: (value: unknown) => Promise<void>,
): Promise<unknown> {
  if (operation.name.startsWith('assert')) return assertion(operation, entities)
  if (operation.name !== 'withTransaction') return callMethod(operation, entities)
  const session = entities.get(operation.object) as mongo.ClientSession
  const { callback, ...options } = operation.arguments
  return session.withTransaction(async () => {
    for (const inner of listOf(callback)) await nested(inner)
  }, options)
}
