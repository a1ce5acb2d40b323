import { expect } from 'chai'
import { serialize } from 'bson'
import { connect } from 'node:net'
import mongoose, { type mongo } from 'mongoose'
import { opMsg, sendCommand, socketPathOf } from './raw-client.ts'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { Schema } = mongoose
const { MongoServerError } = mongoose.mongo

const accountFields: Record<string, string> = { name: 'String', balance: 'Number' }
const accountSchema = new Schema(accountFields).index({ name: 1 }, { unique: true })

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error instanceof MongoServerError ? error.code : error
  }
  return undefined
}

describe('Transactions of the embedded database', function () {
  let server: TestMongo
  let connection: mongoose.Connection
  let accounts: mongo.Collection

  before(async function () {
    server = await startTestMongo({
      settings: { writeWaitMs: 300, transactionWaitMs: 300, transactionLifetimeMs: 1500 },
    })
    connection = await mongoose.createConnection(server.uri, { dbName: 'bank' }).asPromise()
    await connection.model('Account', accountSchema).init()
    accounts = connection.collection('accounts')
  })
  beforeEach(async function () {
    await accounts.deleteMany({})
    await accounts.insertMany([
      { name: 'a', balance: 10 },
      { name: 'b', balance: 0 },
    ])
  })
  after(async function () {
    await connection.close()
    await server.remove()
    expect(server.faults).to.deep.equal([])
  })

  it('shows its changes to itself at once and to others after the commit', async function () {
    const Account = connection.model('Account')
    await connection.transaction(async (session) => {
      await Account.updateOne({ name: 'a' }, { $inc: { balance: -4 } }, { session })
      await Account.updateOne({ name: 'b' }, { $inc: { balance: 4 } }, { session })
      expect(await Account.findOne({ name: 'b' }).session(session).lean()).to.include({ balance: 4 })
      expect(await Account.findOne({ name: 'b' }).lean()).to.include({ balance: 0 })
    })
    expect(await accounts.findOne({ name: 'b' })).to.include({ balance: 4 })
  })

  it('leaves nothing behind when its function throws', async function () {
    const Account = connection.model('Account')
    const failure = new Error('no')
    const outcome = connection.transaction(async (session) => {
      await Account.create([{ name: 'c' }], { session })
      await accounts.createIndexes([{ key: { balance: 1 } }], { session })
      throw failure
    })
    expect(await codeOf(outcome)).to.equal(failure)
    expect(await accounts.countDocuments()).to.equal(2)
    expect((await accounts.indexes()).map(({ name }) => name)).not.to.include('balance_1')
  })

  it('ends with the first error of a statement', async function () {
    const session = connection.getClient().startSession()
    session.startTransaction()
    await accounts.updateOne({ name: 'a' }, { $set: { balance: 99 } }, { session })
    expect(await codeOf(accounts.insertOne({ name: 'a' }, { session }))).to.equal(11000)
    expect(await codeOf(accounts.findOne({}, { session }))).to.equal(251)
    await session.abortTransaction()
    await session.endSession()
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 10 })
  })

  it('repeats conflicting transactions until each has counted', async function () {
    this.timeout(30_000)
    await Promise.all(
      Array.from({ length: 15 }, () =>
        connection.transaction(async (session) => {
          const account = await accounts.findOne({ name: 'a' }, { session })
          await new Promise((resolve) => setTimeout(resolve, 5))
          await accounts.updateOne(
            { name: 'a' },
            { $set: { balance: Number(account?.['balance']) + 1 } },
            { session },
          )
        }),
      ),
    )
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 25 })
  })

  it('tells a second transaction that waits too long to try again', async function () {
    const [first, second] = [connection.getClient().startSession(), connection.getClient().startSession()]
    first.startTransaction()
    second.startTransaction()
    await accounts.updateOne({ name: 'a' }, { $set: { balance: 1 } }, { session: first })
    const error: unknown = await accounts
      .updateOne({ name: 'b' }, { $set: { balance: 1 } }, { session: second })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      )
    expect(error).to.be.instanceOf(MongoServerError).and.to.include({ code: 112 })
    expect((error as mongo.MongoServerError).hasErrorLabel('TransientTransactionError')).to.equal(true)
    await first.commitTransaction()
    await first.endSession()
    await second.endSession()
  })

  it('names the forgotten session when a write outside waits for the transaction it is part of', async function () {
    const outcome = connection.transaction(async (session) => {
      await accounts.updateOne({ name: 'a' }, { $set: { balance: 1 } }, { session })
      await accounts.updateOne({ name: 'b' }, { $set: { balance: 1 } })
    })
    const error: unknown = await outcome.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.include({ code: 24 })
    expect(String(error)).to.include('was the session forgotten')
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 10 })
  })

  it('needs no session in the operations when mongoose keeps it in asynchronous context', async function () {
    const instance = new mongoose.Mongoose()
    instance.set('transactionAsyncLocalStorage', true)
    const other = await instance.createConnection(server.uri, { dbName: 'bank' }).asPromise()
    const Account = other.model('Account', accountSchema)
    const failure = new Error('no')
    const outcome = other.transaction(async () => {
      await Account.updateOne({ name: 'a' }, { $set: { balance: 77 } })
      expect(await Account.findOne({ name: 'a' }).lean()).to.include({ balance: 77 })
      throw failure
    })
    expect(await codeOf(outcome)).to.equal(failure)
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 10 })
    await other.close()
  })

  it('aborts a transaction that is left open for too long, so that others can write', async function () {
    const session = connection.getClient().startSession()
    session.startTransaction()
    await accounts.updateOne({ name: 'a' }, { $set: { balance: 1 } }, { session })
    await new Promise((resolve) => setTimeout(resolve, 1700))
    await accounts.updateOne({ name: 'b' }, { $set: { balance: 5 } })
    expect(await codeOf(session.commitTransaction())).to.equal(251)
    await session.endSession()
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 10 })
  })

  it('ends with the connection of a client that is gone, so that others can write at once', async function () {
    const lost = await sendCommand(server.uri, {
      update: 'accounts',
      updates: [{ q: { name: 'a' }, u: { $inc: { balance: 1 } } }],
      lsid: { id: new mongoose.mongo.UUID() },
      txnNumber: new mongoose.mongo.Long(1),
      startTransaction: true,
      autocommit: false,
      $db: 'bank',
    })
    expect(lost).to.include({ n: 1 })
    await accounts.updateOne({ name: 'b' }, { $inc: { balance: 1 } })
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 10 })
  })

  it('is not begun for a client that is gone before its turn', async function () {
    const session = connection.getClient().startSession()
    session.startTransaction()
    await accounts.updateOne({ name: 'a' }, { $inc: { balance: 1 } }, { session })
    const waiting = connect(socketPathOf(server.uri))
    await new Promise<void>((resolve) => {
      waiting.write(
        opMsg(
          serialize({
            update: 'accounts',
            updates: [{ q: { name: 'b' }, u: { $inc: { balance: 1 } } }],
            lsid: { id: new mongoose.mongo.UUID() },
            txnNumber: new mongoose.mongo.Long(1),
            startTransaction: true,
            autocommit: false,
            $db: 'bank',
          }),
        ),
        () => {
          resolve()
        },
      )
    })
    // A reply to somebody who asks later shows that the waiting command has been read.
    await connection.db?.command({ ping: 1 })
    waiting.destroy()
    await session.commitTransaction()
    await session.endSession()
    await accounts.updateOne({ name: 'b' }, { $inc: { balance: 2 } })
    expect(await accounts.findOne({ name: 'a' })).to.include({ balance: 11 })
    expect(await accounts.findOne({ name: 'b' })).to.include({ balance: 2 })
  })

  it('closes the cursors that were opened in it', async function () {
    await accounts.insertMany(Array.from({ length: 300 }, (_, n) => ({ name: `n${n}` })))
    const session = connection.getClient().startSession()
    session.startTransaction()
    const cursor = accounts.find({}, { session, batchSize: 10 })
    await cursor.next()
    await session.commitTransaction()
    expect(
      await codeOf(
        (async () => {
          for await (const account of cursor) expect(account).to.be.an('object')
        })(),
      ),
    ).not.to.equal(undefined)
    await session.endSession()
  })

  it('does a write once that a driver sends twice', async function () {
    const lsid = { id: new mongoose.mongo.UUID().toBinary() }
    const command = {
      update: 'accounts',
      updates: [{ q: { name: 'a' }, u: { $inc: { balance: 1 } } }],
      lsid,
      txnNumber: mongoose.mongo.Long.fromNumber(1),
    }
    const database = connection.getClient().db('bank')
    const replies = await Promise.all(
      [1, 2, 3].map(() => sendCommand(server.uri, { ...command, $db: 'bank' })),
    )
    for (const reply of replies) expect(reply).to.include({ n: 1, nModified: 1 })
    expect(await database.collection('accounts').findOne({ name: 'a' })).to.include({ balance: 11 })
  })
})
