import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signIn, type ApiClient } from '../../test/support/client.ts'
import { ADMIN_PASSWORD, startProduct, type Product } from '../../test/support/product.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { percentile } from '../retrieval/ranking.ts'
import { openMailroom } from '../mailroom.ts'
import type { BenchOptions } from '../run.ts'
import { bareFsyncRate, type DiskRate } from './disk.ts'
import { processFigures, slope, type ProcessFigures } from './process-figures.ts'

interface Load {
  readonly count: number
  readonly parallel: number
  readonly seed: number
  readonly withWork: boolean
}

interface Sample extends ProcessFigures {
  readonly uploads: number
}

interface Uploads {
  readonly seconds: number
  readonly latenciesMs: readonly number[]
  /** Answers other than 201, by status. */
  readonly refused: Readonly<Record<string, number>>
  readonly samples: readonly Sample[]
}

/** Sizes of letters: from a page of black and white to some pages of colour. */
const MIN_BYTES = 50_000
const MAX_BYTES = 500_000
const SAMPLE_EVERY = 50
/** Caches fill and code is compiled first; the slope of memory is taken from here on. */
const WARM_UP_SHARE = 0.25

/**
 * Uploads made-up letters to the built product with all its syncs, and prints the rate beside what the bare disk gives in
 * the same run: `--count N --parallel 16 --seed S`; `--with-work` lets the machine read them meanwhile.
 */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const load = readLoad(args)
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  try {
    const disk = await bareFsyncRate(directory)
    const storageDir = join(directory, 'storage')
    await using product = await startProduct({
      storageDir,
      environment: { DEMO_DATA: 'false', LOG_LEVEL: 'error' },
    })
    const client = await signIn(product.url, 'admin', ADMIN_PASSWORD)
    await prepare(client, load)
    const uploads = await uploadAll(product, await openMailroom(product.url, client), load)
    const leftOvers = (await readdir(join(storageDir, 'tmp'))).length
    const result = summary(load, disk, uploads, leftOvers)
    print(result)
    if (jsonFile !== undefined)
      await writeFile(jsonFile, JSON.stringify({ ...result, samples: uploads.samples }, undefined, 2))
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

function readLoad(args: readonly string[]): Load {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '10000' },
      parallel: { type: 'string', default: '16' },
      seed: { type: 'string', default: '1' },
      'with-work': { type: 'boolean', default: false },
      corpus: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const { count, parallel, seed } = values
  return {
    count: Number(count),
    parallel: Number(parallel),
    seed: Number(seed),
    withWork: values['with-work'],
  }
}

/** Nothing but uploads to do, unless reading is asked for too. */
async function prepare(client: ApiClient, { withWork }: Load): Promise<void> {
  if (withWork) return
  const paused = await client.request('POST', '/queue/pause', { body: {} })
  if (!paused.ok) throw new Error(`The queue was not paused: ${await paused.text()}`)
}

async function uploadAll(
  product: Product,
  client: ApiClient,
  { count, parallel, seed }: Load,
): Promise<Uploads> {
  const random = seededRandom(seed)
  const latenciesMs: number[] = []
  const refused: Record<string, number> = {}
  const samples: Sample[] = []
  let next = 0
  async function line(): Promise<void> {
    while (next < count) {
      const number = next++
      const bytes = letter(number, MIN_BYTES + Math.floor(random() * (MAX_BYTES - MIN_BYTES)))
      const startedMs = performance.now()
      const response = await client.upload([{ name: `${number}.pdf`, bytes }])
      await response.arrayBuffer()
      latenciesMs.push(performance.now() - startedMs)
      if (response.status !== 201) refused[response.status] = (refused[response.status] ?? 0) + 1
      if (number % SAMPLE_EVERY !== 0) continue
      const figures = await processFigures(product.pid)
      if (figures !== undefined) samples.push({ uploads: number, ...figures })
    }
  }
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: parallel }, line))
  return { seconds: (performance.now() - startedMs) / 1_000, latenciesMs, refused, samples }
}

/** Told from others by its number; as hard to compress as a scan. */
function letter(number: number, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  const random = seededRandom(number)
  for (let offset = 0; offset + 4 <= sizeBytes; offset += 4)
    bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), offset)
  bytes.write(`%PDF-1.7\n% letter ${number}\n`, 'latin1')
  return bytes
}

function summary(load: Load, disk: DiskRate, uploads: Uploads, leftOvers: number) {
  const perSecond = load.count / uploads.seconds
  const warm = uploads.samples.filter(({ uploads: count }) => count >= load.count * WARM_UP_SHARE)
  const [first, last] = [warm[0], warm.at(-1)]
  return {
    uploads: load.count,
    parallel: load.parallel,
    seed: load.seed,
    machineReads: load.withWork,
    refused: uploads.refused,
    uploadsPerSecond: perSecond,
    p50Ms: percentile(uploads.latenciesMs, 0.5),
    p99Ms: percentile(uploads.latenciesMs, 0.99),
    bareAppendsPerSecond: disk.appendsPerSecond,
    bareFilesPerSecond: disk.filesPerSecond,
    shareOfBareFiles: perSecond / disk.filesPerSecond,
    residentMiB: last?.residentMiB,
    residentMiBPerThousand: slope(
      warm.map(({ uploads: count, residentMiB }) => [count / 1_000, residentMiB]),
    ),
    openFilesFirst: first?.openFiles,
    openFilesLast: last?.openFiles,
    cpuMsPerUpload:
      first === undefined || last === undefined
        ? undefined
        : ((last.cpuSeconds - first.cpuSeconds) * 1_000) / (last.uploads - first.uploads),
    stagedFilesLeft: leftOvers,
  }
}

function print(result: ReturnType<typeof summary>): void {
  const shown = Object.entries(result).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ])
  console.table(Object.fromEntries(shown))
}
