import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPinoLogger } from '../src/adapters/pino/log.ts'
import { composeHttp } from '../src/compose-http.ts'
import { openPictureReader } from '../src/compose-readers.ts'
import { openSearchIndex } from '../src/compose-stores.ts'
import { openPlatform, type Platform } from '../src/compose.ts'
import { readConfig } from '../src/config/config.ts'

const signal = new AbortController().signal

/** How many rounds are asked for, by `--pairs N`. */
export function roundsIn(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { pairs: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  return Number(values.pairs ?? 1_000)
}

/** The web server in this process, on an empty embedded database that is gone afterwards. */
export async function withServer<T>(
  name: string,
  work: (platform: Platform, start: () => Promise<string>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), `poststelle-${name}-`))
  const logger = createPinoLogger({ level: 'silent', file: join(directory, 'log') })
  const fail = (error: Error): never => {
    throw error
  }
  const config = readConfig({ STORAGE_DIR: directory, PORT: '0', TRUSTED_PROXIES: 'loopback' })
  const platform = await openPlatform(config, logger, { stopping: signal, fail })
  const searchIndex = await openSearchIndex(config)
  const reader = openPictureReader(config)
  const server = composeHttp(config, platform, { searchIndex, reader }, logger)
  try {
    return await work(platform, () => server.start(0, '127.0.0.1'))
  } finally {
    await server.close()
    await reader[Symbol.asyncDispose]()
    await searchIndex[Symbol.asyncDispose]()
    await platform.close()
    await rm(directory, { recursive: true, force: true })
  }
}

export interface Figures<Kind> {
  readonly kind: Kind
  readonly medianMs: number
  readonly quartilesMs: readonly [number, number]
  /** Median of the differences from the first kind within a round. */
  readonly medianDifferenceMs: number
}

/**
 * Milliseconds of each kind, asked in turns, each round in another order, so that the load of the machine is the same for
 * all. The longest of a round say nothing: what tells is the median of the differences within a round.
 *
 * @param kinds the first one is what the others are compared with
 */
export async function inTurns<Kind extends string>(
  kinds: readonly Kind[],
  rounds: number,
  ask: (kind: Kind, attempt: number) => Promise<void>,
): Promise<readonly Figures<Kind>[]> {
  const timesMs = new Map(kinds.map((kind) => [kind, [] as number[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, kind] of orderOf(kinds, round).entries()) {
      const startedMs = performance.now()
      await ask(kind, kinds.length * round + place)
      timesMs.get(kind)?.push(performance.now() - startedMs)
    }
  }
  const [compared = []] = timesMs.values()
  return kinds.map((kind) => {
    const times = timesMs.get(kind) ?? []
    const differences = times.map((ms, round) => ms - (compared[round] ?? ms))
    return {
      kind,
      medianMs: quantile(times, 0.5),
      quartilesMs: [quantile(times, 0.25), quantile(times, 0.75)],
      medianDifferenceMs: quantile(differences, 0.5),
    }
  })
}

/** Each kind is first as often as any other, and follows each other. */
function orderOf<Kind>(kinds: readonly Kind[], round: number): readonly Kind[] {
  const first = round % kinds.length
  const turned = [...kinds.slice(first), ...kinds.slice(0, first)]
  return round % (2 * kinds.length) < kinds.length ? turned : turned.reverse()
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 1_000) / 1_000
}
