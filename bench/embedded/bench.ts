import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedMongo } from '../../src/embedded-mongo/start.ts'
import type { BenchOptions } from '../run.ts'
import { measureLists, type ListTime } from './lists.ts'
import { measureReads, measureSyncs, measureWrites, type Rate } from './rates.ts'

interface ListResult {
  readonly rows: number
  readonly fillPerSecond: number
  readonly fileMegabytes: number
  readonly restartMs: number
  readonly lists: readonly ListTime[]
}

/** Runs something with a directory that is removed afterwards. */
async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function rates(directory: string): Promise<Rate[]> {
  const syncs = measureSyncs(join(directory, 'sync'))
  await using server = await startEmbeddedMongo({ directory: join(directory, 'db') })
  const writes = await measureWrites(server.uri)
  return [syncs, ...writes, ...(await measureReads(server.uri))]
}

async function listsOver(directory: string, rows: number): Promise<ListResult> {
  const server = await startEmbeddedMongo({ directory })
  const { fillPerSecond, lists } = await measureLists(server.uri, rows).finally(() => server.close())
  const { size } = await stat(join(directory, 'mongo.sqlite'))
  const startedAtMs = performance.now()
  const again = await startEmbeddedMongo({ directory })
  const restartMs = performance.now() - startedAtMs
  await again.close()
  return { rows, fillPerSecond, fileMegabytes: size / 2 ** 20, restartMs, lists }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes, point reads and list pages of the embedded database, beside the bare sync rate of the disk. */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  const rowCounts = (typeof values.rows === 'string' ? values.rows : '10000,100000').split(',').map(Number)
  const measured = await inDirectory(rates)
  for (const { name, perSecond } of measured)
    print(`${name.padEnd(52)} ${perSecond.toFixed(0).padStart(8)} /s`)
  const results: ListResult[] = []
  for (const rows of rowCounts) {
    const result = await inDirectory((directory) => listsOver(directory, rows))
    results.push(result)
    const { fillPerSecond, fileMegabytes, restartMs, lists } = result
    print(
      `\n${rows} items: filled at ${fillPerSecond.toFixed(0)}/s, ${fileMegabytes.toFixed(0)} MiB, ` +
        `started again in ${restartMs.toFixed(0)} ms`,
    )
    for (const { name, p50Ms, p95Ms } of lists)
      print(
        `${name.padEnd(52)} p50 ${p50Ms.toFixed(1).padStart(7)} ms   p95 ${p95Ms.toFixed(1).padStart(7)} ms`,
      )
  }
  if (jsonFile !== undefined)
    await writeFile(jsonFile, JSON.stringify({ rates: measured, lists: results }, null, 2))
}
