import { join } from 'node:path'
import { connectMongo } from '../../src/adapters/mongo/connect.ts'
import { startEmbeddedMongo } from '../../src/embedded-mongo/start.ts'
import { itemOf } from '../../test/contract/records.ts'

const BATCH = 1_000
const DAYS = 60
const DAY_MS = 24 * 3_600_000

interface Fill {
  readonly storageDir: string
  readonly databaseName: string
  readonly slug: string
  readonly count: number
}

/** Puts open items without files into the inbox of the mailroom, all older than what lies there. The product must not run. */
export async function fillInbox({ storageDir, databaseName, slug, count }: Fill): Promise<void> {
  await using server = await startEmbeddedMongo({ directory: join(storageDir, 'db') })
  const mongo = await connectMongo({ uri: server.uri, databaseName })
  try {
    const tenant = await mongo.connection.collection('tenants').findOne({ slug })
    if (tenant === null) throw new Error(`There is no tenant ${slug}.`)
    const items = mongo.connection.collection<{ _id: string }>('incoming_items')
    for (let from = 0; from < count; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) =>
        openItem(String(tenant._id), from + offset, count),
      )
      await items.insertMany(rows)
    }
  } finally {
    await mongo.close()
  }
}

function openItem(tenantId: string, number: number, count: number): { _id: string } {
  const at = new Date(Date.now() - DAY_MS - (number / count) * DAYS * DAY_MS).toISOString()
  const { id, ...fields } = itemOf(tenantId, {
    receiptNumber: `BENCH-${String(number).padStart(6, '0')}`,
    receivedAt: at,
    capturedAt: at,
    state: 'indexing',
    subject: `Antrag auf Wohngeld, Schreiben Nummer ${number}`,
    sender: `Absender ${number % 3_000}`,
    documentIds: [],
    processing: { state: 'done', stage: 'done', pagesDone: 1, pagesTotal: 1 },
  })
  return { ...fields, _id: id }
}
