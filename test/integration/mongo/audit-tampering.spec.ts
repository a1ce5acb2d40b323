import { expect } from 'chai'
import { createMongoStores, type MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../../src/adapters/system/ids.ts'
import { newTenant, signal } from '../../contract/records.ts'
import { startTestMongo, type TestMongo } from '../../support/mongo.ts'

/** The collections as somebody sees them who has the database's password. */
interface Raw {
  readonly update: (seq: number, change: object) => Promise<unknown>
  readonly remove: (filter: object) => Promise<unknown>
  readonly moveHead: (change: object) => Promise<unknown>
  readonly insert: (row: object) => Promise<unknown>
}

describe('tampering with the audit chain in the database', function () {
  this.timeout(60_000)
  let mongo: TestMongo
  let stores: MongoStores

  before(async function () {
    mongo = await startTestMongo()
    stores = createMongoStores(mongo.connection, { clock: systemClock, ids: createIdGenerator(systemClock) })
  })
  after(async function () {
    await mongo[Symbol.asyncDispose]()
  })

  function rawOf(tenantId: string): Raw {
    const events = mongo.connection.connection.collection<{ _id: string; tenantId: string }>('audit_events')
    const heads = mongo.connection.connection.collection<{ _id: string }>('audit_heads')
    return {
      update: (seq, change) => events.updateOne({ tenantId, seq }, { $set: change }),
      remove: (filter) => events.deleteMany({ tenantId, ...filter }),
      moveHead: (change) => heads.updateOne({ _id: tenantId }, { $set: change }),
      insert: (row) => events.insertOne({ _id: `${tenantId}/x`, tenantId, ...row }),
    }
  }

  const cases: readonly {
    name: string
    tamper: (raw: Raw) => Promise<unknown>
    firstBadSeq: number
    problem: string
  }[] = [
    {
      name: 'an action',
      tamper: (raw) => raw.update(3, { action: 'x' }),
      firstBadSeq: 3,
      problem: 'event-altered',
    },
    {
      name: 'who it was',
      tamper: (raw) => raw.update(2, { 'actor.userId': 'x' }),
      firstBadSeq: 2,
      problem: 'event-altered',
    },
    {
      name: 'the time',
      tamper: (raw) => raw.update(1, { at: '2026-01-01T00:00:00.000Z' }),
      firstBadSeq: 1,
      problem: 'event-altered',
    },
    {
      name: 'the values',
      tamper: (raw) => raw.update(4, { changes: '{"note":{}}' }),
      firstBadSeq: 4,
      problem: 'event-altered',
    },
    {
      name: 'the values, to something unreadable',
      tamper: (raw) => raw.update(4, { changes: '{' }),
      firstBadSeq: 4,
      problem: 'event-altered',
    },
    {
      name: 'a hash',
      tamper: (raw) => raw.update(5, { hash: 'f'.repeat(64) }),
      firstBadSeq: 5,
      problem: 'event-altered',
    },
    {
      name: 'a deleted event in the middle',
      tamper: (raw) => raw.remove({ seq: 3 }),
      firstBadSeq: 3,
      problem: 'event-missing',
    },
    {
      name: 'a deleted beginning',
      tamper: (raw) => raw.remove({ seq: { $lt: 3 } }),
      firstBadSeq: 1,
      problem: 'event-missing',
    },
    {
      name: 'a cut tail',
      tamper: (raw) => raw.remove({ seq: { $gt: 4 } }),
      firstBadSeq: 5,
      problem: 'tail-cut',
    },
    { name: 'a chain that is gone', tamper: (raw) => raw.remove({}), firstBadSeq: 1, problem: 'tail-cut' },
    {
      name: 'a cut tail whose head was set back',
      tamper: async (raw) => {
        await raw.remove({ seq: { $gt: 4 } })
        await raw.moveHead({ count: 4 })
      },
      firstBadSeq: 4,
      problem: 'chain-broken',
    },
    {
      name: "two events in each other's place",
      tamper: async (raw) => {
        await raw.update(2, { seq: 99 })
        await raw.update(3, { seq: 2 })
        await raw.update(99, { seq: 3 })
      },
      firstBadSeq: 2,
      problem: 'event-altered',
    },
    {
      name: 'an event slipped in at the end',
      tamper: (raw) => raw.insert({ seq: 7, action: 'x', hash: 'x' }),
      firstBadSeq: 7,
      problem: 'chain-broken',
    },
    {
      name: 'a head set back',
      tamper: (raw) => raw.moveHead({ count: 2 }),
      firstBadSeq: 3,
      problem: 'chain-broken',
    },
  ]
  for (const { name, tamper, firstBadSeq, problem } of cases) {
    it(`is found and named: ${name}`, async function () {
      const { id, machine } = newTenant()
      for (let count = 0; count < 6; count += 1) {
        const changes = { note: { before: count, after: 'ä' } }
        const entry = { action: 'item.changed', object: { kind: 'incoming-item', id: 'i' }, changes } as const
        await stores.auditLog.append(machine, entry, signal)
      }
      expect(await stores.auditLog.verify(machine, signal)).to.deep.include({ ok: true, eventCount: 6 })
      await tamper(rawOf(id))
      expect(await stores.auditLog.verify(machine, signal)).to.deep.include({
        ok: false,
        firstBadSeq,
        problem,
      })
    })
  }

  it('is found far down a long chain', async function () {
    const { id, machine } = newTenant()
    const entry = { action: 'item.changed', object: { kind: 'incoming-item', id: 'i' } } as const
    await stores.transactor.inTransaction(async () => {
      for (let count = 0; count < 603; count += 1) await stores.auditLog.append(machine, entry, signal)
    }, signal)
    expect(await stores.auditLog.verify(machine, signal)).to.deep.include({ ok: true, eventCount: 603 })
    await rawOf(id).update(602, { requestId: 'x' })
    expect(await stores.auditLog.verify(machine, signal)).to.deep.include({
      firstBadSeq: 602,
      problem: 'event-altered',
    })
  })
})
