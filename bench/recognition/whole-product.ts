import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ItemView } from '../../src/contract/incoming-items.ts'
import { signIn, type ApiClient } from '../../test/support/client.ts'
import { ADMIN_PASSWORD, startProduct } from '../../test/support/product.ts'
import { openMailroom } from '../mailroom.ts'
import { round } from './accuracy.ts'
import type { Sample } from './corpus.ts'
import { joinScans } from './throughput.ts'
import { measureCost } from './usage.ts'

/** Pages of the long file: minutes of work for both cores. */
const LONG_PAGES = 60
const LETTERS = 4
const LIMIT_MS = 60 * 60_000
const POLL_MS = 200

export interface WholeProductReport {
  readonly pages: number
  readonly pagesPerMinute: number
  /** Of all processes together: service, database, children. */
  readonly peakMib: number
  readonly idleMib: number
  /** From the upload of a letter of one page until the machine is through with it. */
  readonly letterAloneMs: readonly number[]
  readonly letterBesideMs: readonly number[]
}

/** The built product as it starts by itself: one long file of scans with everything that belongs to it, and letters meanwhile. */
export async function measureWholeProduct(
  scans: readonly Sample[],
  folder: string,
): Promise<WholeProductReport> {
  const storageDir = join(folder, 'storage')
  const longPath = join(folder, 'long-scan.pdf')
  await joinScans(repeated(scans, LONG_PAGES), longPath)
  try {
    await using product = await startProduct({
      storageDir,
      environment: { DEMO_DATA: 'false', LOG_LEVEL: 'error' },
    })
    const admin = await signIn(product.url, 'admin', ADMIN_PASSWORD)
    const client = await openMailroom(product.url, admin)
    const letters = await Promise.all(repeated(scans, 1 + 2 * LETTERS).map(({ path }) => readFile(path)))
    const [warmUp, ...measured] = letters
    // The first letter starts the children and has them load their models.
    if (warmUp !== undefined) await letterMs(client, warmUp)
    const letterAloneMs: number[] = []
    for (const letter of measured.slice(0, LETTERS)) letterAloneMs.push(await letterMs(client, letter))
    const idle = await measureCost(() => pause(3_000))
    const letterBesideMs: number[] = []
    const { cost } = await measureCost(async () => {
      const long = await upload(client, 'long.pdf', await readFile(longPath))
      await untilReading(client, long)
      for (const letter of measured.slice(LETTERS)) letterBesideMs.push(await letterMs(client, letter))
      await through(client, long, LONG_PAGES)
    })
    const pages = LONG_PAGES + letterBesideMs.length
    return {
      pages,
      pagesPerMinute: round((60 * pages) / cost.seconds),
      peakMib: Math.round(cost.peakMib),
      idleMib: Math.round(idle.cost.peakMib),
      letterAloneMs,
      letterBesideMs,
    }
  } finally {
    await rm(storageDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

function repeated(scans: readonly Sample[], count: number): Sample[] {
  const [first] = scans
  if (first === undefined) throw new Error('The corpus has no scanned letters.')
  return Array.from({ length: count }, (_, index) => scans[index % scans.length] ?? first)
}

async function upload(client: ApiClient, name: string, bytes: Uint8Array): Promise<string> {
  const response = await client.upload([{ name, bytes }])
  if (response.status !== 201) throw new Error(`Not taken: ${await response.text()}`)
  const { id } = (await response.json()) as { id: string }
  return id
}

async function letterMs(client: ApiClient, bytes: Uint8Array): Promise<number> {
  const startedMs = performance.now()
  await through(client, await upload(client, 'letter.jpg', bytes), 1)
  return Math.round(performance.now() - startedMs)
}

async function through(client: ApiClient, itemId: string, pages: number): Promise<void> {
  const { processing } = await client.processed(itemId, LIMIT_MS)
  if (processing.state !== 'done' || processing.pagesDone !== pages)
    throw new Error(`Not read: ${JSON.stringify(processing)}`)
}

async function untilReading(client: ApiClient, itemId: string): Promise<void> {
  for (const until = Date.now() + LIMIT_MS; Date.now() < until;) {
    const { processing } = await client.json(ItemView, 'GET', `/incoming-items/${itemId}`)
    if (processing.pagesDone > 0) return
    await pause(POLL_MS)
  }
  throw new Error('The long file is not being read.')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
