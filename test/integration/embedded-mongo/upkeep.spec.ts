import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import mongoose, { type mongo } from 'mongoose'
import { startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { openSqlite } from '../../../src/embedded-mongo/store/sqlite.ts'
import { startTestMongo, type TestMongo } from './test-mongo.ts'

const { MongoClient } = mongoose.mongo

async function errorOf(promise: Promise<unknown>): Promise<{ code?: unknown; message?: string }> {
  return promise.then(
    () => ({}),
    (error: unknown) => error as { code?: unknown; message?: string },
  )
}

describe('Looking after the embedded database while it is in use', function () {
  this.timeout(60_000)
  let server: TestMongo
  let client: mongo.MongoClient
  let copies: string

  beforeEach(async function () {
    copies = await mkdtemp(join(tmpdir(), 'em-copies-'))
    server = await startTestMongo()
    client = await new MongoClient(server.uri).connect()
  })
  afterEach(async function () {
    await client.close()
    await server.remove()
    await rm(copies, { recursive: true, force: true })
  })

  it('copies a moment of it, by a command, while transactions write on', async function () {
    const [left, right] = [client.db('app').collection('left'), client.db('app').collection('right')]
    await left.createIndexes([{ key: { n: 1 }, unique: true }])
    await left.insertMany(Array.from({ length: 2000 }, (_, n) => ({ n, text: 'x'.repeat(500) })))
    await right.insertMany(Array.from({ length: 2000 }, (_, n) => ({ n })))
    const state = { isCopied: false }
    const writing = (async () => {
      for (let n = 2000; !state.isCopied; n++) {
        await client.withSession((session) =>
          session.withTransaction(async () => {
            await left.insertOne({ n }, { session })
            await right.insertOne({ n }, { session })
          }),
        )
      }
    })()
    const to = join(copies, 'mongo.sqlite')
    const reply = await client.db('admin').command({ embeddedBackup: 1, to })
    state.isCopied = true
    await writing
    expect(reply['bytes']).to.equal((await stat(to)).size)
    expect((await stat(to)).mode & 0o777).to.equal(0o600)
    expect(await readdir(copies)).to.deep.equal(['mongo.sqlite'])

    await using copy = await startEmbeddedMongo({ directory: copies })
    expect((await copy.check()).findings).to.deep.equal([])
    const other = await new MongoClient(copy.uri).connect()
    const counts = await Promise.all(
      ['left', 'right'].map((name) => other.db('app').collection(name).countDocuments()),
    )
    await other.close()
    expect(counts[0]).to.equal(counts[1])
    expect(counts[0]).to.be.at.least(2000)
  })

  it('refuses to copy over a file, beside a directory, or for another database than admin', async function () {
    const admin = client.db('admin')
    const taken = join(copies, 'taken')
    await writeFile(taken, 'mine')
    expect(await errorOf(admin.command({ embeddedBackup: 1, to: taken }))).to.include({ code: 96 })
    expect(await errorOf(admin.command({ embeddedBackup: 1, to: 'here' }))).to.include({ code: 2 })
    expect(await errorOf(admin.command({ embeddedBackup: 1, to: join(copies, 'no', 'x') }))).to.include({
      code: 96,
    })
    expect(await errorOf(client.db('app').command({ embeddedBackup: 1, to: taken }))).to.include({ code: 13 })
    expect(await readdir(copies)).to.deep.equal(['taken'])
    expect((await stat(taken)).size).to.equal(4)
  })

  it('checks documents against indexes and names what is wrong', async function () {
    const things = client.db('app').collection('things')
    await things.createIndexes([
      { key: { tags: 1, n: -1 } },
      { key: { n: 1 }, partialFilterExpression: { n: { $gt: 5 } } },
    ])
    await things.insertMany(Array.from({ length: 30 }, (_, n) => ({ n, tags: [`a${n % 3}`, `b${n % 4}`] })))
    const sound = await client.db('admin').command({ embeddedCheck: 1 })
    expect(sound).to.deep.include({ valid: true, documents: 30, findings: [] })
    expect(sound['indexEntries']).to.equal(30 + 60 + 24)

    const file = openSqlite(join(server.directory, 'mongo.sqlite'))
    file.exec("DELETE FROM entries WHERE idx=2 AND document=3; INSERT INTO entries VALUES (3, x'01', 999999)")
    file.exec('DELETE FROM documents WHERE id=7')
    file.close()
    const broken = await server.check()
    expect(broken.findings).to.deep.equal([
      'index _id_ of app.things: 1 entries belong to no document',
      'index tags_1_n_-1 of app.things: 2 entries are missing',
      'index tags_1_n_-1 of app.things: 2 entries belong to no document',
      'index n_1 of app.things: 2 entries belong to no document',
    ])
    expect(await client.db('admin').command({ embeddedCheck: 1 })).to.include({ valid: false })
  })
})
