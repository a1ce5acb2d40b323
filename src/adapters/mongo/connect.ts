import { AsyncLocalStorage } from 'node:async_hooks'
import { mongo, Mongoose, type Collection, type Connection, type ConnectOptions } from 'mongoose'
import { UNTIMED, type AnswerPace } from '../../ports/dependency-pace.ts'
import { COLLECTIONS } from './collections.ts'
import type { MongoDatabase, RunningTransaction } from './database.ts'
import { abortable, answered, mapFailure } from './failures.ts'
import { watchHeartbeats } from './heartbeat.ts'
import { requireKnownSchema } from './schema-version.ts'
import { createMongoTransactor } from './transactor.ts'

export interface MongoSettings {
  readonly uri: string
  readonly databaseName: string
  readonly signal?: AbortSignal
  /** Hears of every call. */
  readonly pace?: AnswerPace
}

export interface MongoConnection extends MongoDatabase, AsyncDisposable {
  /** Creates collections and indexes that are missing, and drops those that hold no longer. */
  ensureIndexes(signal: AbortSignal): Promise<void>
  /** @throws {MailroomError} `dependency-unavailable` */
  ping(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Of the server (error_codes.yml). */
const INDEX_NOT_FOUND = 27

/** Everything that is acknowledged is on the disks of a majority; everything that is read will not be rolled back. */
const OPTIONS: ConnectOptions = {
  writeConcern: { w: 'majority', journal: true },
  readConcernLevel: 'majority',
  readPreference: 'primary',
  serverSelectionTimeoutMS: 3_000,
  // A server that has fallen silent is noticed by its heartbeat, and calls under way are ended then.
  heartbeatFrequencyMS: 2_000,
  connectTimeoutMS: 2_000,
  socketTimeoutMS: 20_000,
  waitQueueTimeoutMS: 10_000,
  ignoreUndefined: true,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  sanitizeFilter: true,
}

/**
 * @throws {MailroomError} `dependency-unavailable` when nobody answers
 * @throws {Error} when the server has no transactions, or a newer Poststelle has written the database
 */
export async function connectMongo({
  uri,
  databaseName,
  signal,
  pace = UNTIMED,
}: MongoSettings): Promise<MongoConnection> {
  const waiting = signal ?? new AbortController().signal
  const driver = new Mongoose({
    transactionAsyncLocalStorage: true,
    strict: 'throw',
    strictQuery: 'throw',
    sanitizeFilter: true,
    updatePipeline: true,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  })
  const connection = driver.createConnection()
  try {
    await abortable(connection.openUri(uri, { ...OPTIONS, dbName: databaseName }), waiting)
    watchHeartbeats(connection.getClient())
    const database = openDatabase(connection, pace)
    await requireTransactions(database, waiting)
    await requireKnownSchema(database, waiting)
    return database
  } catch (error) {
    const closed = connection.destroy().catch((failure: unknown) => failure)
    if (!waiting.aborted) await closed
    throw mapFailure(error)
  }
}

function openDatabase(connection: Connection, pace: AnswerPace): MongoConnection {
  for (const { model, schema, collection } of COLLECTIONS) connection.model(model, schema, collection)
  const running = new AsyncLocalStorage<RunningTransaction>()
  const close = async (): Promise<void> => {
    await connection.close()
    // A storage that stays enabled costs time at every promise of the process.
    running.disable()
  }
  return {
    connection,
    running,
    pace,
    transactor: createMongoTransactor(connection, running, pace),
    async ensureIndexes(signal) {
      for (const { model, retiredIndexes = [] } of COLLECTIONS) {
        await askServer(async () => {
          await connection.model(model).createCollection()
          for (const name of retiredIndexes) await dropIndex(connection.model(model).collection, name)
          await connection.model(model).createIndexes()
        }, signal)
      }
    },
    async ping(signal) {
      const asked = () => connection.getClient().db(connection.name).command({ ping: 1 })
      await askServer(() => answered(asked()), signal)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Another process may have dropped it a moment ago. */
async function dropIndex(collection: Collection, name: string): Promise<void> {
  try {
    await collection.dropIndex(name)
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.code === INDEX_NOT_FOUND)) throw error
  }
}

async function requireTransactions({ connection }: MongoDatabase, signal: AbortSignal): Promise<void> {
  const hello = await askServer(() => connection.getClient().db('admin').command({ hello: 1 }), signal)
  if (hello['setName'] !== undefined || hello['msg'] === 'isdbgrid') return
  throw new Error(
    'The MongoDB server is not a member of a replica set, so it has no transactions. ' +
      'Start it with --replSet (one member is enough) and initiate the set.',
  )
}

async function askServer<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  try {
    return await abortable(ask(), signal)
  } catch (error) {
    throw mapFailure(error)
  }
}
