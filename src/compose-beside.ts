import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connectMongo, type MongoConnection } from './adapters/mongo/connect.ts'
import { EMBEDDED_DATABASE_NAME, type Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import { isMailroomError } from './domain/errors.ts'
import { startEmbeddedMongo } from './embedded-mongo/start.ts'

/** The running product serves its embedded database on a socket; else the database is opened here. */
export async function openDatabaseBeside(
  { database, storageDir }: Config,
  closers: Closers,
  signal: AbortSignal,
): Promise<MongoConnection> {
  const connect = async (uri: string, databaseName: string): Promise<MongoConnection> => {
    const connection = await connectMongo({ uri, databaseName, signal })
    closers.push(() => connection.close())
    return connection
  }
  if (database.kind === 'mongodb') return connect(database.uri, database.databaseName)
  const socket = join(storageDir, 'db', 'mongo.sock')
  if (existsSync(socket)) {
    try {
      const uri = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`
      return await connect(uri, EMBEDDED_DATABASE_NAME)
    } catch (error) {
      // The socket of a process that was killed.
      if (!isMailroomError(error, 'dependency-unavailable')) throw error
    }
  }
  const server = await startEmbeddedMongo({ directory: join(storageDir, 'db') })
  closers.push(() => server.close())
  return connect(server.uri, EMBEDDED_DATABASE_NAME)
}
