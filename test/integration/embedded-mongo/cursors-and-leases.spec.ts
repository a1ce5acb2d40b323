import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { MongoClient, MongoServerError } = mongoose.mongo

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}

describe('Many documents and many clients of the embedded database', function () {
  let server: TestMongo
  let client: mongo.MongoClient
  let jobs: mongo.Collection

  before(async function () {
    server = await startTestMongo()
    client = await new MongoClient(server.uri, { maxPoolSize: 60 }).connect()
  })
  beforeEach(async function () {
    jobs = client.db('many').collection('jobs')
    await jobs.drop()
  })
  after(async function () {
    await client.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  it('reads 5,000 documents in batches, in the order of an index and without one', async function () {
    await jobs.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, group: n % 7 })))
    await jobs.createIndexes([{ key: { group: 1, n: -1 } }])
    let seen = 0
    for await (const job of jobs.find().batchSize(333)) {
      expect(job['n']).to.equal(seen)
      seen += 1
    }
    expect(seen).to.equal(5000)
    const byIndex = await jobs.find({ group: 3 }).sort({ n: -1 }).batchSize(100).toArray()
    expect(byIndex).to.have.length(714)
    expect(byIndex.map(({ n }) => Number(n))).to.deep.equal(
      Array.from({ length: 714 }, (_, i) => 3 + 7 * (713 - i)),
    )
    const inMemory = await jobs.find().sort({ group: 1, n: 1 }).project({ n: 1 }).toArray()
    expect(inMemory).to.have.length(5000)
    expect(inMemory[715]?.['n']).to.equal(1)
  })

  it('keeps batches of large documents below the size of a message', async function () {
    this.timeout(60_000)
    const text = 'x'.repeat(3_000_000)
    for (let n = 0; n < 12; n++) await jobs.insertOne({ n, text })
    const found = await jobs.find().sort({ n: 1 }).toArray()
    expect(found.map(({ n }) => Number(n))).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('goes on reading while other clients write', async function () {
    await jobs.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
    const cursor = jobs.find({}, { batchSize: 50 })
    const seen = new Set<number>()
    for await (const { n } of cursor) {
      seen.add(Number(n))
      if (Number(n) % 100 === 0) await jobs.deleteOne({ n: Number(n) + 500 })
    }
    expect(seen.size).to.be.within(990, 1000)
  })

  it('ends a cursor whose collection is dropped, and one that is closed', async function () {
    await jobs.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })))
    const [dropped, closed] = [jobs.find({}, { batchSize: 2 }), jobs.find({}, { batchSize: 2 })]
    await dropped.next()
    await closed.next()
    await closed.close()
    await jobs.drop()
    expect(await errorOf(dropped.toArray()))
      .to.be.instanceOf(MongoServerError)
      .and.to.include({ code: 43 })
    const status = await client.db('admin').command({ serverStatus: 1 })
    expect(status['metrics']).to.deep.include({ cursor: { open: { total: 0 } } })
  })

  it('forgets a cursor that nobody asks for', async function () {
    const impatient = await startTestMongo({ settings: { cursorIdleMs: 100, ttlSweepMs: 50 } })
    const other = await new MongoClient(impatient.uri).connect()
    const collection = other.db('many').collection('idle')
    await collection.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })))
    const cursor = collection.find({}, { batchSize: 2 })
    await cursor.next()
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(await errorOf(cursor.toArray()))
      .to.be.instanceOf(MongoServerError)
      .and.to.include({ code: 43 })
    await other.close()
    await impatient.remove()
  })

  it('stops a read that takes longer than it may', async function () {
    await jobs.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, text: 'abc'.repeat(50) })))
    const slow = jobs.find({ text: /(a|b|c)*d/ }, { maxTimeMS: 1 }).toArray()
    expect(await errorOf(slow))
      .to.be.instanceOf(MongoServerError)
      .and.to.include({ code: 50 })
  })

  it('gives each of 50 workers a job of its own', async function () {
    await jobs.createIndexes([{ key: { state: 1, priority: -1, runAt: 1 } }])
    await jobs.createIndexes([{ key: { leaseUntil: 1 } }])
    await jobs.insertMany(
      Array.from({ length: 50 }, (_, n) => ({ state: 'queued', priority: n % 3, runAt: new Date(0) })),
    )
    const now = new Date()
    const lease = (worker: number): Promise<unknown> =>
      jobs.findOneAndUpdate(
        {
          $or: [
            { state: 'queued', runAt: { $lte: now } },
            { state: 'running', leaseUntil: { $lt: now } },
          ],
        },
        {
          $set: { state: 'running', worker, leaseUntil: new Date(now.getTime() + 60_000) },
          $inc: { attempt: 1 },
        },
        { sort: { priority: -1, runAt: 1 }, returnDocument: 'after' },
      )
    const leased = await Promise.all(Array.from({ length: 60 }, (_, worker) => lease(worker)))
    const ids = leased.filter((job) => job !== null).map((job) => String((job as mongo.Document)['_id']))
    expect(ids).to.have.length(50)
    expect(new Set(ids).size).to.equal(50)
    expect(await jobs.countDocuments({ attempt: 1 })).to.equal(50)
  })

  it('counts every one of 200 increments that come at the same time', async function () {
    await jobs.insertOne({ _id: 'counter' as never, n: 0 })
    await Promise.all(
      Array.from({ length: 200 }, () => jobs.updateOne({ _id: 'counter' as never }, { $inc: { n: 1 } })),
    )
    expect(await jobs.findOne()).to.include({ n: 200 })
  })
})
