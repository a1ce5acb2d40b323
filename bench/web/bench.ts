import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { EMBEDDED_DATABASE_NAME } from '../../src/compose-stores.ts'
import { chromiumPath, launchBrowser, NO_BROWSER } from '../../test/e2e/support/browser.ts'
import { signIn } from '../../test/support/client.ts'
import { startProduct } from '../../test/support/product.ts'
import type { BenchOptions } from '../run.ts'
import { fillInbox } from './fill.ts'
import {
  measureBundle,
  measureFirstPaint,
  measureNextItems,
  measureScrolling,
  spreadOf,
  type Visitor,
} from './measure.ts'

const USER = 'poststelle'
/** Of the demo municipality. */
const SLUG = 'mainz'
/** Letters of the demo that are read and have pictures; enough to go through. */
const READ_LETTERS = 8
const NEXT_ITEMS = 6
const PAINTS = 5
const SMOOTH_MS = 50

/**
 * The staff pages in Chromium over the built product with the demo letters and `--items N` (10,000) further open items:
 * first paint with an empty cache, the next item when it was fetched before, scrolling through the whole inbox, what is
 * sent. `--cpu N` slows the browser down N times.
 */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { items: { type: 'string' }, cpu: { type: 'string' } },
    strict: false,
  })
  const items = Number(values.items ?? 10_000)
  const cpuSlowdown = Number(values.cpu ?? 1)
  const path = chromiumPath()
  if (path === undefined) throw new Error(NO_BROWSER)
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  const browser = await launchBrowser(path)
  try {
    const result = await measureIn(browser, join(directory, 'storage'), items, cpuSlowdown)
    print(`${items} open items, processor of the browser slowed down ${cpuSlowdown} times`)
    for (const [name, value] of Object.entries(result)) print(`${name.padEnd(34)} ${shown(value)}`)
    if (jsonFile !== undefined)
      await writeFile(jsonFile, JSON.stringify({ items, cpuSlowdown, ...result }, undefined, 2))
  } finally {
    await browser.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measureIn(browser: Browser, storageDir: string, items: number, cpuSlowdown: number) {
  const password = await prepare(storageDir, items)
  await using product = await startProduct({ storageDir })
  const visitor: Visitor = { browser, url: product.url, username: USER, password }
  const paints = []
  for (let round = 0; round < PAINTS; round += 1) paints.push(await measureFirstPaint(visitor, cpuSlowdown))
  const next = await measureNextItems(visitor, NEXT_ITEMS, cpuSlowdown)
  const { frames, ...scrolling } = await measureScrolling(visitor, items, cpuSlowdown)
  const bundle = await measureBundle(visitor)
  return {
    'first paint, ms': spreadOf(paints.map(({ firstPaintMs }) => firstPaintMs)),
    'inbox there, ms': spreadOf(paints.map(({ listMs }) => listMs)),
    'next item, ms': spreadOf(next),
    'rows loaded': scrolling.loadedRows,
    'loading all rows, ms': scrolling.loadMs,
    'rows drawn at once, most': scrolling.drawnRows,
    'between frames while scrolling, ms': spreadOf(frames),
    [`frames later than ${SMOOTH_MS} ms`]: frames.filter((ms) => ms > SMOOTH_MS).length,
    'scripts, styles, fonts: files': bundle.files,
    'scripts, styles, fonts: KiB': bundle.bytes / 1_024,
    'the same as sent: KiB': bundle.sentBytes / 1_024,
  }
}

/** The demo municipality with some letters read, and then many more items; answers the password. */
async function prepare(storageDir: string, items: number): Promise<string> {
  const product = await startProduct({ storageDir })
  const password = product.passwords[USER] ?? ''
  const client = await signIn(product.url, USER, password)
  const { items: letters } = await client.items(`?limit=${READ_LETTERS}`)
  for (const { id } of letters) await client.processed(id, 300_000)
  await product.stop()
  await fillInbox({ storageDir, databaseName: EMBEDDED_DATABASE_NAME, slug: SLUG, count: items })
  return password
}

function shown(value: number | { readonly p50: number; readonly p95: number }): string {
  if (typeof value === 'number') return value.toFixed(0)
  return `p50 ${value.p50.toFixed(0)}   p95 ${value.p95.toFixed(0)}`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
