import type { Platform } from '../../../src/compose.ts'
import { systemActor, type Actor } from '../../../src/domain/access/actor.ts'
import type { Batch } from '../../../src/domain/batches/batch.ts'
import type { IncomingItem } from '../../../src/domain/intake/incoming-item.ts'
import { proposeSplit } from '../../../src/domain/stacks/propose-split.ts'
import { batchOf, checkOf, documentOf, itemOf, pageOf } from '../../contract/records.ts'
import { store } from './seed-objects.ts'
import type { DividedScan, SeededTenant } from './seeded.ts'

const SIGNAL = new AbortController().signal

/** A batch with one scan that is read and waits to be divided. */
export async function seedBatch(
  platform: Platform,
  tenantId: string,
  word: string,
): Promise<Pick<SeededTenant, 'batchId' | 'stackId' | 'checkId' | 'boxId' | 'scannerId'>> {
  const { ids, scanners, scanChecks } = platform
  const machine = systemActor(tenantId, 'seed')
  const batch = batchOf(tenantId, withWord(word, { number: `ST-2026-${word}` }))
  const scan = await insertScan(platform, machine, { batch, state: 'qc', word })
  const scannerId = ids.next()
  const settings = {
    protectionClass: 'normal',
    channel: 'letter',
    dividesAlone: false,
    byContent: true,
  } as const
  const scanner = {
    id: scannerId,
    tenantId,
    name: word,
    folder: word,
    ...settings,
    disabled: false,
    version: 1,
  }
  await scanners.insert(machine, scanner, SIGNAL)
  const check = checkOf(tenantId, {
    itemId: scan.stackItemId,
    receiptNumber: scan.stackNumber,
    batchId: batch.id,
    stackItemId: scan.stackItemId,
    stackNumber: scan.stackNumber,
    documentId: scan.stackDocumentId,
    pages: [{ page: 1, turn: 0, role: 'page' }],
    operators: [batch.createdBy],
    operatorName: word,
  })
  await scanChecks.insert(machine, check, SIGNAL)
  const boxId = await seedBox(platform, machine, batch)
  return { batchId: batch.id, stackId: scan.stackItemId, checkId: check.id, boxId, scannerId }
}

/** A scan of which all letters of the tenant were cut out. */
export async function seedDividedScan(
  platform: Platform,
  tenantId: string,
  word: string,
): Promise<DividedScan> {
  const machine = systemActor(tenantId, 'seed')
  const batch = batchOf(tenantId, withWord(word, { number: `ST-2025-${word}` }))
  const scan = await insertScan(platform, machine, { batch, state: 'split', word })
  return { batchId: batch.id, origin: { ...scan, pages: [{ page: 1, turn: 0 }] } }
}

function withWord(word: string, batch: Partial<Batch>): Partial<Batch> {
  return { ...batch, operator: word, createdBy: { userId: 'x', displayName: word }, scans: 1 }
}

/** The batch and its only scan, of one page. */
async function insertScan(
  platform: Platform,
  machine: Actor,
  { batch, state, word }: Pick<IncomingItem, 'state'> & { readonly batch: Batch; readonly word: string },
): Promise<Omit<DividedScan['origin'], 'pages'>> {
  const { ids, batches, incomingItems, documents } = platform
  const { tenantId, readKeys } = batch
  const documentId = ids.next()
  await batches.insert(machine, batch, SIGNAL)
  const plan = proposeSplit([{ ...pageOf(1), rotation: 0 }], { byContent: true })
  const item = itemOf(tenantId, {
    receiptNumber: `${batch.number}/1`,
    state,
    batchId: batch.id,
    documentIds: [documentId],
    createdBy: batch.createdBy,
    stack: { sha256: 'ab'.repeat(32), plan, parts: [] },
    readKeys,
  })
  await incomingItems.insert(machine, item, SIGNAL)
  const processing = { state: 'done', stage: 'done', pagesDone: 1 } as const
  const picture = await store(platform, `pages/${tenantId}/${documentId}`, 'image/webp', word)
  const document = documentOf(tenantId, {
    id: documentId,
    itemId: item.id,
    filename: `${word}.pdf`,
    pageCount: 1,
    pageImages: [{ page: 1, widthPx: 300, heightPx: 400, object: picture }],
    processing,
    readKeys,
  })
  await documents.insert(machine, document, SIGNAL)
  return { stackItemId: item.id, stackDocumentId: documentId, stackNumber: item.receiptNumber }
}

async function seedBox(
  { ids, paperBoxes }: Platform,
  machine: Actor,
  { tenantId, operator, createdBy, readKeys }: Batch,
): Promise<string> {
  const id = ids.next()
  const box = {
    number: await paperBoxes.nextNumber(machine, SIGNAL),
    place: operator,
    state: 'open',
    createdAt: '2026-03-02T08:00:00.000Z',
    createdBy,
    batches: [],
    taken: [],
    holds: [],
    readKeys,
    version: 1,
  } as const
  await paperBoxes.insert(machine, { id, tenantId, ...box }, SIGNAL)
  return id
}
