import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPinoLogger } from '../../src/adapters/pino/log.ts'
import { openPlatform, type Platform } from '../../src/compose.ts'
import { readConfig } from '../../src/config/config.ts'
import { isMailroomError } from '../../src/domain/errors.ts'
import { createFoundTenant } from '../../src/usecases/access/found-tenant.ts'
import { createSignIn, type SignIn } from '../../src/usecases/access/sign-in.ts'
import type { BenchOptions } from '../run.ts'

const KNOWN = 'kora.klar'
const signal = new AbortController().signal

/**
 * How long a sign-in with a wrong password takes for a name that somebody has and for one that nobody has. Both are asked
 * in turns, so that the load of the machine is the same for both; each from an address of its own, so that no limit ends it.
 */
export async function run({ jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { pairs: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  const pairs = Number(typeof values.pairs === 'string' ? values.pairs : '1000')
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-names-'))
  try {
    const result = await withPlatform(directory, (platform) => measure(platform, pairs))
    for (const [name, value] of Object.entries(result)) process.stdout.write(`${name}: ${String(value)}\n`)
    if (jsonFile !== undefined) await writeFile(jsonFile, JSON.stringify(result, undefined, 2))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function withPlatform<T>(directory: string, work: (platform: Platform) => Promise<T>): Promise<T> {
  const logger = createPinoLogger({ level: 'silent', file: join(directory, 'log') })
  const fail = (error: Error): never => {
    throw error
  }
  const config = readConfig({ STORAGE_DIR: directory })
  const platform = await openPlatform(config, logger, { stopping: signal, fail })
  try {
    return await work(platform)
  } finally {
    await platform.close()
  }
}

async function measure(platform: Platform, pairs: number): Promise<Record<string, number>> {
  const tenant = { slug: 'stadt', name: 'Stadt', receiptPrefix: 'ST' }
  const administrator = { adminUsername: KNOWN, adminPassword: 'four words that mean nothing' }
  await createFoundTenant(platform)({ ...tenant, ...administrator }, signal)
  const signIn = createSignIn(platform)
  const known: number[] = []
  const unknown: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const inTurn = [
      async () => known.push(await timeOf(signIn, KNOWN, 2 * pair)),
      async () => unknown.push(await timeOf(signIn, `name${String(pair)}`, 2 * pair + 1)),
    ]
    for (const ask of pair % 2 === 0 ? inTurn : inTurn.reverse()) await ask()
  }
  const differences = known.map((ms, pair) => ms - (unknown[pair] ?? ms))
  return {
    pairs,
    knownMedianMs: rounded(median(known)),
    unknownMedianMs: rounded(median(unknown)),
    differenceOfMediansMs: rounded(median(known) - median(unknown)),
    medianOfDifferencesMs: rounded(median(differences)),
  }
}

async function timeOf(signIn: SignIn, username: string, attempt: number): Promise<number> {
  const clientAddress = `10.${String(attempt >> 8)}.${String(attempt & 255)}.1`
  const startedMs = performance.now()
  try {
    await signIn({ username, password: 'not the right one', clientAddress, requestId: 'bench' }, signal)
  } catch (error) {
    if (!isMailroomError(error, 'unauthenticated')) throw error
  }
  return performance.now() - startedMs
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[sorted.length >> 1] ?? 0
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
