import { z } from 'zod'
import { ItemView } from '../../../src/contract/incoming-items.ts'
import type { ApiClient } from '../../support/client.ts'
import { startPatience } from '../../support/patience.ts'
import { start, type Running } from './installation.ts'
import type { Ledger } from './ledger.ts'
import { allItems, judge, unclean, type Items, type Verdict } from './oracle.ts'
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

/** Of all letters of a run together, on a machine that does nothing else. */
const READ_WITHIN_MS = 120_000
const CLEAN_WITHIN_MS = 10_000
/** A claim that reached the database although its request was told otherwise goes stale after 30 s. */
const ANSWERED_WITHIN_MS = 90_000
const LOOK_EVERY_MS = 100
/** Less often: each look costs the server a list. */
const LOOK_AT_ITEMS_EVERY_MS = 400

/**
 * Starts the server again after a crash, and lets the world go on: callers repeat what they got no answer to, the machine
 * reads what is there, and recovery clears away the rest. Judged before and after.
 */
export async function recover({
  storageDir,
  ledger,
  environment,
  read,
}: Crashed): Promise<Omit<RunResult, 'hits'>> {
  const acknowledged = acknowledgedIn(ledger)
  const back = await comeBack({ storageDir, ledger, ...(environment === undefined ? {} : { environment }) })
  const end = await conclude(back.running, { storageDir, ledger, ...(read === undefined ? {} : { read }) })
  return {
    verdict: merged(back.verdict, end.verdict),
    broken: [...back.broken, ...end.broken],
    recoveriesMs: [back.running.readyMs],
    facts: { acknowledged, repeated: back.repeated },
  }
}

export interface ComeBack {
  readonly running: Running
  readonly verdict: Verdict
  readonly broken: readonly string[]
  readonly repeated: number
}

/**
 * After a crash: starts the server, judges what it finds, and repeats what nobody got an answer to.
 *
 * @param known letters that were fetched through the interface after an earlier crash: of these only the stores are asked
 */
export async function comeBack(
  { storageDir, ledger, environment }: Omit<Crashed, 'read'>,
  known?: ReadonlySet<string>,
): Promise<ComeBack> {
  const running = await start(storageDir, environment)
  try {
    await using stores = await openStores({ storageDir })
    const { client } = running
    const verdict = await judge({ ledger, client, stores, ...(known === undefined ? {} : { known }) })
    const { broken, count } = await repeatUnanswered(running, ledger)
    return { running, verdict, broken, repeated: count }
  } catch (error) {
    await running[Symbol.asyncDispose]()
    throw error
  }
}

/** The end of a run: everything is read, recovery has cleared away what it must, all is judged, and the server stops well. */
export async function conclude(
  { product, client }: Running,
  { storageDir, ledger, read = Number.POSITIVE_INFINITY }: Omit<Crashed, 'environment'>,
): Promise<Pick<RunResult, 'verdict' | 'broken'>> {
  try {
    await using stores = await openStores({ storageDir })
    const broken = await readFirst(client, ledger, read)
    await whenClean(stores)
    return { verdict: await judge({ ledger, client, stores, recovered: true }), broken }
  } finally {
    await product.stop()
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

/** Recovery runs beside the first requests; it is given some seconds, and what it leaves then is told by the verdict. */
async function whenClean(stores: Stores): Promise<void> {
  const patience = startPatience(CLEAN_WITHIN_MS)
  while ((await unclean(stores)).length > 0 && !patience.isOver()) await pause(LOOK_EVERY_MS)
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

export function acknowledgedIn(ledger: Ledger): number {
  return ledger.entries().filter(({ itemId }) => itemId !== undefined).length
}

async function repeatUnanswered(
  { product, client }: Running,
  ledger: Ledger,
): Promise<{ readonly count: number; readonly broken: readonly string[] }> {
  const open = ledger.entries().filter(({ itemId }) => itemId === undefined)
  const patience = startPatience(ANSWERED_WITHIN_MS)
  const answers = await Promise.all(
    open.map(async ({ letter }) => {
      const sending = { url: product.url, cookie: client.cookie, letter }
      for (;;) {
        const sent = await sendRecorded(sending, ledger)
        if (sent.itemId !== undefined) return []
        if (sent.retryAfterSeconds === undefined || patience.isOver())
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
  return readToTheEnd(client, new Set(acknowledged.slice(0, count)))
}

export async function readToTheEnd(client: ApiClient, wanted: ReadonlySet<string>): Promise<string[]> {
  const patience = startPatience(READ_WITHIN_MS)
  const retried = new Set<string>()
  for (;;) {
    const open = (await allItems(client)).filter(
      ({ id, processing }) => wanted.has(id) && !isRead(processing),
    )
    const stuck = open.filter(({ processing }) => processing.state === 'needs-attention')
    const parked = stuck.filter((item) => isCrash(item) && !retried.has(item.id))
    for (const { id } of parked) {
      retried.add(id)
      await client.json(ItemView, 'POST', `/incoming-items/${id}/retry`)
    }
    const isOver = patience.isOver()
    if (isOver || open.length === stuck.length - parked.length)
      return open.map(({ id, processing }) => `item ${id} is ${JSON.stringify(processing)}`)
    await pause(LOOK_AT_ITEMS_EVERY_MS)
  }
}

function isRead({ state }: Items[number]['processing']): boolean {
  return state === 'done'
}

/** Its reader was ended, or a neighbour did not answer: it is read when a person asks for it. */
export function isCrash({ processing }: Items[number]): boolean {
  return Failed.safeParse(processing.reason).success
}
