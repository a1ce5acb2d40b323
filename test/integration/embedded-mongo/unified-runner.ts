import mongoose, { type mongo } from 'mongoose'
import {
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  matchValue,
  Mismatch,
  NotRunnable,
  textOf,
} from './unified-match.ts'
import { checkError, checkEvents, checkResult, type CommandEvent } from './unified-expectations.ts'
import { execute, operationOf } from './unified-operations.ts'

/** What the server calls itself. */
const SERVER_VERSION = '7.0.0'
const TOPOLOGY = 'replicaset'

function atLeast(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number))
  for (let part = 0; part < 3; part++) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

function isMet(requirement: Fields): boolean {
  const { minServerVersion, maxServerVersion, topologies, auth, csfle, serverless } = requirement
  if (typeof minServerVersion === 'string' && !atLeast(SERVER_VERSION, minServerVersion)) return false
  if (typeof maxServerVersion === 'string' && !atLeast(maxServerVersion, SERVER_VERSION)) return false
  if (Array.isArray(topologies) && !topologies.includes(TOPOLOGY)) return false
  return auth !== true && csfle === undefined && serverless !== 'require'
}

/** False when a suite or test is not meant for this server. */
export function isMeantForUs(item: Fields): boolean {
  const requirements = listOf(item['runOnRequirements'])
  if (item['skipReason'] !== undefined) return false
  return requirements.length === 0 || requirements.some((one) => isMet(fieldsOf(one)))
}

interface World {
  readonly entities: Map<string, unknown>
  readonly clients: mongo.MongoClient[]
  readonly events: Map<string, CommandEvent[]>
}

const IGNORED_COMMANDS = ['configureFailPoint', 'hello', 'isMaster']

function observe(client: mongo.MongoClient, spec: Fields, events: CommandEvent[]): void {
  const ignored = new Set([...listOf(spec['ignoreCommandMonitoringEvents']), ...IGNORED_COMMANDS])
  const wanted = listOf(spec['observeEvents'])
  for (const kind of ['Started', 'Succeeded', 'Failed'] as const) {
    const name = `command${kind}Event`
    if (!wanted.includes(name)) continue
    client.on(`command${kind}`, (event: { readonly commandName: string }) => {
      if (!ignored.has(event.commandName)) events.push([name, { ...event }])
    })
  }
}

async function createClient(uri: string, spec: Fields, world: World): Promise<void> {
  const options = { ...fieldsOf(spec['uriOptions']), monitorCommands: true, serverSelectionTimeoutMS: 3000 }
  const client = new mongoose.mongo.MongoClient(uri, options)
  const events: CommandEvent[] = []
  world.events.set(textOf(spec['id']), events)
  observe(client, spec, events)
  await client.connect()
  world.clients.push(client)
  world.entities.set(textOf(spec['id']), client)
}

async function createEntity(uri: string, entity: Fields, world: World): Promise<void> {
  const [[kind, value] = ['', undefined]] = Object.entries(entity)
  const spec = fieldsOf(value)
  const { entities } = world
  const id = textOf(spec['id'])
  switch (kind) {
    case 'client':
      return createClient(uri, spec, world)
    case 'database': {
      const client = entities.get(textOf(spec['client'])) as mongo.MongoClient
      entities.set(id, client.db(textOf(spec['databaseName']), fieldsOf(spec['databaseOptions'])))
      return
    }
    case 'collection': {
      const database = entities.get(textOf(spec['database'])) as mongo.Db
      entities.set(
        id,
        database.collection(textOf(spec['collectionName']), fieldsOf(spec['collectionOptions'])),
      )
      return
    }
    case 'session': {
      const client = entities.get(textOf(spec['client'])) as mongo.MongoClient
      entities.set(id, client.startSession(fieldsOf(spec['sessionOptions'])))
      return
    }
    default:
      throw new NotRunnable(`an entity of kind ${kind}`)
  }
}

async function fill(util: mongo.MongoClient, data: Fields): Promise<void> {
  const database = util.db(textOf(data['databaseName']))
  const name = textOf(data['collectionName'])
  await database.collection(name).drop()
  const documents = listOf(data['documents']).filter(isFields)
  if (documents.length > 0) await database.collection(name).insertMany(documents)
  else await database.createCollection(name, fieldsOf(data['createOptions']))
}

async function runOperation(value: unknown, entities: Map<string, unknown>): Promise<void> {
  const operation = operationOf(value)
  const { expectError, expectResult, ignoreResultAndError, saveResultAsEntity } = fieldsOf(value)
  let result: unknown
  try {
    result = await execute(operation, entities, (inner) => runOperation(inner, entities))
  } catch (error) {
    if (error instanceof NotRunnable || error instanceof Mismatch) throw error
    if (ignoreResultAndError === true) return
    if (expectError === undefined) throw error
    checkError(error, fieldsOf(expectError))
    return
  }
  if (expectError !== undefined) throw new Mismatch(`${operation.name} succeeded but was not supposed to`)
  if (expectResult !== undefined) checkResult(operation.name, expectResult, result, entities)
  if (saveResultAsEntity !== undefined) entities.set(textOf(saveResultAsEntity), result)
}

async function checkOutcome(
  util: mongo.MongoClient,
  outcome: Fields,
  entities: Map<string, unknown>,
): Promise<void> {
  const collection = util.db(textOf(outcome['databaseName'])).collection(textOf(outcome['collectionName']))
  const documents = await collection.find({}, { sort: { _id: 1 } }).toArray()
  matchValue(outcome['documents'], documents, 'outcome', entities, false)
}

async function endSessions({ entities }: World): Promise<void> {
  for (const entity of entities.values()) {
    if (entity instanceof mongoose.mongo.ClientSession) await entity.endSession()
  }
}

/** Runs one test. @throws {Mismatch} @throws {NotRunnable} */
export async function runTest(
  uri: string,
  util: mongo.MongoClient,
  suite: Fields,
  test: Fields,
): Promise<void> {
  const world: World = {
    entities: new Map<string, unknown>([['__util', util]]),
    clients: [],
    events: new Map(),
  }
  try {
    for (const data of listOf(suite['initialData'])) await fill(util, fieldsOf(data))
    for (const entity of listOf(suite['createEntities'])) await createEntity(uri, fieldsOf(entity), world)
    for (const operation of listOf(test['operations'])) await runOperation(operation, world.entities)
    for (const expectation of listOf(test['expectEvents']))
      checkEvents(fieldsOf(expectation), world.events, world.entities)
    await endSessions(world)
    for (const outcome of listOf(test['outcome'])) await checkOutcome(util, fieldsOf(outcome), world.entities)
  } finally {
    await endSessions(world)
    await Promise.all(world.clients.map((client) => client.close(true)))
  }
}
