import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import mongoose, { type mongo } from 'mongoose'

export interface Rate {
  readonly name: string
  readonly perSecond: number
}

const PARALLEL = 16
const SYNC_MS = 1_000
const OPERATIONS = 2_000
const DURABLE = { w: 'majority', journal: true } as const
const DATABASE = 'bench'

/** How often a second the disk takes a page and says that it has it: what one writer at a time can reach at most. */
export function measureSyncs(file: string): Rate {
  const handle = openSync(file, 'w')
  const page = Buffer.alloc(4096, 1)
  const startedAtMs = performance.now()
  let count = 0
  while (performance.now() - startedAtMs < SYNC_MS) {
    writeSync(handle, page)
    fdatasyncSync(handle)
    count += 1
  }
  closeSync(handle)
  return { name: 'bare sync of a 4 KiB page', perSecond: (count * 1000) / (performance.now() - startedAtMs) }
}

/** Runs the operation so often, with so many at a time. */
async function rateOf(
  name: string,
  parallel: number,
  operation: (number: number) => Promise<unknown>,
): Promise<Rate> {
  let next = 0
  const startedAtMs = performance.now()
  const worker = async (): Promise<void> => {
    while (next < OPERATIONS) {
      next += 1
      await operation(next)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return { name, perSecond: (OPERATIONS * 1000) / (performance.now() - startedAtMs) }
}

async function withClient<T>(uri: string, work: (client: mongo.MongoClient) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { maxPoolSize: PARALLEL, writeConcern: DURABLE })
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

/** Single writes and transactions, acknowledged when they are on disk. */
export async function measureWrites(uri: string): Promise<Rate[]> {
  return withClient(uri, async (client) => {
    const rows = client.db(DATABASE).collection<{ _id: string; text: string }>('writes')
    const events = client.db(DATABASE).collection('events')
    await rows.createIndexes([{ key: { text: 1 } }])
    await events.createIndexes([{ key: { row: 1 } }])
    const insert =
      (kind: string) =>
      (number: number): Promise<unknown> =>
        rows.insertOne({ _id: `${kind}${number}`, text: `text ${number}` })
    const transact =
      (kind: string) =>
      (number: number): Promise<unknown> =>
        client.withSession((session) =>
          session.withTransaction(async () => {
            await rows.insertOne({ _id: `${kind}${number}`, text: 'x' }, { session })
            await events.insertOne({ row: number }, { session })
          }),
        )
    return [
      await rateOf('durable inserts, one at a time', 1, insert('a')),
      await rateOf(`durable inserts, ${PARALLEL} at a time`, PARALLEL, insert('b')),
      await rateOf('transactions of two inserts, one at a time', 1, transact('c')),
      await rateOf(`transactions of two inserts, ${PARALLEL} at a time`, PARALLEL, transact('d')),
    ]
  })
}

/** Reads by `_id` of what `measureWrites` wrote. */
export async function measureReads(uri: string): Promise<Rate[]> {
  return withClient(uri, async (client) => {
    const rows = client.db(DATABASE).collection<{ _id: string }>('writes')
    const read = (number: number): Promise<unknown> => rows.findOne({ _id: `a${number}` })
    return [
      await rateOf('point reads, one at a time', 1, read),
      await rateOf(`point reads, ${PARALLEL} at a time`, PARALLEL, read),
    ]
  })
}
