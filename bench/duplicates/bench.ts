import { writeFileSync } from 'node:fs'
import { fingerprintOf, type Fingerprint } from '../../src/domain/duplicates/fingerprint.ts'
import { likenessOf } from '../../src/domain/duplicates/likeness.ts'
import { textOf } from '../../src/domain/recognition/page.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import type { BenchOptions } from '../run.ts'
import { corpusSources, ownLetters, type Source } from '../splitting/sources.ts'

interface Letter {
  readonly twin: string
  readonly sender: string
  readonly fingerprint: Fingerprint
}

interface Score {
  /** Pairs of readings of one letter, how many share a key of the database, and how many are told. */
  readonly twins: number
  readonly candidates: number
  readonly found: number
  /** Pairs of different letters that are told to be the same, and how many of those are of one sender. */
  readonly wrong: number
  readonly wrongOfOneSender: number
  readonly others: number
}

const SEED = 1
/** Shares of letters that are read wrongly; a poor scan has two in a hundred. */
const NOISE = [0.02, 0.05]

/** Scans of one letter in many ways are one letter, and letters of one sender are many: how well that is told. */
export async function run({ corpusDir, jsonFile }: BenchOptions): Promise<void> {
  const own = ownLetters(SEED)
  const scores = new Map<string, Score>()
  for (const noise of NOISE) {
    const readings = own.flatMap((source) => [letterOf(source, 0, 0), letterOf(source, noise, 1)])
    scores.set(`own letters, ${noise * 100} % of letters wrong`, scoreOf(readings))
  }
  if (corpusDir !== undefined) {
    const sources = await corpusSources(corpusDir, SEED)
    for (const set of new Set(sources.map((source) => source.set))) {
      const letters = sources.filter((source) => source.set === set).map((source) => letterOf(source, 0, 0))
      scores.set(set, scoreOf(letters))
    }
  }
  for (const [name, score] of scores) process.stdout.write(`${name}: ${told(score)}\n`)
  if (jsonFile !== undefined)
    writeFileSync(jsonFile, `${JSON.stringify(Object.fromEntries(scores), undefined, 1)}\n`)
}

function letterOf({ id, twin, pages }: Source, noise: number, reading: number): Letter {
  const texts = pages.map((page) => misread(textOf(page), noise))
  const sender = id.split('/')[0] ?? id
  return { twin, sender, fingerprint: fingerprintOf(`${id}/${reading}`, texts) }
}

/** Digits, too: a letter is known by its numbers. */
function misread(text: string, share: number): string {
  const random = seededRandom(SEED)
  return Array.from(text, (letter) => (/[\p{L}\p{N}]/u.test(letter) && random() < share ? 'x' : letter)).join(
    '',
  )
}

function scoreOf(letters: readonly Letter[]): Score {
  let [twins, candidates, found, wrong, wrongOfOneSender, others] = [0, 0, 0, 0, 0, 0]
  for (const [index, left] of letters.entries()) {
    const keys = new Set(left.fingerprint.keys)
    for (const right of letters.slice(index + 1)) {
      const isTwin = left.twin === right.twin
      const isCandidate = right.fingerprint.keys.some((key) => keys.has(key))
      const isTold = isCandidate && likenessOf(left.fingerprint, right.fingerprint) !== undefined
      twins += Number(isTwin)
      candidates += Number(isTwin && isCandidate)
      found += Number(isTwin && isTold)
      others += Number(!isTwin)
      wrong += Number(!isTwin && isTold)
      wrongOfOneSender += Number(!isTwin && isTold && left.sender === right.sender)
    }
  }
  return { twins, candidates, found, wrong, wrongOfOneSender, others }
}

function told({ twins, candidates, found, wrong, wrongOfOneSender, others }: Score): string {
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3))
  return [
    `recall ${share(found, twins)} of ${twins} pairs (${candidates} share a key)`,
    `precision ${share(found, found + wrong)}`,
    `${wrong} of ${others} pairs of different letters told to be the same, ${wrongOfOneSender} of one sender`,
  ].join(', ')
}
