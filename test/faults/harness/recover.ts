import { z } from 'zod'
import { ItemView } from '../../../src/contract/incoming-items.ts'
import type { ApiClient } from '../../support/client.ts'
import { start, type Running } from './installation.ts'
import type { Ledger } from './ledger.ts'
import { judge, type Verdict, type Witnesses } from './oracle.ts'
import type { RunResult } from './scenario.ts'
import { sendRecorded } from './send.ts'
import { openStores, type Stores } from './stores.ts'
import { pause } from './watch.ts'

export interface Crashed {
  readonly storageDir: string
  readonly ledger: Ledger
  readonly environment?: Readonly<Record<string, string>>
  /** So many of the first letters are waited for until they are read; default: all. Reading takes its time. */
  readonly read?: number
}

/** A letter is through in seconds; a lease of a dead worker has to run out first, and machines are busy. */
const READ_WITHIN_MS = 400_000
const CLEAN_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 150
/** A claim that reached the database although its request was told otherwise goes stale after 30 s. */
const RETRIES = 20

/**
 * Starts the server again after a crash, and lets the world go on: callers repeat what they got no answer to, the machine
 * reads what is there, and recovery clears away the rest. Judged before and after.
 */
export async function recover({
  storageDir,
  ledger,
  environment,
  read = Number.POSITIVE_INFINITY,
}: Crashed): Promise<Omit<RunResult, 'hit'>> {
  const running = await start(storageDir, environment)
  try {
    await using stores = await openStores({ storageDir })
    const acknowledged = ledger.entries().filter(({ itemId }) => itemId !== undefined).length
    const atOnce = await judge({ ledger, client: running.client, stores })
    const repeated = await repeatUnanswered(running, ledger)
    const unread = await readFirst(running.client, ledger, read)
    return {
      verdict: merged(atOnce, await whenClean({ ledger, client: running.client, stores })),
      broken: [...repeated.broken, ...unread],
      recoveryMs: running.readyMs,
      facts: { acknowledged, repeated: repeated.count },
    }
  } finally {
    await running.product.stop()
  }
}

/** The same without a restart, after trouble that must not need one. What recovery clears away later may still be there. */
export async function settle({
  running,
  ledger,
  stores,
}: {
  readonly running: Running
  readonly ledger: Ledger
  readonly stores: Stores
}): Promise<Pick<RunResult, 'verdict' | 'broken'>> {
  const { broken } = await repeatUnanswered(running, ledger)
  return { verdict: await judge({ ledger, client: running.client, stores }), broken }
}

/** As `settle`, on the database and the files of the storage directory. */
export async function settleHere({
  storageDir,
  ...witnesses
}: {
  readonly running: Running
  readonly ledger: Ledger
  readonly storageDir: string
}): Promise<Pick<RunResult, 'verdict' | 'broken'>> {
  await using stores = await openStores({ storageDir })
  return await settle({ ...witnesses, stores })
}

/** Recovery runs beside the first requests; it is given some seconds. */
async function whenClean(witnesses: Witnesses): Promise<Verdict> {
  const deadlineMs = Date.now() + CLEAN_WITHIN_MS
  for (;;) {
    const verdict = await judge({ ...witnesses, recovered: true })
    if (verdict.orphaned.length === 0 || Date.now() > deadlineMs) return verdict
    await pause(LOOK_EVERY_MS)
  }
}

export function merged(one: Verdict, other: Verdict): Verdict {
  const both = (kind: keyof Verdict): string[] => [...new Set([...one[kind], ...other[kind]])]
  return {
    lost: both('lost'),
    half: both('half'),
    duplicated: both('duplicated'),
    orphaned: both('orphaned'),
    odd: both('odd'),
  }
}

async function repeatUnanswered(
  { product, client }: Running,
  ledger: Ledger,
): Promise<{ readonly count: number; readonly broken: readonly string[] }> {
  const open = ledger.entries().filter(({ itemId }) => itemId === undefined)
  const answers = await Promise.all(
    open.map(async ({ letter }) => {
      const sending = { url: product.url, cookie: client.cookie, letter }
      for (let attempt = 1; ; attempt += 1) {
        const sent = await sendRecorded(sending, ledger)
        if (sent.itemId !== undefined) return []
        if (attempt === RETRIES || sent.retryAfterSeconds === undefined)
          return [`${letter.key} repeated: ${sent.status} ${sent.code ?? ''}`]
        await pause(sent.retryAfterSeconds * 1_000)
      }
    }),
  )
  return { count: open.length, broken: answers.flat() }
}

const Failed = z.enum(['recognition-crashed', 'dependency-unavailable'])

/** Every letter is read in the end; one whose reader was killed too often may ask for a person first. */
async function readFirst(client: ApiClient, ledger: Ledger, count: number): Promise<string[]> {
  const acknowledged = ledger.entries().flatMap(({ itemId }) => itemId ?? [])
  const ids = acknowledged.slice(0, count)
  const results = await Promise.all(ids.map((id) => readToTheEnd(client, id)))
  return results.flat()
}

async function readToTheEnd(client: ApiClient, itemId: string): Promise<string[]> {
  let item = await client.processed(itemId, READ_WITHIN_MS)
  if (item.processing.state === 'needs-attention' && Failed.safeParse(item.processing.reason).success) {
    await client.json(ItemView, 'POST', `/incoming-items/${itemId}/retry`)
    item = await client.processed(itemId, READ_WITHIN_MS)
  }
  return item.processing.state === 'done' ? [] : [`item ${itemId} is ${JSON.stringify(item.processing)}`]
}
