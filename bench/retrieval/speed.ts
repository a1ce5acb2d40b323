import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { createPoststelleEngine } from './engines.ts'
import { percentile } from './ranking.ts'

export interface SpeedResult {
  readonly documents: number
  readonly indexPerSecond: number
  readonly indexMegabytes: number
  readonly queries: readonly { readonly kind: string; readonly p50Ms: number; readonly p95Ms: number }[]
}

const WORDS_PER_LETTER = 250
const VOCABULARY = 100_000
const ROUNDS = 30
const SYLLABLES =
  'be ver an aus ein kün di gung steu er bescheid an trag ge bühr frist zahl amt stadt woh nung haus recht ord'.split(
    ' ',
  )

/** Made-up letters: words of syllables, used as often as words are (Zipf's law). */
export async function measureSpeed(documents: number): Promise<SpeedResult> {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  try {
    const path = join(directory, 'search.db')
    const engine = await createPoststelleEngine(path)
    const random = seededRandom(1)
    const vocabulary = Array.from({ length: VOCABULARY }, () => wordOf(random))
    const word = (): string => vocabulary[Math.floor(VOCABULARY ** random()) - 1] ?? ''
    const start = performance.now()
    for (let number = 0; number < documents; number += 1) {
      const text = Array.from({ length: WORDS_PER_LETTER }, word).join(' ')
      await engine.add({ id: `d${number}`, title: `${word()} ${word()}`, text })
    }
    const indexMs = performance.now() - start
    const kinds: Record<string, () => string> = {
      'one frequent word': () => vocabulary[3] ?? '',
      'one word': () => word(),
      'two words': () => `${word()} ${word()}`,
      'a phrase': () => `"${word()} ${word()}"`,
      'a beginning': () => `${word().slice(0, 4)}*`,
      'a question': () => `Wann ${Array.from({ length: 6 }, word).join(' ')}?`,
      everything: () => '',
    }
    const queries = []
    for (const [kind, make] of Object.entries(kinds))
      queries.push({ kind, ...(await timed(() => engine.rank(make(), 20))) })
    return {
      documents,
      indexPerSecond: Math.round((documents / indexMs) * 1000),
      indexMegabytes: Math.round((await stat(path)).size / 1e6),
      queries,
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function timed(work: () => Promise<unknown>): Promise<{ p50Ms: number; p95Ms: number }> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) }
}

function wordOf(random: () => number): string {
  const length = 2 + Math.floor(random() * 4)
  return Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '').join('')
}
