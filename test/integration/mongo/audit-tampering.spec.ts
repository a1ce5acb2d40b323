import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { createMongoStores, type MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { createObjectAnchors } from '../../../src/adapters/object-anchors/anchor-store.ts'
import { createIdGenerator } from '../../../src/adapters/system/ids.ts'
import { createSeal, sealKeyFrom } from '../../../src/adapters/system/seal.ts'
import { nextEvent } from '../../../src/domain/audit/chain.ts'
import { canonicalEvent, FIRST_PREVIOUS_HASH, type AuditEvent } from '../../../src/domain/audit/event.ts'
import { createChainAnchoring } from '../../../src/usecases/audit/anchor-chains.ts'
import { createVerifyAudit } from '../../../src/usecases/audit/verify-audit.ts'
import { newTenant, signal } from '../../contract/records.ts'
import { createMemoryBlobStore } from '../../support/memory-blob-store.ts'
import { startTestMongo, type TestMongo } from '../../support/mongo.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

/** The collections as somebody sees them who has the database's password. */
interface Raw {
  readonly update: (seq: number, change: object) => Promise<unknown>
  readonly remove: (filter: object) => Promise<unknown>
  readonly moveHead: (change: object) => Promise<unknown>
  readonly insert: (row: object) => Promise<unknown>
}

/** What only the anchors can tell: who has the database's password moves the head along, and the chain fits again. */
interface Anchored {
  readonly name: string
  readonly tamper: (raw: Raw, events: readonly AuditEvent[]) => Promise<unknown>
  readonly firstBadSeq: number
  readonly problem: string
}

const EVENTS = 30
const ENTRY = { action: 'item.changed', object: { kind: 'incoming-item', id: 'i' } } as const

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function rewriteFrom(raw: Raw, events: readonly AuditEvent[], seq: number): Promise<void> {
  let head = { count: seq - 1, hash: events[seq - 2]?.hash ?? FIRST_PREVIOUS_HASH }
  for (const old of events.slice(seq - 1)) {
    const { seq: _seq, previousHash: _previous, hash: _hash, ...said } = old
    const event = nextEvent(head, { ...said, action: 'item.forged' }, hashText)
    await raw.update(old.seq, { action: event.action, previousHash: event.previousHash, hash: event.hash })
    head = { count: event.seq, hash: event.hash }
  }
  await raw.moveHead(head)
}

async function cutBehind(raw: Raw, events: readonly AuditEvent[], count: number): Promise<void> {
  await raw.remove({ seq: { $gt: count } })
  await raw.moveHead({ count, hash: events[count - 1]?.hash })
}

const ANCHORED: readonly Anchored[] = [
  {
    name: 'the last ten events cut off',
    tamper: (raw, events) => cutBehind(raw, events, EVENTS - 10),
    firstBadSeq: 21,
    problem: 'tail-cut',
  },
  {
    name: 'the last event cut off',
    tamper: (raw, events) => cutBehind(raw, events, EVENTS - 1),
    firstBadSeq: 30,
    problem: 'tail-cut',
  },
  {
    name: 'everything from an event in the middle of a stretch rewritten',
    tamper: (raw, events) => rewriteFrom(raw, events, 9),
    firstBadSeq: 9,
    problem: 'rewritten',
  },
  {
    name: 'the whole chain rewritten',
    tamper: (raw, events) => rewriteFrom(raw, events, 1),
    firstBadSeq: 1,
    problem: 'rewritten',
  },
  {
    name: 'one event altered with its hash, so that only the next one seems not to fit',
    tamper: async (raw, [, , , fourth]) => {
      if (fourth === undefined) throw new Error('The event is missing.')
      const forged = { ...fourth, action: 'item.forged' }
      await raw.update(4, { action: forged.action, hash: hashText(canonicalEvent(forged)) })
    },
    firstBadSeq: 4,
    problem: 'rewritten',
  },
]

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

  async function anchoredChain() {
    const { id, machine } = newTenant()
    const blobs = createMemoryBlobStore()
    const ports = {
      ...stores,
      anchorStore: createObjectAnchors(
        blobs,
        createSeal(sealKeyFrom('a key for tests only, of some length')),
      ),
      clock: systemClock,
      ids: createIdGenerator(systemClock),
      log: SILENT_LOG,
    }
    const anchoring = createChainAnchoring(ports)
    for (let seq = 1; seq <= EVENTS; seq += 1) {
      await stores.auditLog.append(machine, ENTRY, signal)
      if (seq % 7 === 0 || seq === EVENTS) await anchoring.catchUp(signal)
    }
    const verify = createVerifyAudit(ports)
    const restarted = createChainAnchoring(ports)
    return { id, machine, blobs, anchoring, restarted, verify: () => verify(machine, signal) }
  }

  for (const { name, tamper, firstBadSeq, problem } of ANCHORED) {
    it(`is found by what is kept outside: ${name}`, async function () {
      const { id, machine, verify, anchoring, restarted } = await anchoredChain()
      expect(await verify()).to.deep.include({ ok: true, eventCount: EVENTS })
      await tamper(rawOf(id), await stores.auditLog.events(machine, 0, EVENTS, signal))
      expect(await verify()).to.deep.include({ ok: false, firstBadSeq, problem })
      // Going on does not hide it: not with a process that knows the chain, and not with a fresh one.
      for (let count = 0; count < 12; count += 1) await stores.auditLog.append(machine, ENTRY, signal)
      await anchoring.catchUp(signal)
      await restarted.catchUp(signal)
      expect(await verify()).to.deep.include({ ok: false, firstBadSeq })
    })
  }

  it('is found when an anchor was taken out of the middle', async function () {
    const { id, verify, blobs } = await anchoredChain()
    const second = [...blobs.objects.keys()].filter((key) => key.startsWith(`anchors/${id}/`)).sort()[1]
    blobs.objects.delete(second ?? '')
    expect(await verify()).to.deep.include({ ok: false, firstBadSeq: 8, problem: 'anchor-damaged' })
  })

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
