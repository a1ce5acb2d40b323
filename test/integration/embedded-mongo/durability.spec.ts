import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import mongoose from 'mongoose'
import { startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { openSqlite } from '../../../src/embedded-mongo/store/sqlite.ts'

const ROUNDS = 3
const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

interface Acknowledged {
  /** The newest acknowledged version of each single document. */
  readonly versions: Map<string, number>
  readonly pairs: Set<string>
}

/** Lets a process write for a while and kills it with SIGKILL. */
async function writeUntilKilled(directory: string, round: number, acknowledged: Acknowledged): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, directory, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, key = '', version] = line.split(' ')
    if (kind === 's') acknowledged.versions.set(key, Number(version))
    else acknowledged.pairs.add(key)
    lines += 1
    if (lines === 150 + round * 70) child.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, string | null]
  expect(signal).to.equal('SIGKILL')
}

async function checkAcknowledged(directory: string, { versions, pairs }: Acknowledged): Promise<void> {
  await using server = await startEmbeddedMongo({ directory })
  const connection = await mongoose.createConnection(server.uri, { dbName: 'crash' }).asPromise()
  const stored = new Map<string, number>()
  for await (const { key, version } of connection.collection('single').find())
    stored.set(String(key), Number(version))
  const lost = [...versions].filter(([key, version]) => (stored.get(key) ?? 0) < version)
  expect(lost, 'acknowledged and lost').to.deep.equal([])
  const sides = await connection
    .collection('pairs')
    .aggregate([{ $group: { _id: '$key', sides: { $sum: '$side' } } }])
    .toArray()
  expect(sides.filter((pair) => pair['sides'] !== 3)).to.deep.equal([])
  const found = new Set(sides.map((pair) => String(pair['_id'])))
  expect([...pairs].filter((key) => !found.has(key))).to.deep.equal([])
  await connection.close()
}

/** Every index entry belongs to a document, and every document is in the index of its `_id`. */
function checkIndexes(directory: string): void {
  const database = openSqlite(join(directory, 'mongo.sqlite'))
  const first = (sql: string): unknown => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement.get()?.[0]
  }
  expect(first('PRAGMA integrity_check')).to.equal('ok')
  expect(first('SELECT count(*) FROM entries WHERE document NOT IN (SELECT id FROM documents)')).to.equal(0)
  const missing = `SELECT count(*) FROM documents d JOIN indexes i ON i.collection=d.collection AND i.name='_id_'
    WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.idx=i.id AND e.document=d.id)`
  expect(first(missing)).to.equal(0)
  database.close()
}

describe('The embedded database after kill -9', function () {
  let directory: string

  before(async function () {
    directory = await mkdtemp(join(tmpdir(), 'em-crash-'))
  })
  after(async function () {
    await rm(directory, { recursive: true, force: true })
  })

  it(`has every acknowledged write and no half transaction, in ${ROUNDS} rounds`, async function () {
    this.timeout(120_000)
    const acknowledged: Acknowledged = { versions: new Map(), pairs: new Set() }
    for (let round = 1; round <= ROUNDS; round++) {
      await writeUntilKilled(directory, round, acknowledged)
      await checkAcknowledged(directory, acknowledged)
    }
    expect(acknowledged.versions.size).to.be.greaterThan(300)
    checkIndexes(directory)
  })
})
