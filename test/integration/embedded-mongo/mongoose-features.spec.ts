import { expect } from 'chai'
import mongoose from 'mongoose'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { Schema } = mongoose

interface Line {
  readonly _id: mongoose.Types.ObjectId
  text: string
  amount: number
}

interface AuthorFields {
  name: string
  createdAt: Date
  updatedAt: Date
}

interface LetterFields {
  title: string
  tags: mongoose.Types.Array<string>
  lines: mongoose.Types.DocumentArray<Line>
  author: mongoose.Types.ObjectId
  readers: mongoose.Types.ObjectId[]
  facts: Map<string, number>
  sentAt: Date | undefined
  size: bigint
  price: mongoose.Types.Decimal128
  body: Buffer
  anything: unknown
}

function defineModels(connection: mongoose.Connection) {
  const authorSchema = new Schema<AuthorFields>(
    { name: { type: String, required: true } },
    { timestamps: true },
  )
  const letterSchema = new Schema<LetterFields>(
    {
      title: String,
      tags: [String],
      lines: [{ text: String, amount: Number }],
      author: { type: Schema.Types.ObjectId, ref: 'Author' },
      readers: [{ type: Schema.Types.ObjectId, ref: 'Author' }],
      facts: { type: Map, of: Number },
      sentAt: Date,
      size: BigInt,
      price: Schema.Types.Decimal128,
      body: Buffer,
      anything: Schema.Types.Mixed,
    },
    { timestamps: true, optimisticConcurrency: true },
  ).index({ title: 1 }, { unique: true })
  letterSchema.virtual('replies', { ref: 'Reply', localField: '_id', foreignField: 'letter' })
  const replySchema = new Schema({ letter: Schema.Types.ObjectId, text: String })
  const eventSchema = new Schema({ at: Date }, { discriminatorKey: 'kind' })
  const Event = connection.model('Event', eventSchema)
  return {
    Author: connection.model('Author', authorSchema),
    Letter: connection.model('Letter', letterSchema),
    Reply: connection.model('Reply', replySchema),
    Event,
    Call: Event.discriminator('Call', new Schema({ number: String })),
    Visit: Event.discriminator('Visit', new Schema({ room: Number })),
  }
}

describe('What mongoose needs of the embedded database', function () {
  this.timeout(30_000)
  let server: TestMongo
  let connection: mongoose.Connection
  let models: ReturnType<typeof defineModels>

  before(async function () {
    server = await startTestMongo()
    connection = await mongoose.createConnection(server.uri, { dbName: 'features' }).asPromise()
    models = defineModels(connection)
    await models.Letter.init()
  })
  beforeEach(async function () {
    await Promise.all(Object.values(models).map(({ collection }) => collection.deleteMany({})))
  })
  after(async function () {
    await connection.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  it('keeps every type of a schema from saving to reading', async function () {
    const { Letter } = models
    await new Letter({
      title: 'types',
      facts: { pages: 3 },
      sentAt: new Date(1234),
      size: 2n ** 60n,
      price: '12.30',
      body: Buffer.from([0, 255]),
      anything: { deep: [{ list: [1, [2]] }], nothing: null },
    }).save()
    const read = await Letter.findOne({ title: 'types' }).orFail()
    expect(read.facts.get('pages')).to.equal(3)
    expect(read.sentAt).to.deep.equal(new Date(1234))
    expect(read.size).to.equal(2n ** 60n)
    expect(String(read.price)).to.equal('12.30')
    expect(Buffer.from(read.body).toString('hex')).to.equal('00ff')
    expect(read.anything).to.deep.equal({ deep: [{ list: [1, [2]] }], nothing: null })
  })

  it('populates single references, lists, nested paths and virtuals', async function () {
    const { Author, Letter, Reply } = models
    const ada = await Author.create({ name: 'Ada' })
    const bob = await Author.create({ name: 'Bob' })
    const letter = await Letter.create({ title: 'p', author: ada._id, readers: [bob._id, ada._id] })
    await Reply.create([
      { letter: letter._id, text: 'r1' },
      { letter: letter._id, text: 'r2' },
    ])
    const read = await Letter.findOne({ title: 'p' })
      .populate<{ author: { name: string } }>('author', 'name')
      .populate<{ readers: { name: string }[] }>('readers')
      .populate<{ replies: { text: string }[] }>({ path: 'replies', options: { sort: { text: -1 } } })
      .orFail()
    expect(read.author.name).to.equal('Ada')
    expect(read.readers.map(({ name }) => name)).to.deep.equal(['Bob', 'Ada'])
    expect(read.replies.map(({ text }) => text)).to.deep.equal(['r2', 'r1'])
  })

  it('tells discriminators apart', async function () {
    const { Event, Call, Visit } = models
    await Event.create([{ at: new Date(1) }])
    await Call.create([{ at: new Date(2), number: '110' }])
    await Visit.create([{ at: new Date(3), room: 7 }])
    expect(await Event.countDocuments()).to.equal(3)
    expect((await Call.find()).map((call) => call.get('number') as unknown)).to.deep.equal(['110'])
    expect(await Visit.findOne({ room: 7 }).lean()).to.include({ kind: 'Visit' })
    expect(await Call.countDocuments({ room: 7 })).to.equal(0)
    expect(await Visit.updateMany({}, { room: 8 })).to.include({ modifiedCount: 1 })
  })

  it('changes arrays by push, pull, set, splice and sort, and saves only the change', async function () {
    const { Letter } = models
    const letter = await Letter.create({ title: 'a', tags: ['x'], lines: [{ text: 'one', amount: 1 }] })
    letter.tags.push('y', 'z')
    letter.lines.push({ text: 'two', amount: 2 })
    await letter.save()
    letter.tags.pull('x')
    const [first] = letter.lines
    if (first !== undefined) first.amount = 10
    await letter.save()
    letter.tags.splice(0, 1)
    letter.tags.addToSet('z')
    letter.tags.addToSet('w')
    await letter.save()
    const read = await Letter.findById(letter._id).orFail()
    expect(read.tags.toObject()).to.deep.equal(['z', 'w'])
    expect(read.lines.map(({ text, amount }) => [text, amount])).to.deep.equal([
      ['one', 10],
      ['two', 2],
    ])
    read.lines.id(read.lines[1]?._id ?? '')?.deleteOne()
    read.tags.sort()
    await read.save()
    const again = await Letter.findById(letter._id).orFail()
    expect([again.lines.length, again.tags.toObject()]).to.deep.equal([1, ['w', 'z']])
  })

  it('updates elements of arrays by position, by filter and all of them', async function () {
    const { Letter } = models
    const lines: Pick<Line, 'text' | 'amount'>[] = [
      { text: 'a', amount: 1 },
      { text: 'b', amount: 2 },
      { text: 'c', amount: 3 },
    ]
    await Letter.create({ title: 'e', lines })
    await Letter.updateOne({ title: 'e', 'lines.text': 'b' }, { $set: { 'lines.$.amount': 20 } })
    await Letter.updateOne(
      { title: 'e' },
      { $inc: { 'lines.$[large].amount': 100 } },
      { arrayFilters: [{ 'large.amount': { $gte: 3 } }] },
    )
    await Letter.updateOne({ title: 'e' }, { $mul: { 'lines.$[].amount': 2 } })
    const { lines: changed } = await Letter.findOne({ title: 'e' }).orFail()
    expect(changed.map(({ amount }) => amount)).to.deep.equal([2, 240, 206])
  })

  it('sets the times of creation and change in every way of writing', async function () {
    const { Author } = models
    const author = await Author.create({ name: 'T' })
    const created = author.createdAt
    expect(author.updatedAt).to.deep.equal(created)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const updated = await Author.findOneAndUpdate(
      { name: 'T' },
      { name: 'U' },
      { returnDocument: 'after' },
    ).orFail()
    expect(updated.createdAt).to.deep.equal(created)
    expect(Number(updated.updatedAt)).to.be.greaterThan(Number(created))
    await Author.updateOne({ name: 'V' }, { $set: { name: 'V' } }, { upsert: true })
    expect((await Author.findOne({ name: 'V' }).orFail()).createdAt).to.be.instanceOf(Date)
  })

  it('lets only the first of two savers win where it is told to', async function () {
    const { Letter } = models
    const { _id } = await Letter.create({ title: 'v' })
    const [one, two] = await Promise.all([Letter.findById(_id).orFail(), Letter.findById(_id).orFail()])
    one.title = 'first'
    two.title = 'second'
    await one.save()
    const error: unknown = await two.save().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(mongoose.Error.VersionError)
    expect((await Letter.findById(_id).orFail()).title).to.equal('first')
  })

  it('writes many documents in one go, and says which failed', async function () {
    const { Letter } = models
    const letters = Array.from({ length: 50 }, (_, n) => new Letter({ title: `b${n}` }))
    await Letter.bulkSave(letters)
    for (const letter of letters) letter.tags.push('bulk')
    await Letter.bulkSave(letters)
    expect(await Letter.countDocuments({ tags: 'bulk' })).to.equal(50)
    const result = await Letter.bulkWrite([
      { insertOne: { document: { title: 'new' } } },
      { updateOne: { filter: { title: 'b1' }, update: { $set: { title: 'b1!' } } } },
      { updateMany: { filter: { tags: 'bulk' }, update: { $addToSet: { tags: 'many' } } } },
      { replaceOne: { filter: { title: 'b2' }, replacement: { title: 'b2!' } } },
      { deleteOne: { filter: { title: 'b3' } } },
      { updateOne: { filter: { title: 'up' }, update: { $set: { tags: ['u'] } }, upsert: true } },
    ])
    expect(result).to.include({ insertedCount: 1, deletedCount: 1, upsertedCount: 1 })
    const list = [{ title: 'c1' }, { title: 'new' }, { title: 'c2' }]
    const failure: unknown = await Letter.insertMany(list, { ordered: false }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(failure).to.include({ code: 11000 })
    expect(await Letter.countDocuments({ title: { $in: ['c1', 'c2'] } })).to.equal(2)
  })

  it('reads large results with cursors: async iteration, batches, eachAsync, early end, lean', async function () {
    const { Letter } = models
    await Letter.insertMany(Array.from({ length: 1200 }, (_, n) => ({ title: `c${n}`, tags: [`t${n % 3}`] })))
    const titles = new Set<unknown>()
    for await (const letter of Letter.find().batchSize(50)) titles.add(letter.title)
    expect(titles.size).to.equal(1200)
    let count = 0
    await Letter.find({ tags: 't1' })
      .lean()
      .cursor({ batchSize: 100 })
      .eachAsync(
        (letters: unknown[]) => {
          count += letters.length
        },
        { batchSize: 30 },
      )
    expect(count).to.equal(400)
    const cursor = Letter.find().batchSize(10).cursor()
    expect(await cursor.next()).not.to.equal(null)
    await cursor.close()
    const groups: unknown[] = []
    const pipeline = [
      { $unwind: '$tags' },
      { $group: { _id: '$tags', n: { $sum: 1 } } },
      { $sort: { _id: 1 as const } },
    ]
    for await (const group of Letter.aggregate<{ _id: string; n: number }>(pipeline).cursor({ batchSize: 1 }))
      groups.push(group)
    expect(groups).to.deep.equal([0, 1, 2].map((n) => ({ _id: `t${n}`, n: 400 })))
    const open = await connection.db?.admin().serverStatus()
    expect((open?.['metrics'] as { cursor: { open: { total: number } } }).cursor.open.total).to.equal(0)
  })

  it('answers the usual questions of queries', async function () {
    const { Letter } = models
    await Letter.insertMany(
      Array.from({ length: 20 }, (_, n) => ({ title: `q${n}`, sentAt: new Date(n * 1000) })),
    )
    expect(await Letter.exists({ title: 'q3' })).to.have.property('_id')
    expect(await Letter.exists({ title: 'none' })).to.equal(null)
    expect(await Letter.distinct('title', { sentAt: { $lt: new Date(2000) } })).to.deep.equal(['q0', 'q1'])
    expect(await Letter.estimatedDocumentCount()).to.equal(20)
    const page = await Letter.find({ title: /^q1/ })
      .sort('-sentAt')
      .skip(2)
      .limit(3)
      .select('title -_id')
      .lean()
    expect(page).to.deep.equal([{ title: 'q17' }, { title: 'q16' }, { title: 'q15' }])
    const removed = await Letter.findOneAndDelete({}, { sort: { sentAt: -1 } }).orFail()
    expect(removed.title).to.equal('q19')
    const replaced = await Letter.findOneAndReplace(
      { title: 'q0' },
      { title: 'r0' },
      { returnDocument: 'after' },
    ).orFail()
    expect([replaced.title, replaced.sentAt]).to.deep.equal(['r0', undefined])
    const counted = await Letter.aggregate([{ $match: { title: /^q/ } }, { $count: 'n' }])
    expect(counted).to.deep.equal([{ n: 18 }])
  })

  it('keeps the indexes of a schema in step', async function () {
    const { Letter } = models
    expect(await Letter.syncIndexes()).to.deep.equal([])
    await Letter.collection.createIndexes([{ key: { tags: 1 } }])
    expect(await Letter.diffIndexes()).to.deep.include({ toDrop: ['tags_1'] })
    expect(await Letter.syncIndexes()).to.deep.equal(['tags_1'])
    expect((await Letter.collection.indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'title_1'])
  })
})
