import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { Decimal128, Double, Int32, Long, MongoClient, ObjectId } = mongoose.mongo

describe('The embedded database through the MongoDB driver', function () {
  let server: TestMongo
  let client: mongo.MongoClient
  let letters: mongo.Collection

  before(async function () {
    server = await startTestMongo()
    client = await new MongoClient(server.uri).connect()
  })
  beforeEach(async function () {
    letters = client.db('crud').collection('letters')
    await letters.drop()
  })
  after(async function () {
    await client.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  it('gives back what was stored, field by field and type by type', async function () {
    const letter = {
      _id: new ObjectId(),
      text: 'Grüße aus Köln \u{1F4EE}',
      whole: 7,
      fraction: 0.5,
      large: Long.fromString('9007199254740993'),
      money: Decimal128.fromString('19.99'),
      received: new Date('2026-03-01T08:30:00Z'),
      none: null,
      flags: [true, false],
      nested: { deeper: { list: [{ a: 1 }, { a: 2 }] } },
      bytes: new mongoose.mongo.Binary(Buffer.from([0, 1, 255])),
    }
    await letters.insertOne(letter)
    const found = await letters.findOne({ _id: letter._id }, { promoteLongs: false })
    expect(found).to.deep.equal(letter)
  })

  it('keeps the number types through an update of another field', async function () {
    const _id = new ObjectId()
    await letters.insertOne({ _id, double: new Double(5), int: new Int32(5), long: Long.fromNumber(5) })
    await letters.updateOne({ _id }, { $set: { touched: true }, $inc: { double: 1, int: 1, long: 1 } })
    for (const [field, type] of Object.entries({ double: 'double', int: 'int', long: 'long' })) {
      expect(await letters.countDocuments({ [field]: { $type: type, $eq: 6 } }), field).to.equal(1)
    }
  })

  it('grows an int32 to an int64 instead of losing digits', async function () {
    await letters.insertOne({ n: new Int32(2147483647), large: Long.fromString('9007199254740993') })
    await letters.updateOne({}, { $inc: { n: 1, large: 2 } })
    const found = await letters.findOne({}, { promoteLongs: false })
    expect(String(found?.['n'])).to.equal('2147483648')
    expect(String(found?.['large'])).to.equal('9007199254740995')
  })

  it('compares decimals that no double can hold', async function () {
    const amounts = ['0.1', '19.99', '20', '-3.5', '19.990000000000000001']
    await letters.insertMany(amounts.map((amount) => ({ amount: Decimal128.fromString(amount) })))
    await letters.createIndexes([{ key: { amount: 1 } }])
    const sorted = await letters.find().sort({ amount: 1 }).toArray()
    expect(sorted.map(({ amount }) => String(amount))).to.deep.equal([
      '-3.5',
      '0.1',
      '19.99',
      '19.990000000000000001',
      '20',
    ])
    expect(await letters.countDocuments({ amount: Decimal128.fromString('19.99') })).to.equal(1)
    expect(await letters.countDocuments({ amount: { $gt: 19.99 } })).to.equal(2 + 1)
  })

  it('updates nested arrays with the positional operators', async function () {
    await letters.insertOne({
      pages: [
        { no: 1, words: ['a'] },
        { no: 2, words: ['b'] },
      ],
      scores: [1, 5, 9],
    })
    await letters.updateOne({ 'pages.no': 2 }, { $set: { 'pages.$.seen': true } })
    const push: mongo.Document = { $push: { 'pages.$[page].words': 'c' } }
    await letters.updateOne({}, push, { arrayFilters: [{ 'page.no': 1 }] })
    await letters.updateOne({}, { $inc: { 'scores.$[]': 1 } })
    await letters.updateOne({}, { $max: { 'scores.$[low]': 4 } }, { arrayFilters: [{ low: { $lt: 4 } }] })
    const found = await letters.findOne({}, { projection: { _id: 0 } })
    expect(found).to.deep.equal({
      pages: [
        { no: 1, words: ['a', 'c'] },
        { no: 2, words: ['b'], seen: true },
      ],
      scores: [4, 6, 10],
    })
  })

  it('upserts with the equalities of the filter and reports the new id', async function () {
    const result = await letters.updateOne(
      { tenant: 't1', number: { $eq: 7 }, state: { $in: ['new', 'old'] } },
      { $set: { title: 'x' }, $setOnInsert: { created: true } },
      { upsert: true },
    )
    expect(result).to.include({ matchedCount: 0, upsertedCount: 1 })
    expect(await letters.findOne({ _id: result.upsertedId ?? new ObjectId() })).to.deep.include({
      tenant: 't1',
      number: 7,
      title: 'x',
      created: true,
    })
  })

  it('finds and modifies in one step, giving the document before or after', async function () {
    await letters.insertMany([{ n: 1 }, { n: 3 }, { n: 2 }])
    const before = await letters.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })
    expect(before).to.deep.include({ n: 3 })
    const after = await letters.findOneAndUpdate({ n: 1 }, [{ $set: { twice: { $multiply: ['$n', 2] } } }], {
      returnDocument: 'after',
      projection: { _id: 0 },
    })
    expect(after).to.deep.equal({ n: 1, twice: 2 })
    expect(await letters.findOneAndDelete({ n: 2 })).to.deep.include({ n: 2 })
    expect(await letters.distinct('n')).to.deep.equal([1, 13])
  })

  it('runs a mixed bulk write and keeps what came before an error', async function () {
    await letters.createIndexes([{ key: { n: 1 }, unique: true }])
    const operations = [
      { insertOne: { document: { n: 1 } } },
      { insertOne: { document: { n: 1 } } },
      { insertOne: { document: { n: 2 } } },
    ]
    const error = await letters.bulkWrite(operations).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(mongoose.mongo.MongoBulkWriteError)
    expect(await letters.countDocuments()).to.equal(1)
    await letters.deleteMany({})
    await letters.bulkWrite(operations, { ordered: false }).catch(() => undefined)
    expect(await letters.distinct('n')).to.deep.equal([1, 2])
  })

  it('projects, sorts, skips and limits', async function () {
    await letters.insertMany(
      Array.from({ length: 20 }, (_, n) => ({
        _id: n as never,
        n,
        list: [n, n + 1, n + 2],
        a: { b: n, c: 1 },
      })),
    )
    const found = await letters
      .find({ n: { $gte: 5 } }, { projection: { list: { $slice: 2 }, 'a.b': 1 } })
      .sort({ n: -1 })
      .skip(1)
      .limit(2)
      .toArray()
    expect(found).to.deep.equal([
      { _id: 18, list: [18, 19], a: { b: 18 } },
      { _id: 17, list: [17, 18], a: { b: 17 } },
    ])
  })

  it('aggregates with groups, joins and facets', async function () {
    const cases = client.db('crud').collection('cases')
    await cases.drop()
    await cases.insertMany([
      { number: 'A', title: 'Bauamt' },
      { number: 'B', title: 'Kasse' },
    ])
    await letters.insertMany([
      { caseNumber: 'A', pages: 2, tags: ['x', 'y'], at: new Date('2026-03-31T23:30:00Z') },
      { caseNumber: 'A', pages: 3, tags: ['x'], at: new Date('2026-04-02T08:00:00Z') },
      { caseNumber: 'C', pages: 5, tags: [], at: new Date('2026-04-03T08:00:00Z') },
    ])
    const totals = await letters
      .aggregate([
        { $group: { _id: '$caseNumber', pages: { $sum: '$pages' }, mean: { $avg: '$pages' } } },
        { $lookup: { from: 'cases', localField: '_id', foreignField: 'number', as: 'file' } },
        { $addFields: { title: { $ifNull: [{ $first: '$file.title' }, 'none'] } } },
        { $project: { file: 0 } },
        { $sort: { _id: 1 } },
      ])
      .toArray()
    expect(totals).to.deep.equal([
      { _id: 'A', pages: 5, mean: 2.5, title: 'Bauamt' },
      { _id: 'C', pages: 5, mean: 5, title: 'none' },
    ])
    const months = { $dateToString: { date: '$at', format: '%Y-%m', timezone: 'Europe/Berlin' } }
    const [facets] = await letters
      .aggregate([
        {
          $facet: {
            tags: [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
            months: [{ $group: { _id: months, n: { $sum: 1 } } }],
            total: [{ $count: 'n' }],
          },
        },
      ])
      .toArray()
    expect(facets).to.deep.equal({
      tags: [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
      months: [{ _id: '2026-04', n: 3 }],
      total: [{ n: 3 }],
    })
  })

  it('joins with a pipeline and variables', async function () {
    await letters.insertMany([
      { _id: 1 as never, wants: 2 },
      { _id: 2 as never, wants: 3 },
    ])
    const found = await letters
      .aggregate([
        {
          $lookup: {
            from: 'letters',
            let: { wanted: '$wants' },
            pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$wanted'] } } }, { $project: { wants: 1 } }],
            as: 'partner',
          },
        },
        { $sort: { _id: 1 } },
      ])
      .toArray()
    expect(found.map(({ partner }) => partner as unknown)).to.deep.equal([[{ _id: 2, wants: 3 }], []])
  })

  it('answers a wrong filter with an error also when the collection does not exist', async function () {
    const missing = client.db('crud').collection('missing')
    for (const filter of [{ a: { $foo: 1 } }, { $foo: 1 }, { $or: [] }, { a: { $in: 1 } }]) {
      const error = await missing.findOne(filter as mongo.Filter<mongo.Document>).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(error, JSON.stringify(filter)).to.be.instanceOf(mongoose.mongo.MongoServerError)
    }
  })
})
