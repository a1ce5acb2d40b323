import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { MongoClient, MongoServerError } = mongoose.mongo

async function errorOf(promise: Promise<unknown>): Promise<mongo.MongoServerError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof MongoServerError) return error
    throw error
  }
  throw new Error('no error came')
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come true')
}

describe('Indexes of the embedded database', function () {
  let server: TestMongo
  let client: mongo.MongoClient
  let items: mongo.Collection

  before(async function () {
    server = await startTestMongo({ refuseCollectionScans: 50, settings: { ttlSweepMs: 100 } })
    client = await new MongoClient(server.uri).connect()
  })
  beforeEach(async function () {
    items = client.db('indexes').collection('items')
    await items.drop()
  })
  after(async function () {
    await client.close()
    await server.remove()
  })

  it('reports a duplicate with code, index and values', async function () {
    await items.createIndexes([{ key: { tenant: 1, number: 1 }, unique: true }])
    await items.insertOne({ tenant: 't', number: 1 })
    const error = await errorOf(items.insertOne({ tenant: 't', number: 1 }))
    expect(error).to.include({ code: 11000 })
    expect(error['keyValue']).to.deep.equal({ tenant: 't', number: 1 })
    expect(error['keyPattern']).to.deep.equal({ tenant: 1, number: 1 })
    expect(error.message).to.include(
      'E11000 duplicate key error collection: indexes.items index: tenant_1_number_1',
    )
  })

  it('leaves nothing of a document behind that one of its unique indexes refused', async function () {
    await items.createIndexes([{ key: { a: 1 }, unique: true }])
    await items.createIndexes([{ key: { b: 1 }, unique: true }])
    await items.insertOne({ a: 1, b: 1 })
    await errorOf(items.insertOne({ a: 2, b: 1 }))
    await items.insertOne({ a: 2, b: 2 })
    expect(await items.countDocuments({ a: 2 })).to.equal(1)
    await errorOf(items.updateOne({ a: 2 }, { $set: { a: 3, b: 1 } }))
    expect(await items.countDocuments({ a: 3 })).to.equal(0)
  })

  it('demands uniqueness only where a partial filter says so', async function () {
    await items.createIndexes([
      { key: { hash: 1 }, unique: true, partialFilterExpression: { hash: { $type: 'string' } } },
    ])
    await items.insertMany([{ hash: 'x' }, {}, {}, { hash: null }, { hash: 5 }, { hash: 5 }])
    expect((await errorOf(items.insertOne({ hash: 'x' }))).code).to.equal(11000)
  })

  it('uses a partial index for an equality that implies its filter, and only then', async function () {
    await items.createIndexes([{ key: { hash: 1 }, partialFilterExpression: { hash: { $type: 'string' } } }])
    const stage = async (filter: mongo.Filter<mongo.Document>): Promise<unknown> => {
      const plan = await items.find(filter).explain()
      return (plan['queryPlanner'] as { winningPlan: { stage: string } }).winningPlan.stage
    }
    expect(await stage({ hash: 'x' })).to.equal('FETCH')
    expect(await stage({ hash: { $in: ['x', 'y'] } })).to.equal('FETCH')
    expect(await stage({ hash: null })).to.equal('COLLSCAN')
    expect(await stage({ hash: 5 })).to.equal('COLLSCAN')
  })

  it('serves each clause of an $or by an index of its own', async function () {
    await items.createIndexes([{ key: { state: 1, runAt: 1 } }, { key: { leaseUntil: 1 } }])
    await items.insertMany(
      Array.from({ length: 60 }, (_, n) => ({
        state: n % 2 === 0 ? 'queued' : 'running',
        runAt: n,
        leaseUntil: n,
      })),
    )
    const found = await items
      .find({ $or: [{ state: 'queued', runAt: { $lt: 10 } }, { leaseUntil: { $gte: 55 } }] })
      .toArray()
    expect(found).to.have.length(5 + 5)
  })

  it('refuses a filter without an index on a large collection when told to', async function () {
    await items.insertMany(Array.from({ length: 51 }, (_, n) => ({ n })))
    const operations: (() => Promise<unknown>)[] = [
      () => items.findOne({ n: 1 }),
      () => items.findOneAndUpdate({ n: 1 }, { $set: { x: 1 } }),
      () => items.updateOne({ n: 1 }, { $set: { x: 1 } }),
      () => items.deleteMany({ n: 1 }),
      () => items.countDocuments({ n: 1 }),
      () => items.aggregate([{ $match: { n: 1 } }, { $count: 'n' }]).toArray(),
    ]
    for (const operation of operations) expect((await errorOf(operation())).code).to.equal(291)
    await items.createIndexes([{ key: { n: 1 } }])
    expect(await items.findOne({ n: 1 })).to.deep.include({ n: 1 })
    expect(await items.find().toArray()).to.have.length(51)
  })

  it('finds by multikey, sparse and compound indexes what a scan finds', async function () {
    await items.createIndexes([
      { key: { tags: 1, n: -1 } },
      { key: { 'pages.no': 1 } },
      { key: { extra: 1 }, sparse: true },
    ])
    await items.insertMany(
      Array.from({ length: 40 }, (_, n) => ({
        n,
        tags: [`a${n % 3}`, `b${n % 4}`],
        pages: [{ no: n }, { no: n + 100 }],
        ...(n % 5 === 0 && { extra: n }),
      })),
    )
    const count = (filter: mongo.Filter<mongo.Document>): Promise<number> => items.countDocuments(filter)
    expect(await count({ tags: 'a1' })).to.equal(13)
    expect(await count({ tags: { $all: ['a1', 'b1'] } })).to.equal(4)
    expect(await count({ tags: 'a0', n: { $gt: 10, $lte: 30 } })).to.equal(7)
    expect(await count({ 'pages.no': { $gt: 50, $lt: 110 } })).to.equal(40)
    expect(await count({ pages: { $elemMatch: { no: { $gt: 50, $lt: 110 } } } })).to.equal(10)
    expect(await count({ extra: { $exists: true } })).to.equal(8)
    expect(await count({ extra: { $exists: false } })).to.equal(32)
    expect(await count({ extra: null })).to.equal(32)
  })

  it('changes each document once by an update that moves it along the index it is found by', async function () {
    await items.createIndexes([{ key: { n: 1 } }])
    await items.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })))
    const result = await items.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1, times: 1 } })
    expect(result).to.include({ matchedCount: 300, modifiedCount: 300 })
    expect(await items.distinct('times')).to.deep.equal([1])
  })

  it('deletes expired documents in the background', async function () {
    await items.createIndexes([{ key: { expireAt: 1 }, expireAfterSeconds: 0 }])
    const later = new Date(Date.now() + 3_600_000)
    await items.insertMany([
      { n: 1, expireAt: new Date(0) },
      { n: 2, expireAt: later },
      { n: 3 },
      { n: 4, expireAt: 'text' },
    ])
    await until(async () => (await items.countDocuments()) === 3)
    expect((await items.distinct('n')).sort()).to.deep.equal([2, 3, 4])
  })

  it('accepts an index twice, and refuses the same name or keys with other options', async function () {
    await items.createIndexes([{ key: { a: 1 } }])
    await items.createIndexes([{ key: { a: 1 } }])
    expect((await errorOf(items.createIndexes([{ key: { b: 1 }, name: 'a_1' }]))).code).to.equal(86)
    expect((await errorOf(items.createIndexes([{ key: { a: 1 }, unique: true }]))).code).to.equal(85)
    await items.dropIndex('a_1')
    expect((await items.indexes()).map(({ name }) => name)).to.deep.equal(['_id_'])
    expect((await errorOf(items.dropIndex('a_1'))).code).to.equal(27)
  })

  it('makes no index at all when the documents break its uniqueness', async function () {
    await items.insertMany([{ a: 1 }, { a: 1 }])
    expect((await errorOf(items.createIndexes([{ key: { a: 1 }, unique: true }]))).code).to.equal(11000)
    expect(await items.indexes()).to.have.length(1)
  })

  it('refuses two arrays in one index', async function () {
    await items.createIndexes([{ key: { a: 1, b: 1 } }])
    expect((await errorOf(items.insertOne({ a: [1], b: [2] }))).code).to.equal(171)
  })
})
