import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { proposeSplit } from '../../src/domain/stacks/propose-split.ts'
import { CUT_FROM } from '../../src/domain/stacks/split-plan.ts'
import type { BenchOptions } from '../run.ts'
import { examplesOf, learn } from './learn.ts'
import { judge, line, scoreOf, type Judged, type Score } from './scores.ts'
import { measureSheets } from './sheets.ts'
import { corpusSources, ownLetters, OWN_SET, type Source } from './sources.ts'
import { composeStack, type Stack, type StackKind } from './stacks.ts'

const USAGE = `Options of the splitting benchmark, behind the common ones:
  --seed N     draws the halves and the stacks (default 1)
  --stacks N   stacks of 50 letters of each kind (default 20)
  --half 1     judges on the half that the weights were learnt on (default 2, the other one)
  --learn      learns weights from the own letters of half 1 and prints them
  --sheets     damages sheets of ours and the barcode pictures instead, and counts what is read, asked and passed over
  --misses     names the places where a cut is wrong
`
const LETTERS = 50
const BY_CONTENT = { byContent: true }

/** Tells letters of composed stacks apart as the product does, without sheets and with them. */
export async function run({ corpusDir, jsonFile, args }: BenchOptions): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      half: { type: 'string', default: '2' },
      stacks: { type: 'string', default: '20' },
      learn: { type: 'boolean', default: false },
      sheets: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      corpus: { type: 'string' },
      json: { type: 'string' },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const [seed, half, count] = [Number(values.seed), Number(values.half), Number(values.stacks)]
  const own = ownLetters(seed)
  if (values.learn) {
    learnFrom(own, seed, count)
    return
  }
  if (values.sheets) {
    const tallies = await measureSheets(corpusDir)
    if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(tallies, undefined, 1)}\n`)
    return
  }
  const corpus = await corpusOf(corpusDir, seed)
  process.stdout.write(`seed ${seed}, half ${half}, ${count} stacks of ${LETTERS} letters each\n`)
  const ofHalf = (sources: readonly Source[]): Source[] => sources.filter((source) => source.half === half)
  const kinds = { corpus: ofHalf(corpus), own: ofHalf(own), mixed: ofHalf([...corpus, ...own]) }
  const scores = measure(kinds, { seed, count, showMisses: values.misses })
  speed(kinds.mixed, seed)
  if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(scores, undefined, 1)}\n`)
}

async function corpusOf(corpusDir: string | undefined, seed: number): Promise<readonly Source[]> {
  if (corpusDir !== undefined) return corpusSources(corpusDir, seed)
  process.stdout.write('splitting: no corpus (--corpus DIR or CORPUS_DIR), own letters only\n')
  return []
}

interface Measuring {
  readonly seed: number
  readonly count: number
  readonly showMisses: boolean
}

const KINDS: Readonly<Record<string, StackKind>> = {
  fronts: { letters: LETTERS, twoSided: false, sheets: undefined },
  'both sides': { letters: LETTERS, twoSided: true, sheets: undefined },
  sheets: { letters: LETTERS, twoSided: false, sheets: { unreadable: 0.1 } },
}

function measure(
  sources: Readonly<Record<string, readonly Source[]>>,
  { seed, count, showMisses }: Measuring,
): Record<string, Score> {
  const scores: Record<string, Score> = {}
  for (const [name, drawn] of Object.entries(sources)) {
    if (drawn.length === 0) continue
    for (const [kindName, kind] of Object.entries(KINDS)) {
      const title = `${name}, ${kindName}`
      scores[title] = tell(title, judgedStacks(drawn, kind, seed, count), showMisses)
    }
  }
  return scores
}

function judgedStacks(sources: readonly Source[], kind: StackKind, seed: number, count: number): Judged[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const stack = composeStack(sources, kind, seed * 10_000 + index)
    return judge(stack, proposeSplit(stack.pages, BY_CONTENT))
  })
}

function tell(name: string, judged: readonly Judged[], showMisses: boolean): Score {
  const score = scoreOf(judged)
  process.stdout.write(line(name, score))
  const sets = [...new Set(judged.map(({ set }) => set))]
  if (sets.length > 1) {
    for (const set of sets)
      process.stdout.write(line(`  ${set}`, scoreOf(judged.filter((one) => one.set === set))))
  }
  if (showMisses) {
    for (const one of judged.filter(({ probability, isStart }) => probability >= CUT_FROM !== isStart))
      process.stdout.write(
        `    ${one.set} page ${one.page}: ${one.isStart ? 'merged' : 'torn'} at ${one.probability}: ${one.reasons}\n`,
      )
  }
  return score
}

function learnFrom(own: readonly Source[], seed: number, count: number): void {
  const sources = own.filter(({ half, set }) => half === 1 && set === OWN_SET)
  const stacks = [false, true].flatMap((twoSided) =>
    Array.from({ length: count }, (_, index): Stack =>
      composeStack(sources, { letters: LETTERS, twoSided, sheets: undefined }, seed * 10_000 + 5_000 + index),
    ),
  )
  const { base, weights } = learn(stacks.flatMap((stack) => examplesOf(stack)))
  process.stdout.write(`base ${base.toFixed(2)}\n`)
  for (const [sign, weight] of weights) process.stdout.write(`${sign} ${weight.toFixed(2)}\n`)
}

function speed(sources: readonly Source[], seed: number): void {
  const kind = { letters: LETTERS, twoSided: false, sheets: undefined }
  const stack = composeStack(sources, kind, seed)
  proposeSplit(stack.pages, BY_CONTENT)
  const from = performance.now()
  proposeSplit(stack.pages, BY_CONTENT)
  const seconds = (performance.now() - from) / 1000
  process.stdout.write(
    `${stack.pages.length} pages in ${(seconds * 1000).toFixed(0)} ms: ${(stack.pages.length / seconds).toFixed(0)} pages a second\n`,
  )
}
