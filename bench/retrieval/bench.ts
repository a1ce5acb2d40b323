import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BenchOptions } from '../run.ts'
import {
  createPlainFts5Engine,
  createPoststelleEngine,
  createStemmedFts5Engine,
  type BenchDocument,
  type Engine,
} from './engines.ts'
import { withNoise } from './noise.ts'
import { percentile, rankingScore, type Rank, type RankingScore } from './ranking.ts'
import { measureSpeed, type SpeedResult } from './speed.ts'

interface BenchQuery {
  readonly query: string
  readonly relevant: readonly string[]
}

interface Result extends RankingScore {
  readonly set: string
  readonly engine: string
  readonly noisePercent: number
  /** Only questions about every second paragraph, which nothing was tuned with. */
  readonly heldOutRecallAt1: number
  readonly heldOutMrr: number
  readonly p50Ms: number
  readonly p95Ms: number
}

type Answered = Omit<Result, 'set' | 'engine' | 'noisePercent'>

const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  poststelle: () => createPoststelleEngine(),
  'fts5 stems': createStemmedFts5Engine,
  'fts5 unicode61': createPlainFts5Engine,
}

/** Share of the letters that are wrong, in percent. */
const NOISE_PERCENT = [0, 5, 10]
const DEPTH = 100

/**
 * Asks every question of each set (a folder of the corpus with `docs.jsonl` and `queries.jsonl`) and prints where the
 * relevant document stands, for our index and for plain FTS5; with `--documents N` also how fast N made-up letters are
 * indexed and found.
 */
export async function run({ corpusDir, jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { documents: { type: 'string' }, corpus: { type: 'string' }, json: { type: 'string' } },
    strict: false,
  })
  const results: Result[] = []
  for (const set of await setsIn(corpusDir)) results.push(...(await measureSet(set)))
  if (results.length === 0)
    console.log('No set with docs.jsonl and queries.jsonl was found: name a folder with --corpus.')
  else console.table(results.map(rounded))
  const documents = Number(values.documents ?? 0)
  const speed: SpeedResult | undefined = documents > 0 ? await measureSpeed(documents) : undefined
  if (speed !== undefined) printSpeed(speed)
  if (jsonFile !== undefined) await writeFile(jsonFile, JSON.stringify({ results, speed }, undefined, 2))
}

async function setsIn(corpusDir: string | undefined): Promise<string[]> {
  if (corpusDir === undefined) return []
  const folders = [corpusDir, ...(await readdir(corpusDir)).sort().map((name) => join(corpusDir, name))]
  return folders.filter((folder) =>
    ['docs.jsonl', 'queries.jsonl'].every((name) => existsSync(join(folder, name))),
  )
}

async function measureSet(folder: string): Promise<Result[]> {
  const documents = await readLines<BenchDocument>(join(folder, 'docs.jsonl'))
  const queries = await readLines<BenchQuery>(join(folder, 'queries.jsonl'))
  const heldOut = new Set(documents.filter((_, index) => index % 2 === 1).map(({ id }) => id))
  const results: Result[] = []
  for (const noisePercent of NOISE_PERCENT) {
    for (const [name, create] of Object.entries(ENGINES)) {
      const engine = await create()
      for (const [seed, document] of documents.entries()) {
        await engine.add({ ...document, text: withNoise(document.text, noisePercent / 100, seed) })
      }
      results.push({
        set: folder.split('/').at(-1) ?? '',
        engine: name,
        noisePercent,
        ...(await ask(engine, queries, heldOut)),
      })
    }
  }
  return results
}

async function ask(
  engine: Engine,
  queries: readonly BenchQuery[],
  heldOut: ReadonlySet<string>,
): Promise<Answered> {
  const ranks: Rank[] = []
  const heldOutRanks: Rank[] = []
  const times: number[] = []
  for (const { query, relevant } of queries) {
    const start = performance.now()
    const found = await engine.rank(query, DEPTH)
    times.push(performance.now() - start)
    const place = found.findIndex((id) => relevant.includes(id))
    const rank = place === -1 ? undefined : place + 1
    ranks.push(rank)
    if (relevant.every((id) => heldOut.has(id))) heldOutRanks.push(rank)
  }
  const score = rankingScore(heldOutRanks)
  return {
    ...rankingScore(ranks),
    heldOutRecallAt1: score.recallAt1,
    heldOutMrr: score.mrr,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  }
}

async function readLines<T>(path: string): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => JSON.parse(line) as T)
}

function rounded(result: Result): Record<string, string | number> {
  const entries = Object.entries(result).map(([name, value]: [string, string | number]) => [
    name,
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
  ])
  return Object.fromEntries(entries) as Record<string, string | number>
}

function printSpeed({ documents, indexPerSecond, indexMegabytes, queries }: SpeedResult): void {
  console.log(`${documents} letters of 250 words: ${indexPerSecond} a second, index of ${indexMegabytes} MB`)
  console.table(
    queries.map(({ kind, p50Ms, p95Ms }) => ({ kind, p50Ms: p50Ms.toFixed(1), p95Ms: p95Ms.toFixed(1) })),
  )
}
