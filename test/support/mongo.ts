import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectMongo, type MongoConnection } from '../../src/adapters/mongo/connect.ts'
import {
  startEmbeddedMongo,
  type EmbeddedMongo,
  type EmbeddedMongoOptions,
} from '../../src/embedded-mongo/start.ts'

/** A connection to a database of its own, which is dropped when the connection is disposed. */
export interface TestMongo extends AsyncDisposable {
  readonly connection: MongoConnection
  readonly uri: string
  readonly databaseName: string
}

/** A query without an index fails, however small the collection is. */
const NO_COLLECTION_SCANS = 0

const signal = new AbortController().signal

/** A database on the server of the given address. */
export async function openTestDatabase(uri: string): Promise<TestMongo> {
  const databaseName = `poststelle-test-${randomBytes(6).toString('hex')}`
  const connection = await connectMongo({ uri, databaseName })
  await connection.ensureIndexes(signal)
  return {
    connection,
    uri,
    databaseName,
    async [Symbol.asyncDispose]() {
      await connection.connection.dropDatabase()
      await connection.close()
    },
  }
}

/** An embedded server in a temporary directory, which is removed with it. */
export async function startTestServer(
  settings: EmbeddedMongoOptions['settings'] = {},
): Promise<EmbeddedMongo> {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-mongo-'))
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true })
  const server = await startEmbeddedMongo({
    directory,
    refuseCollectionScans: NO_COLLECTION_SCANS,
    settings,
  }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const close = async (): Promise<void> => {
    await server.close()
    await remove()
  }
  return {
    uri: server.uri,
    backup: (file) => server.backup(file),
    check: () => server.check(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A database on an embedded server of its own. */
export async function startTestMongo(settings?: EmbeddedMongoOptions['settings']): Promise<TestMongo> {
  const server = await startTestServer(settings)
  const mongo = await openTestDatabase(server.uri)
  return {
    ...mongo,
    async [Symbol.asyncDispose]() {
      await mongo.connection.close()
      await server.close()
    },
  }
}
