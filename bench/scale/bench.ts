import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedMongo } from '../../src/embedded-mongo/start.ts'
import type { ListTime } from '../embedded/lists.ts'
import type { BenchOptions } from '../run.ts'
import { measureRecords, type RecordResult } from './records.ts'
import { measureSearches, type SearchResult } from './searches.ts'

/**
 * Lists, case files, saving and searching over `--documents N` (100,000) made-up letters with rights. `--part search` or
 * `--part records` runs one half; `--keep DIR` leaves the index there and takes it again the next time.
 */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { documents: { type: 'string' }, part: { type: 'string' }, keep: { type: 'string' } },
    strict: false,
  })
  const documents = Number(values.documents ?? 100_000)
  const kept = typeof values.keep === 'string' ? resolve(values.keep) : undefined
  const directory = kept ?? (await mkdtemp(join(tmpdir(), 'poststelle-bench-')))
  await mkdir(directory, { recursive: true })
  try {
    const search = values.part === 'records' ? undefined : await searchesIn(directory, documents)
    const records = values.part === 'search' ? undefined : await recordsIn(directory, documents)
    if (jsonFile !== undefined)
      await writeFile(jsonFile, JSON.stringify({ documents, search, records }, undefined, 2))
  } finally {
    if (kept === undefined) await rm(directory, { recursive: true, force: true })
  }
}

async function searchesIn(directory: string, documents: number): Promise<SearchResult> {
  const result = await measureSearches(join(directory, 'search.db'), documents)
  const { indexedPerSecond, indexMegabytes, searches } = result
  print(
    `${documents} letters: ${indexedPerSecond.toFixed(0)} indexed a second, index ${indexMegabytes.toFixed(0)} MiB`,
  )
  printTimes(searches)
  return result
}

async function recordsIn(directory: string, documents: number): Promise<RecordResult> {
  const folder = join(directory, 'db')
  await rm(folder, { recursive: true, force: true })
  await using server = await startEmbeddedMongo({ directory: folder })
  const result = await measureRecords(server.uri, documents)
  print(`${documents} documents: filled at ${result.filledPerSecond.toFixed(0)}/s`)
  printTimes(result.times)
  return result
}

function printTimes(times: readonly ListTime[]): void {
  for (const { name, p50Ms, p95Ms } of times)
    print(
      `${name.padEnd(52)} p50 ${p50Ms.toFixed(1).padStart(7)} ms   p95 ${p95Ms.toFixed(1).padStart(7)} ms`,
    )
  print(`memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
