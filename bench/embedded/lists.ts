import { connectMongo, type MongoConnection } from '../../src/adapters/mongo/connect.ts'
import { createMongoStores, type MongoStores } from '../../src/adapters/mongo/stores.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../src/adapters/system/ids.ts'
import { MAILROOM_KEY, systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import type { IncomingItem } from '../../src/domain/intake/incoming-item.ts'
import type { ItemFilter } from '../../src/ports/incoming-items.ts'
import { itemOf as recordOf, usualState } from '../../test/contract/records.ts'
import { percentile } from '../retrieval/ranking.ts'

export interface ListTime {
  readonly name: string
  readonly p50Ms: number
  readonly p95Ms: number
}

const TENANT = 'bench'
const UNITS = 40
const ROUNDS = 40
const PAGE = 50
const FILL_BATCH = 1_000
const signal = new AbortController().signal

export function personOf(tenantId: string, userId: string, grantKeys: readonly string[]): Actor {
  return {
    ...systemActor(tenantId, 'bench'),
    kind: 'user',
    userId,
    displayName: userId,
    roles: ['clerk'],
    orgUnitIds: [],
    grantKeys,
  }
}

export function inboxItemOf(number: number): IncomingItem {
  const unit = (number * 7) % UNITS
  const at = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString()
  const userId = `clerk ${number % 200}`
  return recordOf(TENANT, {
    id: `item-${number}`,
    receiptNumber: `P-2024-${number}`,
    receivedAt: at,
    capturedAt: at,
    state: usualState(number),
    subject: `Antrag auf Wohngeld, Schreiben Nummer ${number}`,
    sender: `Absender ${number % 3000}`,
    documentIds: [`document-${number}`],
    target: { orgUnitId: `unit-${unit}` },
    ...(number % 40 === 0 && { claim: { userId, displayName: userId, at } }),
    processing: { state: 'done', stage: 'understand', pagesDone: 3, pagesTotal: 3 },
    createdBy: { userId: 'mailroom', displayName: 'Poststelle' },
    readKeys: [MAILROOM_KEY, unitKey(`unit-${unit}`), unitKey(`unit-${(unit + number) % UNITS}`)],
  })
}

async function fill(mongo: MongoConnection, rows: number): Promise<number> {
  const collection = mongo.connection.collection<{ _id: string }>('incoming_items')
  const startedAtMs = performance.now()
  for (let from = 0; from < rows; from += FILL_BATCH) {
    const batch = Array.from({ length: Math.min(FILL_BATCH, rows - from) }, (_, offset) => {
      const { id, ...fields } = inboxItemOf(from + offset)
      return { ...fields, _id: id }
    })
    await collection.insertMany(batch)
  }
  return (rows * 1000) / (performance.now() - startedAtMs)
}

export async function timesOf(name: string, operation: () => Promise<unknown>): Promise<ListTime> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now()
    await operation()
    times.push(performance.now() - startedAtMs)
  }
  return { name, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) }
}

/** Reads through all pages, one at each call. */
function pager({ incomingItems }: MongoStores, actor: Actor, filter: ItemFilter): () => Promise<unknown> {
  let cursor: string | undefined
  return async () => {
    const page = await incomingItems.list(
      actor,
      filter,
      { limit: PAGE, ...(cursor !== undefined && { cursor }) },
      signal,
    )
    cursor = page.nextCursor
  }
}

export async function timeLists(stores: MongoStores): Promise<ListTime[]> {
  const { incomingItems } = stores
  const clerk = personOf(TENANT, 'clerk 3', [unitKey('unit-3'), unitKey('unit-4'), 'user:clerk 3'])
  const many = personOf(
    TENANT,
    'clerk 4',
    Array.from({ length: 20 }, (_, unit) => unitKey(`unit-${unit}`)),
  )
  const stranger = personOf(TENANT, 'nobody', ['user:nobody'])
  const everyone = systemActor(TENANT, 'bench')
  const list = (actor: Actor, filter: ItemFilter) => () =>
    incomingItems.list(actor, filter, { limit: PAGE }, signal)
  const open = { states: ['routed', 'accepted'] as const }
  return [
    await timesOf('clerk of two units: first page and its count', list(clerk, {})),
    await timesOf('clerk of two units: further pages', pager(stores, clerk, {})),
    await timesOf('clerk of two units: open mail', list(clerk, open)),
    await timesOf('clerk of two units: own work', list(clerk, { assigneeId: 'clerk 3' })),
    await timesOf('clerk of two units: one sender', list(clerk, { sender: 'Absender 17' })),
    await timesOf('head of twenty units: open mail', list(many, open)),
    await timesOf('somebody who may read nothing', list(stranger, {})),
    await timesOf('mailroom: all mail', list(everyone, {})),
    await timesOf('mailroom: open mail of one unit', list(everyone, { ...open, orgUnitId: 'unit-3' })),
    await timesOf('clerk: numbers by state', () => incomingItems.countByState(clerk, signal)),
    await timesOf('mailroom: numbers by state', () => incomingItems.countByState(everyone, signal)),
  ]
}

/** Fills the inbox and times the pages that people look at, through the adapter that the product uses. */
export async function measureLists(
  uri: string,
  rows: number,
): Promise<{ readonly fillPerSecond: number; readonly lists: readonly ListTime[] }> {
  const mongo = await connectMongo({ uri, databaseName: 'bench' })
  try {
    await mongo.ensureIndexes(signal)
    const fillPerSecond = await fill(mongo, rows)
    const stores = createMongoStores(mongo, { clock: systemClock, ids: createIdGenerator(systemClock) })
    return { fillPerSecond, lists: await timeLists(stores) }
  } finally {
    await mongo.close()
  }
}
