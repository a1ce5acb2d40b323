import { expect } from 'chai'
import { COLLECTIONS } from '../../../src/adapters/mongo/collections.ts'
import { connectMongo } from '../../../src/adapters/mongo/connect.ts'
import { createMongoStores, type MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../../src/adapters/system/ids.ts'
import type { Actor } from '../../../src/domain/access/actor.ts'
import { itemOf, newTenant, pageOf, documentOf, signal } from '../../contract/records.ts'
import { startTestMongo, type TestMongo } from '../../support/mongo.ts'

describe('MongoDB storage', function () {
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

  it('has every index that is declared, and can be asked to make them again', async function () {
    await mongo.connection.ensureIndexes(signal)
    for (const { model, schema, collection } of COLLECTIONS) {
      const declared = schema.indexes().map(([fields]) => JSON.stringify(fields))
      const made = await mongo.connection.connection.model(model).listIndexes()
      const keys = made.map(({ key }) => JSON.stringify(key))
      expect(keys, collection).to.include.members(declared)
    }
  })

  it('drops indexes that forbid what is allowed by now', async function () {
    const scanners = mongo.connection.connection.collection('scanners')
    await scanners.createIndexes([{ key: { folder: 1 }, name: 'folder_1', unique: true }])
    await mongo.connection.ensureIndexes(signal)
    await mongo.connection.ensureIndexes(signal)
    const names = (await scanners.indexes()).map(({ name }) => name)
    expect(names).to.include('tenantId_1_folder_1').and.not.to.include('folder_1')
  })

  it('is tested on a server that refuses queries without an index', async function () {
    await stores.incomingItems.insert(newTenant().machine, itemOf('x'), signal).catch(() => undefined)
    const { id, machine } = newTenant()
    await stores.incomingItems.insert(machine, itemOf(id), signal)
    const scanning = mongo.connection.connection.collection('incoming_items').findOne({ note: 'x' })
    expect(await scanning.catch((error: unknown) => error)).to.be.instanceOf(Error)
  })

  it('refuses a database that a newer program has written', async function () {
    const meta = mongo.connection.connection.collection<{ _id: string }>('meta')
    await meta.updateOne({ _id: 'schema' }, { $set: { version: 99 } })
    const failure: unknown = await connectMongo(mongo).catch((error: unknown) => error)
    await meta.updateOne({ _id: 'schema' }, { $set: { version: 2 } })
    expect(String(failure)).to.match(/schema version 99.*versions up to 2/u)
    await (await connectMongo(mongo)).close()
  })

  it('marks a database of an older program as its own, so that this one leaves it alone from now on', async function () {
    const meta = mongo.connection.connection.collection<{ _id: string }>('meta')
    await meta.updateOne({ _id: 'schema' }, { $set: { version: 1 } })
    await (await connectMongo(mongo)).close()
    expect(await meta.findOne({ _id: 'schema' })).to.include({ version: 2 })
  })

  it('keeps fields out that are not declared', async function () {
    const { id, machine } = newTenant()
    const item = Object.assign(itemOf(id), { isAdmin: true })
    const failure: unknown = await stores.incomingItems
      .insert(machine, item, signal)
      .catch((error: unknown) => error)
    expect(String(failure)).to.contain('isAdmin')
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.equal(undefined)
  })

  const operators: readonly unknown[] = [
    { $ne: null },
    { $gt: '' },
    { $regex: '.*' },
    { $where: '1' },
    ['a', 'b'],
  ]
  for (const operator of operators) {
    it(`obeys no operator in the place of a value: ${JSON.stringify(operator)}`, async function () {
      const { id, machine, social } = newTenant()
      const item = itemOf(id, { batchId: 'b', readKeys: ['unit:social'] })
      await stores.incomingItems.insert(machine, item, signal)
      const value = operator as string
      const foreign: Actor = { ...social, tenantId: value }
      const attempts: readonly (() => Promise<unknown>)[] = [
        () => stores.incomingItems.find(machine, value, signal),
        () => stores.incomingItems.find(foreign, item.id, signal),
        () =>
          stores.incomingItems
            .list(machine, { batchId: value }, { limit: 5 }, signal)
            .then((page) => page.items[0]),
        () => stores.signIn.findCredential(value, signal),
        () => stores.signIn.findSession(value, new Date(), signal),
        () => stores.intakeStore.findSubmission(machine, value, signal),
      ]
      for (const attempt of attempts) {
        const outcome = await attempt().catch(() => undefined)
        expect(outcome).to.equal(undefined)
      }
    })
  }

  it('numbers receipts without gaps for two processes at once', async function () {
    const other = await connectMongo(mongo)
    const otherStores = createMongoStores(other, { clock: systemClock, ids: createIdGenerator(systemClock) })
    const { id, machine } = newTenant()
    const intake = (through: MongoStores): Promise<number> =>
      through.transactor.inTransaction(async () => {
        const serial = await through.incomingItems.nextReceiptSerial(machine, 2026, signal)
        await through.incomingItems.insert(machine, itemOf(id, { receiptNumber: `MZ-${serial}` }), signal)
        await through.auditLog.append(
          machine,
          { action: 'item.received', object: { kind: 'incoming-item', id } },
          signal,
        )
        return serial
      }, signal)
    const intakes = Array.from({ length: 20 }, (_, index) => intake(index % 2 === 0 ? stores : otherStores))
    const serials = (await Promise.all(intakes)).sort((left, right) => left - right)
    expect(serials).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(await otherStores.auditLog.verify(machine, signal)).to.deep.include({ ok: true, eventCount: 20 })
    await other.close()
  })

  it('stores pages packed, never as documents of words', async function () {
    const { id, machine } = newTenant()
    const document = documentOf(id)
    await stores.documents.insert(machine, document, signal)
    await stores.documents.savePage(machine, document.id, pageOf(1), signal)
    const row = await mongo.connection.connection
      .collection<{ _id: string }>('pages')
      .findOne({ _id: `${document.id}/1` })
    expect(row).not.to.have.property('blocks')
  })

  it('reports a damaged page instead of giving out half of it', async function () {
    const { id, machine } = newTenant()
    const document = documentOf(id)
    await stores.documents.insert(machine, document, signal)
    await stores.documents.savePage(machine, document.id, pageOf(1), signal)
    const pages = mongo.connection.connection.collection<{ _id: string }>('pages')
    await pages.updateOne({ _id: `${document.id}/1` }, { $set: { layout: Buffer.from('xx') } })
    const failure: unknown = await stores.documents
      .findPage(machine, document.id, 1, signal)
      .catch((error: unknown) => error)
    expect(failure).to.have.property('code', 'integrity-failure')
  })

  it('keeps no names and addresses of people who try to sign in', async function () {
    await stores.rateLimiter.consume('login', 'mueller|192.0.2.7', signal)
    const rows = await mongo.connection.connection
      .collection('attempts')
      .find({ key: { $gt: '' } })
      .toArray()
    expect(JSON.stringify(rows)).not.to.match(/mueller|192\.0/u)
  })
})
