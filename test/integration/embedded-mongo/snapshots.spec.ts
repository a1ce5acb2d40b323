import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { MongoClient } = mongoose.mongo

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof mongoose.mongo.MongoServerError ? error.code : error),
  )
}

describe('Snapshot sessions of the embedded database', function () {
  let server: TestMongo
  let client: mongo.MongoClient
  let db: mongo.Db

  before(async function () {
    server = await startTestMongo({ settings: { snapshotIdleMs: 1500, ttlSweepMs: 200 } })
    client = await new MongoClient(server.uri).connect()
    db = client.db('snapshots')
  })
  beforeEach(async function () {
    await db.dropDatabase()
    await db.collection('a').insertMany(Array.from({ length: 500 }, (_, n) => ({ n, kind: n % 2 })))
    await db.collection('b').insertOne({ n: 0 })
  })
  after(async function () {
    await client.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  it('read many collections as they were at one moment, while others write and commit', async function () {
    await client.withSession({ snapshot: true }, async (session) => {
      const cursor = db.collection<{ n: number; kind: number }>('a').find({}, { session, batchSize: 20 })
      const seen = [await cursor.next()]
      await db.collection('a').deleteMany({ kind: 1 })
      await db.collection('a').updateMany({}, { $set: { kind: 9 } })
      await db.collection('b').updateOne({}, { $set: { n: 7 } })
      await client.withSession((other) =>
        other.withTransaction(async (transaction) => {
          await db.collection('b').insertOne({ n: 8 }, { session: transaction })
        }),
      )
      await db.collection('late').insertOne({})
      await db.collection('a').createIndexes([{ key: { n: 1 } }])
      for await (const document of cursor) seen.push(document)
      expect(seen.map((document) => document?.n)).to.deep.equal(Array.from({ length: 500 }, (_, n) => n))
      expect(seen.filter((document) => document?.kind === 1)).to.have.length(250)
      expect(await db.collection('b').find({}, { session }).toArray()).to.have.length(1)
      expect(await db.collection('b').findOne({}, { session })).to.include({ n: 0 })
      expect(await db.collection('a').countDocuments({ kind: 1 }, { session })).to.equal(250)
      expect(await db.collection('a').distinct('kind', {}, { session })).to.deep.equal([0, 1])
      expect(await db.collection('late').findOne({}, { session })).to.equal(null)
    })
    expect(await db.collection('b').countDocuments()).to.equal(2)
    expect(await db.collection('a').distinct('kind')).to.deep.equal([9])
  })

  it('do not hold up writers, and see nothing of a transaction that is open', async function () {
    const transaction = client.startSession()
    transaction.startTransaction()
    await db.collection('b').insertOne({ n: 1 }, { session: transaction })
    await client.withSession({ snapshot: true }, async (session) => {
      expect(await db.collection('b').countDocuments({}, { session })).to.equal(1)
      await transaction.commitTransaction()
      await db.collection('b').insertOne({ n: 2 })
      expect(await db.collection('b').countDocuments({}, { session })).to.equal(1)
    })
    await transaction.endSession()
    expect(await db.collection('b').countDocuments()).to.equal(3)
  })

  it('end with error 239 when nobody has read in them for long', async function () {
    const session = client.startSession({ snapshot: true })
    expect(await db.collection('b').findOne({}, { session })).to.include({ n: 0 })
    let code: unknown
    for (let attempt = 0; attempt < 20 && code === undefined; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 2500))
      code = await codeOf(db.collection('b').findOne({}, { session }))
    }
    expect(code).to.equal(239)
    await session.endSession()
  }).timeout(60_000)

  it('are refused to writes with error 72', async function () {
    const write = { insert: 'b', documents: [{ n: 1 }], readConcern: { level: 'snapshot' } }
    expect(await codeOf(db.command(write))).to.equal(72)
    expect(await db.collection('b').countDocuments()).to.equal(1)
  })
})
