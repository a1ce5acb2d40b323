import { randomBytes } from 'node:crypto'
import { connectMongo, type MongoConnection } from '../../src/adapters/mongo/connect.ts'

/** A connection to a database of its own, which is dropped when the connection is disposed. */
export interface TestMongo extends AsyncDisposable {
  readonly connection: MongoConnection
  readonly uri: string
  readonly databaseName: string
}

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

/** A database on an embedded server. */
export async function startTestMongo(): Promise<TestMongo> {
  const uri = process.env['MONGODB_TEST_URI']
  if (uri === undefined) throw new Error('Set MONGODB_TEST_URI.')
  return openTestDatabase(uri)
}
