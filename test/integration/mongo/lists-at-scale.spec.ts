import { expect } from 'chai'
import { createMongoStores, type MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../../src/adapters/system/ids.ts'
import { unitKey, type Actor } from '../../../src/domain/access/actor.ts'
import type { DeskFilter } from '../../../src/ports/desk-entries.ts'
import type { Page } from '../../../src/ports/repository.ts'
import { caseFileOf, itemOf, newTenant, signal, usualState } from '../../contract/records.ts'
import { startTestMongo, type TestMongo } from '../../support/mongo.ts'

const ROWS = 3_000
const PAGE = 20
const STEP = 250
/** A page, what the next page needs to be known of, and the plans that are tried beside the best one. */
const MOST_EXAMINED = 700

type ListPage = (cursor: string | undefined) => Promise<Page<{ readonly id: string }>>

/** A single command of thousands of records lets the driver's own look at the server wait too long on a busy machine. */
async function insertInSteps<Row extends { readonly _id: string }>(
  collection: { insertMany(rows: Row[]): Promise<unknown> },
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += STEP)
    await collection.insertMany(rows.slice(from, from + STEP))
}

async function allPages(list: ListPage): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(cursor)
    found.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return found
}

describe(`Lists over ${ROWS} records, in which a query may look at ${MOST_EXAMINED} at most`, function () {
  this.timeout(120_000)
  const tenant = newTenant()
  const clerk: Actor = { ...tenant.roads, grantKeys: [unitKey('u3'), unitKey('u4'), 'user:me'] }
  const stranger: Actor = { ...tenant.roads, grantKeys: ['user:nobody'] }
  let mongo: TestMongo
  let stores: MongoStores
  let items: ReturnType<typeof itemOf>[]

  before(async function () {
    mongo = await startTestMongo({ refuseReadingMore: MOST_EXAMINED })
    stores = createMongoStores(mongo.connection, { clock: systemClock, ids: createIdGenerator(systemClock) })
    items = Array.from({ length: ROWS }, (_, number) =>
      itemOf(tenant.id, {
        id: `item-${String(number).padStart(6, '0')}`,
        capturedAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(number / 3) * 1000).toISOString(),
        state: usualState(number),
        sender: `sender ${number % 500}`,
        readKeys: [unitKey(`u${number % 20}`), unitKey(`u${(number * 7) % 20}`)],
        ...(number % 100 === 0 && {
          claim: { userId: 'me', displayName: 'Me', at: '2026-01-01T00:00:00.000Z' },
        }),
      }),
    )
    const collection = mongo.connection.connection.collection<{ _id: string }>('incoming_items')
    await insertInSteps(
      collection,
      items.map(({ id, ...fields }) => ({ ...fields, _id: id })),
    )
    const files = mongo.connection.connection.collection<{ _id: string }>('case_files')
    const fileRows = Array.from({ length: ROWS }, (_, number) => {
      const { id, ...fields } = caseFileOf(tenant.id, { readKeys: [unitKey(`u${number % 20}`)] })
      return { ...fields, _id: id }
    })
    await insertInSteps(files, fileRows)
  })
  after(async function () {
    await mongo[Symbol.asyncDispose]()
  })

  const newestFirst = (wanted: (item: ReturnType<typeof itemOf>) => boolean): string[] =>
    items
      .filter(wanted)
      .sort((a, b) =>
        a.capturedAt === b.capturedAt ? (a.id < b.id ? 1 : -1) : a.capturedAt < b.capturedAt ? 1 : -1,
      )
      .map(({ id }) => id)
  const canRead = ({ readKeys }: ReturnType<typeof itemOf>): boolean =>
    readKeys.some((key) => clerk.grantKeys.includes(key))

  it('gives a clerk every page of what the units may see, in order and each item once', async function () {
    const found = await allPages((cursor) =>
      stores.incomingItems.list(clerk, {}, { limit: PAGE, ...(cursor !== undefined && { cursor }) }, signal),
    )
    expect(found).to.deep.equal(newestFirst(canRead))
  })

  it('gives open mail, own work, one sender, and everything to the mailroom', async function () {
    const first = async (
      actor: Actor,
      filter: Parameters<typeof stores.incomingItems.list>[1],
    ): Promise<string[]> =>
      (await stores.incomingItems.list(actor, filter, { limit: PAGE }, signal)).items.map(({ id }) => id)
    const states = ['routed', 'accepted'] as const
    const isOpen = ({ state }: ReturnType<typeof itemOf>): boolean =>
      state === 'routed' || state === 'accepted'
    expect(await first(clerk, { states })).to.deep.equal(
      newestFirst((item) => canRead(item) && isOpen(item)).slice(0, PAGE),
    )
    expect(await first(clerk, { assigneeId: 'me' })).to.deep.equal(
      newestFirst((item) => canRead(item) && item.claim !== undefined).slice(0, PAGE),
    )
    expect(await first(clerk, { sender: 'sender 3' })).to.deep.equal(
      newestFirst((item) => canRead(item) && item.sender === 'sender 3').slice(0, PAGE),
    )
    expect(await first(tenant.machine, {})).to.deep.equal(newestFirst(() => true).slice(0, PAGE))
    expect(await first(tenant.machine, { states })).to.deep.equal(newestFirst(isOpen).slice(0, PAGE))
    expect(await first(stranger, {})).to.deep.equal([])
  })

  it('counts by state without reading a record', async function () {
    const counts = await stores.incomingItems.countByState(clerk, signal)
    expect(counts.done).to.equal(items.filter((item) => canRead(item) && item.state === 'done').length)
    expect((await stores.incomingItems.countByState(tenant.machine, signal)).done).to.equal((ROWS / 10) * 7)
  })

  it('gives a clerk what is due on the desks of the units, and what is his own, page by page', async function () {
    const desk = ['u3', 'u4'].map((unit) => unitKey(unit))
    const entries = Array.from({ length: ROWS }, (_, number) => ({
      _id: `entry-${String(number).padStart(6, '0')}`,
      tenantId: tenant.id,
      kind: number % 2 === 0 ? 'deadline' : 'resubmission',
      object: { kind: 'incoming-item', id: `item-${String(number).padStart(6, '0')}` },
      objectNumber: String(number),
      keeper: unitKey(`u${number % 20}`),
      readKeys: [unitKey(`u${number % 20}`)],
      purpose: 'p',
      dueOn: new Date(Date.UTC(2026, 0, 1 + ((number * 7) % 365))).toISOString().slice(0, 10),
      remindOn: '2026-01-01',
      state: number % 10 === 3 ? 'open' : 'done',
      ...(number % 100 === 3 && { assignee: { userId: 'me', displayName: 'Me' } }),
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: { userId: 'u', displayName: 'U' },
      version: 1,
    }))
    const collection = mongo.connection.connection.collection<{ _id: string }>('desk_entries')
    await insertInSteps(collection, entries)
    const byDay = (wanted: (entry: (typeof entries)[number]) => boolean): string[] =>
      entries
        .filter((entry) => entry.state === 'open' && desk.includes(entry.keeper) && wanted(entry))
        .sort((a, b) => (`${a.dueOn}/${a._id}` < `${b.dueOn}/${b._id}` ? -1 : 1))
        .map(({ _id }) => _id)
    const pages = (filter: DeskFilter) =>
      allPages((cursor) =>
        stores.deskEntries.list(
          clerk,
          filter,
          { limit: PAGE, ...(cursor !== undefined && { cursor }) },
          signal,
        ),
      )
    expect(await pages({ keepers: clerk.grantKeys })).to.deep.equal(byDay(() => true))
    expect(await pages({ keepers: clerk.grantKeys, remindBy: '2026-06-01' })).to.deep.equal(byDay(() => true))
    expect(await pages({ assigneeIds: ['me', 'you'] })).to.deep.equal(
      byDay(({ assignee }) => assignee !== undefined),
    )
    const [first] = await stores.deskEntries
      .list(clerk, {}, { limit: 1 }, signal)
      .then(({ items: one }) => one)
    expect(first?.id).to.equal(byDay(() => true)[0])
  })

  it('fails where a query would read on', async function () {
    const collection = mongo.connection.connection.collection('incoming_items')
    const failure: unknown = await collection.countDocuments({ tenantId: tenant.id, note: 'x' }).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).to.include({ code: 291 })
  })
})
