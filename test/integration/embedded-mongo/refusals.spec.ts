import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { MongoClient, MongoServerError } = mongoose.mongo

/** Each is answered with code 115 and a message that names it, and changes nothing. */
const CASES: readonly { readonly name: string; readonly run: (db: mongo.Db) => Promise<unknown> }[] = [
  {
    name: 'collation',
    run: (db) =>
      db
        .collection('x')
        .find({}, { collation: { locale: 'de' } })
        .toArray(),
  },
  {
    name: 'collation',
    run: (db) => db.collection('x').countDocuments({}, { collation: { locale: 'de' } }),
  },
  {
    name: 'collation',
    run: (db) => db.collection('x').updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'de' } }),
  },
  {
    name: 'collation',
    run: (db) => db.collection('x').createIndexes([{ key: { a: 1 }, collation: { locale: 'de' } }]),
  },
  { name: '$text', run: (db) => db.collection('x').findOne({ $text: { $search: 'a' } }) },
  { name: '$where', run: (db) => db.collection('x').findOne({ $where: 'true' }) },
  { name: '$jsonSchema', run: (db) => db.collection('x').findOne({ $jsonSchema: {} }) },
  { name: '$near', run: (db) => db.collection('x').findOne({ a: { $near: [0, 0] } }) },
  {
    name: '$geoWithin',
    run: (db) =>
      db.collection('x').findOne({
        a: {
          $geoWithin: {
            $box: [
              [0, 0],
              [1, 1],
            ],
          },
        },
      }),
  },
  { name: "index type 'text'", run: (db) => db.collection('x').createIndexes([{ key: { a: 'text' } }]) },
  { name: "index type 'hashed'", run: (db) => db.collection('x').createIndexes([{ key: { a: 'hashed' } }]) },
  {
    name: "index type '2dsphere'",
    run: (db) => db.collection('x').createIndexes([{ key: { a: '2dsphere' } }]),
  },
  { name: 'wildcard index', run: (db) => db.collection('x').createIndexes([{ key: { '$**': 1 } }]) },
  { name: 'hidden index', run: (db) => db.collection('x').createIndexes([{ key: { a: 1 }, hidden: true }]) },
  { name: 'capped', run: (db) => db.createCollection('y', { capped: true, size: 1000 }) },
  { name: 'timeseries', run: (db) => db.createCollection('y', { timeseries: { timeField: 't' } }) },
  { name: 'validator', run: (db) => db.createCollection('y', { validator: { a: 1 } }) },
  { name: 'viewOn', run: (db) => db.createCollection('y', { viewOn: 'x' }) },
  { name: 'collMod', run: (db) => db.command({ collMod: 'x', index: { name: 'a_1', hidden: true } }) },
  {
    name: 'renameCollection',
    run: (db) => db.admin().command({ renameCollection: 'refusals.x', to: 'refusals.z' }),
  },
  { name: 'mapReduce', run: (db) => db.command({ mapReduce: 'x', map: '', reduce: '', out: 'z' }) },
  {
    name: '$out',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $out: 'z' }])
        .toArray(),
  },
  {
    name: '$merge',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $merge: 'z' }])
        .toArray(),
  },
  {
    name: '$graphLookup',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $graphLookup: {} }])
        .toArray(),
  },
  {
    name: '$setWindowFields',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $setWindowFields: {} }])
        .toArray(),
  },
  {
    name: '$function',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $project: { a: { $function: {} } } }])
        .toArray(),
  },
  {
    name: '$accumulator',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $group: { _id: 1, a: { $accumulator: {} } } }])
        .toArray(),
  },
  {
    name: 'sum or average over Decimal128',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $group: { _id: 1, a: { $sum: '$money' } } }])
        .toArray(),
  },
  {
    name: 'arithmetic on Decimal128',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $project: { a: { $add: ['$money', 1] } } }])
        .toArray(),
  },
  {
    name: 'explain of',
    run: (db) =>
      db
        .collection('x')
        .aggregate([{ $match: {} }])
        .explain(),
  },
  { name: 'explain of', run: (db) => db.command({ explain: { count: 'x' } }) },
  { name: 'tailable', run: (db) => db.collection('x').find({}, { tailable: true }).toArray() },
  {
    name: "regex option 'x'",
    run: (db) => db.collection('x').findOne({ a: { $regex: 'a', $options: 'x' } }),
  },
]

describe('What the embedded database does not support', function () {
  let server: TestMongo
  let client: mongo.MongoClient

  before(async function () {
    server = await startTestMongo()
    client = await new MongoClient(server.uri).connect()
    await client
      .db('refusals')
      .collection('x')
      .insertOne({ a: 1, money: mongoose.mongo.Decimal128.fromString('1.10') })
  })
  after(async function () {
    await client.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  for (const [index, { name, run }] of CASES.entries()) {
    it(`is refused with code 115: ${name} (${index + 1})`, async function () {
      const error: unknown = await run(client.db('refusals')).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(error).to.be.instanceOf(MongoServerError)
      expect((error as mongo.MongoServerError).code).to.equal(115)
      expect(String(error)).to.include(name).and.to.include('not supported by the embedded store')
    })
  }

  it('is refused also for change streams', async function () {
    const stream = client.db('refusals').collection('x').watch()
    const error: unknown = await stream.next().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.include({ code: 115 })
    await stream.close()
  })

  it('leaves collections and documents as they were', async function () {
    const database = client.db('refusals')
    expect((await database.listCollections().toArray()).map(({ name }) => name)).to.deep.equal(['x'])
    expect(await database.collection('x').indexes()).to.have.length(1)
    expect(await database.collection('x').countDocuments()).to.equal(1)
  })

  const codes: readonly { readonly name: string; readonly command: mongo.Document; readonly code: number }[] =
    [
      { name: 'an unknown command', command: { frobnicate: 1 }, code: 59 },
      { name: 'an unknown field of a command', command: { find: 'x', frobnicate: 1 }, code: 40415 },
      {
        name: 'an unknown stage',
        command: { aggregate: 'x', pipeline: [{ $foo: 1 }], cursor: {} },
        code: 40324,
      },
      {
        name: 'an unknown expression',
        command: { aggregate: 'x', pipeline: [{ $project: { a: { $foo: 1 } } }], cursor: {} },
        code: 168,
      },
      {
        name: 'an unknown accumulator',
        command: { aggregate: 'x', pipeline: [{ $group: { _id: 1, a: { $foo: 1 } } }], cursor: {} },
        code: 15952,
      },
      {
        name: 'a write concern of two nodes',
        command: { insert: 'x', documents: [{}], writeConcern: { w: 2 } },
        code: 100,
      },
      { name: 'a collection name with a dollar', command: { insert: 'a$b', documents: [{}] }, code: 73 },
      { name: 'a filter that is no document', command: { find: 'x', filter: 5 }, code: 14 },
    ]
  for (const { name, command, code } of codes) {
    it(`answers ${name} with code ${code}`, async function () {
      const error: unknown = await client
        .db('refusals')
        .command(command)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        )
      expect(error).to.include({ code })
    })
  }
})
