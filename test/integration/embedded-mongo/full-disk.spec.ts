import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { DEFAULT_SETTINGS, Engine } from '../../../src/embedded-mongo/server/engine.ts'
import { Listener } from '../../../src/embedded-mongo/server/listener.ts'
import { asCommandError, isExpected } from '../../../src/embedded-mongo/server/reply.ts'

const { MongoClient } = mongoose.mongo
const OUT_OF_DISK_SPACE = 14_031
/** Pages; SQLite takes no less than the file has, and no more than this. */
const [NO_MORE, PLENTY] = [1, 1_000_000]
const LARGE = 'x'.repeat(100_000)

/** As the driver of SQLite makes them. */
function sqliteError(sqliteExtendedCode: number): Error {
  return Object.assign(new Error('disk I/O error'), { sqliteExtendedCode })
}

describe('The embedded database without room', function () {
  let directory: string
  let engine: Engine
  let listener: Listener
  let client: mongoose.mongo.MongoClient
  let faults: unknown[]

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'em-full-'))
    engine = new Engine(join(directory, 'mongo.sqlite'), DEFAULT_SETTINGS)
    faults = []
    listener = new Listener(engine, (error) => faults.push(error))
    const path = join(directory, 'mongo.sock')
    await listener.listen(path)
    client = await new MongoClient(`mongodb://${encodeURIComponent(path)}/?directConnection=true`).connect()
  })
  afterEach(async function () {
    await client.close()
    await listener.close()
    engine.close()
    await rm(directory, { recursive: true, force: true })
  })

  function leaveRoom(pages: number): void {
    for (const { database } of [engine.main, engine.transaction])
      database.exec(`PRAGMA max_page_count=${pages}`)
  }

  async function codeOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => 'done',
      (error: unknown) => Object(error) as { readonly code: unknown },
    )
  }

  it('says so to who writes and to nobody else, and goes on as soon as there is room', async function () {
    const letters = client.db('post').collection<{ _id: number; text: string }>('letters')
    await letters.insertOne({ _id: 1, text: 'kept' })
    leaveRoom(NO_MORE)
    expect(await codeOf(letters.insertOne({ _id: 2, text: LARGE }))).to.include({ code: OUT_OF_DISK_SPACE })
    const inTransaction = client.withSession((session) =>
      session.withTransaction(() => letters.insertOne({ _id: 3, text: LARGE }, { session })),
    )
    expect(await codeOf(inTransaction)).to.include({ code: OUT_OF_DISK_SPACE })
    expect(await letters.findOne({ _id: 1 })).to.include({ text: 'kept' })

    leaveRoom(PLENTY)
    await letters.insertOne({ _id: 4, text: LARGE })
    expect((await letters.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([1, 4])
    expect(faults).to.deep.equal([])
  })

  it('takes an index of the log that cannot grow for a full disk, as that is what it is', function () {
    const shmSize = sqliteError(4_874)
    expect([isExpected(shmSize), asCommandError(shmSize).code]).to.deep.equal([true, OUT_OF_DISK_SPACE])
  })

  it('tells of a disk that fails, and calls that no fault of the command', function () {
    const fsync = sqliteError(1_034)
    expect([isExpected(fsync), asCommandError(fsync).codeName]).to.deep.equal([false, 'FileStreamFailed'])
  })
})
