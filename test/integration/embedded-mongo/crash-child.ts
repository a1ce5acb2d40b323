import mongoose from 'mongoose'
import { startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'

/*
 * A process that writes until it is killed. A line on standard output says what was
 * acknowledged; the parent counts only those. Arguments: directory, number of the round.
 */
const [directory = '', round = '0'] = process.argv.slice(2)

async function work(connection: mongoose.Connection, worker: number): Promise<void> {
  const single = connection.collection('single')
  const pairs = connection.collection('pairs')
  for (let step = 0; ; step++) {
    const key = `${round}-${worker}-${step}`
    await single.insertOne({ key, version: 1, padding: 'x'.repeat(300) })
    process.stdout.write(`s ${key} 1\n`)
    if (step % 3 === 0) {
      await single.updateOne({ key }, { $set: { version: 2 } })
      process.stdout.write(`s ${key} 2\n`)
    }
    if (step % 5 === 0) {
      await connection.transaction(async (session) => {
        await pairs.insertOne({ key, side: 1 }, { session })
        await pairs.insertOne({ key, side: 2 }, { session })
      })
      process.stdout.write(`p ${key}\n`)
    }
  }
}

async function main(): Promise<void> {
  const server = await startEmbeddedMongo({ directory })
  const connection = await mongoose.createConnection(server.uri, { dbName: 'crash' }).asPromise()
  await connection.collection('single').createIndexes([{ key: { key: 1 }, unique: true }])
  await connection.collection('pairs').createIndexes([{ key: { key: 1 } }])
  await Promise.all([1, 2, 3, 4].map((worker) => work(connection, worker)))
}

void main()
