import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import { connectMongo, type MongoConnection } from '../../../src/adapters/mongo/connect.ts'
import { createMongoStores, type MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../../src/adapters/system/ids.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import type { EmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import { codeOf, itemOf, newTenant, signal } from '../../contract/records.ts'
import { startTestServer } from '../../support/mongo.ts'
import { mongoUriOf, openFaultLine, socketOf, type FaultLine } from '../../support/fault-line.ts'

describe('a database that cannot be reached', function () {
  this.timeout(60_000)
  let server: EmbeddedMongo
  let line: FaultLine
  let connection: MongoConnection
  let stores: MongoStores

  before(async function () {
    server = await startTestServer()
    line = await openFaultLine(socketOf(server.uri))
    connection = await connectMongo({ uri: mongoUriOf(line), databaseName: 'faults' })
    await connection.ensureIndexes(signal)
    stores = createMongoStores(connection, { clock: systemClock, ids: createIdGenerator(systemClock) })
  })
  after(async function () {
    await connection.close()
    await line[Symbol.asyncDispose]()
    await server.close()
  })
  // A heartbeat that was stuck refuses calls until it is heard again; each test begins with a database that answers.
  afterEach(async function () {
    line.set('pass')
    await untilItAnswers()
  })

  async function untilItAnswers(): Promise<void> {
    for (let tries = 0; tries < 400 && !(await answers()); tries += 1) await delay(50)
  }

  function answers(): Promise<boolean> {
    return connection.ping(signal).then(
      () => true,
      () => false,
    )
  }

  const { machine, id } = newTenant()
  const calls: readonly { name: string; call: () => Promise<unknown> }[] = [
    { name: 'a read', call: () => stores.incomingItems.find(machine, 'i', signal) },
    { name: 'a write', call: () => stores.incomingItems.insert(machine, itemOf(id), signal) },
    { name: 'a list', call: () => stores.incomingItems.list(machine, {}, { limit: 5 }, signal) },
    { name: 'a count', call: () => stores.incomingItems.countByState(machine, signal) },
    { name: 'a claim', call: () => stores.jobQueue.claim('w', 1_000, signal) },
    {
      name: 'a transaction',
      call: () =>
        stores.transactor.inTransaction(
          () => stores.incomingItems.insert(machine, itemOf(id), signal),
          signal,
        ),
    },
    { name: 'an attempt to sign in', call: () => stores.rateLimiter.consume('login', 'k', signal) },
    { name: 'the readiness check', call: () => connection.ping(signal) },
  ]
  const states = ['refuse', 'hang', 'reset'] as const
  for (const state of states) {
    it(`fails every call and does not hang on a line in state ${state}, and works again afterwards`, async function () {
      line.set(state)
      const failures = await Promise.all(
        calls.map(async ({ name, call }) => ({
          name,
          failure: await call().catch((error: unknown) => error),
        })),
      )
      for (const { name, failure } of failures) {
        if (!isMailroomError(failure, 'dependency-unavailable')) throw new Error(name, { cause: failure })
        expect(failure.retryAfterSeconds, name).to.equal(5)
        expect(failure.message, name).not.to.match(/sock|mongo/iu)
      }
      line.set('pass')
      // The heartbeat may tell of the hang only now, and takes the calls under way with it.
      await Promise.all(calls.map(({ call }) => call())).catch(async (error: unknown) => {
        if (!isMailroomError(error, 'dependency-unavailable')) throw error
        await untilItAnswers()
        for (const { call } of calls) await call()
      })
    })
  }

  it('lets a caller go at once who gives up while the database hangs', async function () {
    line.set('hang')
    const caller = AbortSignal.timeout(100)
    const failure: unknown = await stores.incomingItems
      .find(machine, 'i', caller)
      .catch((error: unknown) => error)
    expect(failure).to.equal(caller.reason)
  })

  it('commits once when the line is cut between the commit and its answer', async function () {
    const item = itemOf(id)
    line.cutAfter('commitTransaction')
    await stores.transactor.inTransaction(async () => {
      await stores.incomingItems.insert(machine, item, signal)
      await stores.auditLog.append(
        machine,
        { action: 'item.received', object: { kind: 'incoming-item', id: item.id } },
        signal,
      )
    }, signal)
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
    expect(await stores.auditLog.history(machine, 'incoming-item', item.id, signal)).to.have.length(1)
    expect(await stores.auditLog.verify(machine, signal)).to.deep.include({ ok: true })
  })

  it('runs a transaction again when the line is cut in the middle of it', async function () {
    const item = itemOf(id)
    let runs = 0
    await stores.transactor.inTransaction(async () => {
      runs += 1
      await stores.incomingItems.insert(machine, item, signal)
      if (runs === 1) line.set('pass')
      await stores.incomingItems.save(machine, { ...item, note: 'zweiter Schritt' }, signal)
    }, signal)
    expect(runs).to.equal(2)
    expect((await stores.incomingItems.find(machine, item.id, signal))?.note).to.equal('zweiter Schritt')
  })

  it('is told at the start', async function () {
    line.set('refuse')
    const connecting = connectMongo({ uri: mongoUriOf(line), databaseName: 'faults' })
    expect(await codeOf(connecting)).to.equal('dependency-unavailable')
  })

  it('does not keep a caller who gives up connecting', async function () {
    line.set('hang')
    const caller = AbortSignal.timeout(200)
    const failure: unknown = await connectMongo({
      uri: mongoUriOf(line),
      databaseName: 'faults',
      signal: caller,
    }).catch((error: unknown) => error)
    expect(failure).to.equal(caller.reason)
  })
})
