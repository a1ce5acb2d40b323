import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { commandError } from '../../../src/embedded-mongo/errors.ts'
import { WriteLock } from '../../../src/embedded-mongo/server/write-lock.ts'
import { WriteQueue } from '../../../src/embedded-mongo/server/write-queue.ts'
import { Connection } from '../../../src/embedded-mongo/store/connection.ts'
import { prepareSchema } from '../../../src/embedded-mongo/store/schema.ts'

const never = (): Error => new Error('it should not time out')

describe('WriteQueue', function () {
  let directory: string
  let connection: Connection
  let lock: WriteLock
  let queue: WriteQueue
  let commits: number

  beforeEach(function () {
    directory = mkdtempSync(join(tmpdir(), 'em-queue-'))
    connection = new Connection(join(directory, 'mongo.sqlite'), { value: 0 })
    prepareSchema(connection.database)
    connection.database.exec('CREATE TABLE t (n INTEGER UNIQUE)')
    lock = new WriteLock()
    commits = 0
    queue = new WriteQueue(connection, lock, () => {
      commits += 1
    })
  })
  afterEach(function () {
    connection.close()
    rmSync(directory, { recursive: true, force: true })
  })

  async function insert(n: number, after?: () => void): Promise<number> {
    const write = (): number => {
      connection.query('INSERT INTO t VALUES (?)').run(n)
      after?.()
      return n
    }
    return queue.write(write, 5000, never)
  }

  function stored(): unknown[] {
    return connection
      .query('SELECT n FROM t ORDER BY n')
      .all()
      .map(([n]) => n)
  }

  async function outcome(promise: Promise<unknown>): Promise<unknown> {
    return promise.catch((error: unknown) => (error instanceof Error ? error.message : error))
  }

  it('commits writes that wait at the same time together, and tells nobody before', async function () {
    const open: boolean[] = []
    const told = await Promise.all(
      [1, 2, 3, 4, 5].map(async (n) => {
        const result = await insert(n)
        open.push(connection.database.isTransaction)
        return result
      }),
    )
    expect(told).to.deep.equal([1, 2, 3, 4, 5])
    expect(open).to.deep.equal([false, false, false, false, false])
    expect(commits).to.equal(1)
    expect(stored()).to.deep.equal([1, 2, 3, 4, 5])
  })

  it('undoes a write that is refused, and keeps those before and behind it', async function () {
    const refuse = (): never => {
      throw commandError('BadValue', 'no')
    }
    const told = await Promise.all([insert(1), outcome(insert(2, refuse)), insert(3)])
    expect(told).to.deep.equal([1, 'no', 3])
    expect([commits, stored()]).to.deep.equal([1, [1, 3]])
  })

  it('does each write for itself when one fails for a reason of its own', async function () {
    const told = await Promise.all([insert(1), outcome(insert(1)), insert(2)])
    expect(told[1]).to.include('UNIQUE')
    expect([told[0], told[2]]).to.deep.equal([1, 2])
    expect([commits, stored()]).to.deep.equal([2, [1, 2]])
  })

  it('acknowledges nothing that could not be committed', async function () {
    // A constraint that is looked at when the transaction ends.
    connection.database.exec(
      'PRAGMA foreign_keys=ON; CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)',
    )
    const orphan = (): void => {
      connection.query('INSERT INTO child VALUES (99)').run()
    }
    const told = await Promise.all([insert(1), outcome(insert(2, orphan)), insert(3)])
    expect(told[1]).to.include('FOREIGN KEY')
    expect([told[0], told[2], stored()]).to.deep.equal([1, 3, [1, 3]])
  })

  it('waits for a transaction, each write for its own time, and gives way to it in turn', async function () {
    const owner = {}
    await lock.acquire(owner)
    const late = outcome(
      queue.write(
        () => 1,
        5,
        () => new Error('too long'),
      ),
    )
    const patient = insert(7)
    expect(await late).to.equal('too long')
    lock.release(owner)
    expect(await patient).to.equal(7)
    expect(lock.isFree).to.equal(true)
  })

  it('turns everybody away when the lock is closed', async function () {
    await lock.acquire({})
    const waiting = [outcome(insert(1)), outcome(insert(2))]
    await new Promise((resolve) => setImmediate(resolve))
    lock.close(() => new Error('closing'))
    expect(await Promise.all([...waiting, outcome(insert(3))])).to.deep.equal([
      'closing',
      'closing',
      'closing',
    ])
    expect(stored()).to.deep.equal([])
  })
})

describe('A connection', function () {
  it('is opened only where a commit is on disk before it returns', function () {
    const directory = mkdtempSync(join(tmpdir(), 'em-safe-'))
    const connection = new Connection(join(directory, 'mongo.sqlite'), { value: 0 })
    const first = (sql: string): unknown => connection.query(sql).get()?.[0]
    expect([first('PRAGMA synchronous'), first('PRAGMA journal_mode')]).to.deep.equal([2, 'wal'])
    connection.close()
    // A database in memory has no write-ahead log.
    expect(() => new Connection(':memory:', { value: 0 })).to.throw('cannot be kept safely')
    rmSync(directory, { recursive: true, force: true })
  })
})
