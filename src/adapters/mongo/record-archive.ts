import { mongo } from 'mongoose'
import type { RecordArchive, ReadRecords } from '../../ports/record-archive.ts'
import { COLLECTIONS } from './collections.ts'
import type { MongoDatabase } from './database.ts'
import { mapFailure } from './failures.ts'
import { SCHEMA_VERSIONS } from './schema-version.ts'

const { EJSON } = mongo.BSON

/** Numbers keep their types, so that a restored database is the same to the last byte. */
const EXACT = { promoteValues: false, promoteBuffers: false, promoteLongs: false } as const
const ROWS_A_BATCH = 500
/** What servers answer that know no snapshot reads outside of transactions. */
const UNKNOWN_TO_SERVER = new Set([72, 115, 246])

interface Archived {
  readonly _id: string
}

/** Every id is a text; said so that the index of the ids is used. */
const ALL: mongo.Filter<Archived> = { _id: { $gte: '' } }

type Read = (session: mongo.ClientSession) => ReadRecords

export function createMongoRecordArchive({ connection }: MongoDatabase): RecordArchive {
  const database = connection.getClient().db(connection.name)
  const readIn: Read = (session) => (collection) => linesOf(database, collection, session)

  return {
    collections: COLLECTIONS.map(({ collection }) => collection),

    async snapshot(work, signal) {
      signal.throwIfAborted()
      try {
        if (await knowsSnapshotReads(connection.getClient(), database)) {
          return await connection
            .getClient()
            .withSession({ snapshot: true }, (session) => work(readIn(session)))
        }
        return await inOneTransaction(connection.getClient(), (session) => work(readIn(session)))
      } catch (error) {
        throw mapFailure(error)
      }
    },

    async isEmpty(signal) {
      for (const { collection } of COLLECTIONS) {
        signal.throwIfAborted()
        if (collection === SCHEMA_VERSIONS.collection) continue
        if ((await database.collection(collection).estimatedDocumentCount()) > 0) return false
      }
      return true
    },

    async insert(collection, lines, signal) {
      signal.throwIfAborted()
      const rows = lines.map((line) => EJSON.parse(line, { relaxed: false }) as Archived)
      if (rows.length === 0) return
      try {
        // Written when the database was opened; that of the backup counts.
        if (collection === SCHEMA_VERSIONS.collection)
          await database.collection<Archived>(collection).deleteMany(ALL)
        await database.collection<Archived>(collection).insertMany(rows)
      } catch (error) {
        throw mapFailure(error)
      }
    },
  }
}

async function* linesOf(
  database: mongo.Db,
  collection: string,
  session: mongo.ClientSession,
): AsyncGenerator<string, void> {
  const options = { ...EXACT, session, batchSize: ROWS_A_BATCH, sort: { _id: 1 } } as const
  for await (const row of database.collection<Archived>(collection).find(ALL, options)) {
    yield EJSON.stringify(row, { relaxed: false })
  }
}

async function knowsSnapshotReads(client: mongo.MongoClient, database: mongo.Db): Promise<boolean> {
  try {
    await client.withSession({ snapshot: true }, (session) =>
      database.collection(SCHEMA_VERSIONS.collection).findOne({}, { session }),
    )
    return true
  } catch (error) {
    if (error instanceof mongo.MongoServerError && UNKNOWN_TO_SERVER.has(Number(error.code))) return false
    throw error
  }
}

/** Never begun anew: the work writes files. */
async function inOneTransaction<T>(
  client: mongo.MongoClient,
  work: (session: mongo.ClientSession) => Promise<T>,
): Promise<T> {
  return client.withSession(async (session) => {
    session.startTransaction({ readConcern: { level: 'snapshot' }, readPreference: 'primary' })
    try {
      return await work(session)
    } finally {
      await session.abortTransaction()
    }
  })
}
