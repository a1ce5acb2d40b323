import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { type EmbeddedMongoOptions, startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { DatabaseLockedError } from '../../../src/embedded-mongo/store/file-lock.ts'
import {
  DatabaseDamagedError,
  FORMAT_VERSION,
  NewerFormatError,
} from '../../../src/embedded-mongo/store/schema.ts'
import { openSqlite } from '../../../src/embedded-mongo/store/sqlite.ts'
import { socketPathOf } from './raw-client.ts'

const { MongoClient } = mongoose.mongo
/** Code of the server's error `LockTimeout`. */
const LOCK_TIMEOUT = 24
const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}

/** Starts, runs something with a client, and stops again. */
async function withClient<T>(
  options: EmbeddedMongoOptions,
  run: (client: mongoose.mongo.MongoClient) => Promise<T>,
): Promise<T> {
  await using server = await startEmbeddedMongo(options)
  const client = await new MongoClient(server.uri).connect()
  try {
    return await run(client)
  } finally {
    await client.close()
  }
}

describe('Opening and closing the embedded database', function () {
  let directory: string

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'em-life-'))
  })
  afterEach(async function () {
    await rm(directory, { recursive: true, force: true })
  })

  it('keeps documents and indexes from one run to the next', async function () {
    await withClient({ directory }, async (client) => {
      await client
        .db('life')
        .collection('x')
        .createIndexes([{ key: { n: 1 }, unique: true }])
      await client.db('life').collection('x').insertOne({ n: 1 })
    })
    expect(await readdir(directory)).to.have.members(['mongo.sqlite', 'mongo.lock'])
    await withClient({ directory }, async (client) => {
      const collection = client.db('life').collection('x')
      expect(await collection.findOne({ n: 1 })).to.include({ n: 1 })
      expect(await errorOf(collection.insertOne({ n: 1 }))).to.include({ code: 11000 })
    })
  })

  it('lets only the owner reach its directory and socket', async function () {
    await using server = await startEmbeddedMongo({ directory: join(directory, 'db') })
    expect((await stat(join(directory, 'db'))).mode & 0o777).to.equal(0o700)
    expect((await stat(socketPathOf(server.uri))).mode & 0o777).to.equal(0o600)
    expect((await stat(join(directory, 'db', 'mongo.sqlite'))).mode & 0o777).to.equal(0o600)
  })

  it('puts the socket elsewhere when the path of the directory is too long for one', async function () {
    const deep = join(directory, 'a'.repeat(60), 'b'.repeat(60))
    await mkdir(deep, { recursive: true })
    const server = await startEmbeddedMongo({ directory: deep })
    const place = join(socketPathOf(server.uri), '..')
    expect((await stat(place)).mode & 0o777).to.equal(0o700)
    const client = await new MongoClient(server.uri).connect()
    expect(await client.db('admin').command({ ping: 1 })).to.include({ ok: 1 })
    await client.close()
    await server.close()
    expect(await errorOf(stat(place))).to.include({ code: 'ENOENT' })
  })

  it('refuses to open a database a second time and names the process that has it', async function () {
    await using server = await startEmbeddedMongo({ directory })
    const error = await errorOf(startEmbeddedMongo({ directory }))
    expect(error)
      .to.be.instanceOf(DatabaseLockedError)
      .and.to.include({ name: 'DatabaseLockedError', pid: process.pid })
    const client = await new MongoClient(server.uri).connect()
    expect(await client.db('admin').command({ ping: 1 })).to.include({ ok: 1 })
    await client.close()
  })

  it('names another process that has the database, and takes over when that is dead', async function () {
    this.timeout(30_000)
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, directory, '1'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      expect(line).to.match(/^[sp] /)
      break
    }
    const error = await errorOf(startEmbeddedMongo({ directory }))
    expect(error).to.be.instanceOf(DatabaseLockedError).and.to.include({ pid: child.pid })
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    const count = await withClient({ directory }, (client) =>
      client.db('crash').collection('single').countDocuments(),
    )
    expect(count).to.be.greaterThan(0)
  })

  it('refuses a file of a later format', async function () {
    await withClient({ directory }, (client) => client.db('life').collection('x').insertOne({}))
    const database = openSqlite(join(directory, 'mongo.sqlite'))
    database.exec(`PRAGMA user_version=${FORMAT_VERSION + 1}`)
    database.close()
    const error = await errorOf(startEmbeddedMongo({ directory }))
    expect(error).to.be.instanceOf(NewerFormatError).and.to.include({ name: 'NewerFormatError' })
  })

  it('refuses a file that is no database, or a damaged one, and leaves it alone', async function () {
    await writeFile(
      join(directory, 'mongo.sqlite'),
      'this is not a database, it is a text that is long enough '.repeat(100),
    )
    const error = await errorOf(startEmbeddedMongo({ directory }))
    expect(error).to.be.instanceOf(DatabaseDamagedError).and.to.include({ name: 'DatabaseDamagedError' })
    expect((await stat(join(directory, 'mongo.sqlite'))).size).to.be.greaterThan(5000)
  })

  it('checks a small file at every start, and a large one beside its use after a crash', async function () {
    this.timeout(60_000)
    await withClient({ directory }, (client) =>
      client
        .db('life')
        .collection('x')
        .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, text: 'x'.repeat(200) }))),
    )
    const handle = await open(join(directory, 'mongo.sqlite'), 'r+')
    await handle.write(Buffer.alloc(4096, 0x5a), 0, 4096, 4096 * 40)
    await handle.close()
    expect(await errorOf(startEmbeddedMongo({ directory }))).to.be.instanceOf(DatabaseDamagedError)

    const faults: Error[] = []
    const large = {
      directory,
      settings: { checkAtStartBytes: 0 },
      onFault: (error: Error) => faults.push(error),
    }
    await writeFile(join(directory, 'mongo.pid'), '1\n')
    await using server = await startEmbeddedMongo(large)
    for (let attempt = 0; attempt < 200 && faults.length === 0; attempt++)
      await new Promise((settle) => setTimeout(settle, 100))
    expect(faults[0]).to.be.instanceOf(DatabaseDamagedError)
    expect((await server.check()).findings).not.to.deep.equal([])
  })

  it('makes a copy while it is in use that opens as a database of its own', async function () {
    const copy = join(directory, 'copy')
    await mkdir(copy)
    await using server = await startEmbeddedMongo({ directory: join(directory, 'db') })
    const client = await new MongoClient(server.uri).connect()
    const collection = client.db('life').collection('x')
    await collection.createIndexes([{ key: { n: 1 }, unique: true }])
    await collection.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
    await Promise.all([server.backup(join(copy, 'mongo.sqlite')), collection.insertOne({ n: 5000 })])
    await client.close()
    const count = await withClient({ directory: copy }, (other) =>
      other.db('life').collection('x').countDocuments(),
    )
    expect(count).to.be.within(1000, 1001)
  })

  it('tells the host when its thread ends, and disconnects the clients', async function () {
    const faults: Error[] = []
    const server = await startEmbeddedMongo({
      directory,
      heapLimitMb: 64,
      onFault: (error) => faults.push(error),
    })
    const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 500 }).connect()
    const large = client.db('life').collection('large')
    const list = Array.from({ length: 20_000 }, (_, n) => n)
    for (let n = 0; n < 40; n++) await large.insertOne({ n, list })
    const join = { $lookup: { from: 'large', pipeline: [], as: 'all' } }
    expect(await errorOf(large.aggregate([join, { $sort: { n: 1 } }]).toArray())).to.be.instanceOf(Error)
    expect(await errorOf(large.findOne())).to.be.instanceOf(Error)
    await client.close()
    await server.close()
    expect(faults[0]).to.include({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
    expect(
      await withClient({ directory }, (other) => other.db('life').collection('large').countDocuments()),
    ).to.equal(40)
  })

  it('tells the host about a failure that no client caused, and the client only that there was one', async function () {
    const faults: Error[] = []
    await using server = await startEmbeddedMongo({ directory, onFault: (error) => faults.push(error) })
    const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 500 }).connect()
    await client.db('life').collection('x').insertOne({})
    const database = openSqlite(join(directory, 'mongo.sqlite'))
    database.exec('DROP TABLE entries')
    database.close()
    const error = await errorOf(client.db('life').collection('x').insertOne({}))
    expect(error).to.include({ code: 1 })
    expect(String(error)).not.to.include('entries')
    expect(faults.map(String).join()).to.include('no such table')
    expect(await client.db('admin').command({ ping: 1 })).to.include({ ok: 1 })
    await client.close()
  })

  it('closes at once while writes wait for a transaction, and reports no fault', async function () {
    const faults: Error[] = []
    const server = await startEmbeddedMongo({ directory, onFault: (error) => faults.push(error) })
    const client = await new MongoClient(server.uri, {
      serverSelectionTimeoutMS: 300,
      retryWrites: false,
    }).connect()
    const session = client.startSession()
    session.startTransaction()
    const collection = client.db('life').collection('x')
    await collection.insertOne({ n: 1 }, { session })
    const waiting = [errorOf(collection.insertOne({ n: 2 })), errorOf(collection.insertOne({ n: 3 }))]
    await new Promise((settle) => setTimeout(settle, 100))
    await server.close()
    for (const error of await Promise.all(waiting)) {
      expect(error).to.be.instanceOf(Error)
      expect(error, 'waited to the end of its time').not.to.have.property('code', LOCK_TIMEOUT)
    }
    await client.close(true)
    expect(faults).to.deep.equal([])
  })

  it('aborts an open transaction when it closes', async function () {
    const server = await startEmbeddedMongo({ directory })
    const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 300 }).connect()
    const session = client.startSession()
    session.startTransaction()
    await client.db('life').collection('x').insertOne({ n: 1 }, { session })
    await server.close()
    await client.close(true)
    const count = await withClient({ directory }, (other) =>
      other.db('life').collection('x').countDocuments(),
    )
    expect(count).to.equal(0)
  })
})
